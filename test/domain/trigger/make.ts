import type { Cart } from "../../../functions/contract/signal.ts";
import { type CompiledRules, compileRules } from "../../../functions/domain/trigger/compile.ts";
import type { Decision, TriggerEnv } from "../../../functions/domain/trigger/decide.ts";
import { decide } from "../../../functions/domain/trigger/decide.ts";
import type { Condition, Rule } from "../../../functions/domain/trigger/rule.ts";
import { SHIPPED_RULES } from "../../../functions/domain/trigger/shipped/index.ts";
import type { Visit } from "../../../functions/domain/visit/visit.ts";
import { NOON } from "../visit/make.ts";

export const SHIPPED = compileRules(SHIPPED_RULES);

export function env(more: Partial<TriggerEnv> = {}): TriggerEnv {
  return {
    now: NOON,
    languages: ["en", "fi", "et", "ru", "sv", "de"],
    fallbackLanguage: "en",
    holdout: { share: 0, salt: "test" },
    ...more,
  };
}

/** A rule on rage clicks that always fires, with changes. */
export function rule(more: Partial<Rule> = {}): Rule {
  return { id: "rule", priority: 1, on: ["rage-click"], texts: { en: "Hi, {agent}." }, ...more };
}

export function compiled(...rules: readonly Rule[]): CompiledRules {
  const result = compileRules(rules);
  if (result.refused.length > 0) throw new Error(JSON.stringify(result.refused));
  return result;
}

/** Does this condition hold for the visit? */
export function holds(when: Condition, visit: Visit, more: Partial<TriggerEnv> = {}): boolean {
  const asking = { ...visit, fresh: ["rage-click" as const] };
  return decide(compiled(rule({ when })), asking, env(more)).kind === "invite";
}

/** The rule that a decision names, with how it ended. */
export function brief({ kind, why }: Decision): string {
  return [kind, why.end, why.rule, why.by].filter(Boolean).join(" ");
}

export const SMALL_CART: Cart = { value: 20, currency: "EUR", items: 1 };
