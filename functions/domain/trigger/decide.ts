import { own } from "../visit/record.ts";
import type { Visit } from "../visit/visit.ts";
import { heldBack, PRESSURE } from "./backpressure.ts";
import { type CompiledRule, type CompiledRules, eachAsked } from "./compile.ts";
import type { TriggerEnv } from "./env.ts";
import { Facts } from "./facts.ts";
import { heldOut } from "./holdout.ts";
import { isOpen } from "./hours.ts";
import { languageFor } from "./language.ts";
import { isQuiet, QUIET_PAGES } from "./quiet.ts";
import { capOf, dismissedUntil, RESTRAINT } from "./restraint.ts";
import { RULE_BOUNDS, type Rule, type RuleOffer } from "./rule.ts";
import { fillCart } from "./text.ts";
import { kept, type Why, WhyBuilder } from "./why.ts";
import { worthOf } from "./worth.ts";

export type { TriggerEnv } from "./env.ts";
export { inviteText } from "./text.ts";

export interface Invite {
  readonly kind: "invite";
  readonly rule: string;
  readonly language: string;
  /** Ready but for `{agent}`; see `inviteText`. */
  readonly text: string;
  readonly topic?: string;
  readonly tier?: string;
  readonly offer?: RuleOffer;
  /** What met the rule's conditions. */
  readonly values: Readonly<Record<string, string | number | null>>;
  readonly holdSeconds: number;
  readonly why: Why;
}

/** `invite`: hold an agent for it, then show it; `none`: not now. Either way `why` says why. */
export type Decision = Invite | { readonly kind: "none"; readonly why: Why };

/**
 * Shall this shopper be spoken to now? Asks the rules that listen to what just came (`visit.fresh`), highest priority first; the first that fires and
 * may speak here decides. Then, in this order: caps, opening hours, routing's room, holdout, so that who is held out is exactly who would have been
 * invited otherwise. Pure, and total: a rule that fails counts as not fired.
 */
export function decide(rules: CompiledRules, visit: Visit, env: TriggerEnv): Decision {
  const why = new WhyBuilder(visit, rules, env.now);
  if (env.disabled) return { kind: "none", why: why.end("disabled") };
  const facts = new Facts(visit, env);
  const quiet = isQuiet(visit.view, env.quiet ?? QUIET_PAGES);
  let asked = 0;
  let fired: { readonly compiled: CompiledRule; readonly language: string } | undefined;
  eachAsked(rules, visit.fresh, (compiled) => {
    asked += 1;
    const language = speaks(compiled, facts, quiet, why);
    if (language === undefined) return false;
    fired = { compiled, language };
    return true;
  });
  if (fired === undefined) {
    const end = why.silenced ?? (asked === 0 ? "idle" : "nothing");
    return { kind: "none", why: why.end(end) };
  }
  return allowed(fired.compiled, fired.language, facts, why);
}

/** The language in which this rule may speak now, or undefined with the reason noted. */
function speaks(
  { rule, test }: CompiledRule,
  facts: Facts,
  quiet: boolean,
  why: WhyBuilder,
): string | undefined {
  const { visit, env } = facts;
  try {
    if (!test(facts)) {
      why.pass(rule.id, facts.failed, facts.value);
      return undefined;
    }
  } catch {
    why.pass(rule.id, "fault", undefined);
    return undefined;
  }
  if (quiet && rule.evenOnQuietPages !== true) {
    why.pass(rule.id, "page", visit.view?.kind);
    return undefined;
  }
  const until = dismissedUntil(visit, rule.id, env.now, quietMs(rule, env));
  if (until !== undefined) {
    why.pass(rule.id, "dismissed", until);
    return undefined;
  }
  const language = languageFor(visit, env, rule.texts);
  if (language === undefined) why.pass(rule.id, "language", visit.view?.language);
  return language;
}

function allowed(
  compiled: CompiledRule,
  language: string,
  facts: Facts,
  why: WhyBuilder,
): Decision {
  const { visit, env } = facts;
  const { rule } = compiled;
  const values = valuesOf(compiled, facts);
  const none = (end: "cap" | "closed" | "pressure" | "holdout", more: Partial<Why>): Decision => ({
    kind: "none",
    why: why.end(end, { rule: rule.id, values, ...more }),
  });
  const capped = capOf(visit, env.now, env.restraint ?? RESTRAINT);
  if (capped) {
    const { cap, until } = capped;
    return none("cap", { by: cap, ...(until !== undefined && { until }) });
  }
  if (!isOpen(env.hours, language, env.now, env.timeZone ?? "UTC")) {
    return none("closed", { by: language });
  }
  const openness = env.openness?.(language);
  const pressure = env.pressure ?? PRESSURE;
  const worth = () => worthOf(rule, facts, pressure.margin);
  const held = openness && heldBack(openness, pressure, worth);
  if (held) return none("pressure", { by: held });
  const holdout = heldOut(visit.visitor, env.holdout, rule.id, rule.holdout);
  if (holdout) return none("holdout", { by: holdout, arm: "held-out" });
  const topic = topicOf(rule, visit);
  const tier = visit.customer?.tier;
  return {
    kind: "invite",
    rule: rule.id,
    language,
    text: fillCart(rule.texts[language] ?? "", visit.cart, language),
    ...(topic !== undefined && { topic }),
    ...(tier !== undefined && { tier }),
    ...(rule.offer && { offer: rule.offer }),
    values,
    holdSeconds: rule.holdSeconds ?? RULE_BOUNDS.holdSeconds.usual,
    why: why.end("match", { rule: rule.id, values, arm: "treated" }),
  };
}

function quietMs({ quietDays }: Rule, env: TriggerEnv): number {
  if (quietDays !== undefined) return quietDays * 24 * 60 * 60_000;
  return (env.restraint ?? RESTRAINT).ruleAfterDismissalMs;
}

/** The values of the conditions that hold, by their labels. */
function valuesOf({ leaves }: CompiledRule, facts: Facts): Invite["values"] {
  const values: Record<string, string | number | null> = {};
  for (const leaf of leaves) {
    if (leaf.negated) continue;
    const value = leaf.read(facts);
    if (leaf.holds(value)) values[leaf.label] = kept(value);
  }
  return values;
}

/** The topic for the detail of the latest signal that this rule listens to, else the rule's. */
function topicOf({ needs, on }: Rule, visit: Visit): string | undefined {
  const detail = visit.trail.findLast(({ kind }) => on.includes(kind))?.detail;
  const special = detail === undefined ? undefined : own(needs?.topicByDetail ?? {}, detail);
  return special ?? needs?.topic;
}
