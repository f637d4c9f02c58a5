import type { Visit } from "../visit/visit.ts";
import { type Fault, faultsOf } from "./check.ts";
import { type CompiledRules, compileRules } from "./compile.ts";
import { decide } from "./decide.ts";
import type { TriggerEnv } from "./env.ts";
import { languageFor } from "./language.ts";
import { momentsOf } from "./replay.ts";
import { RULE_BOUNDS, type Rule } from "./rule.ts";
import { type Counts, type Firing, type Tally, tally } from "./tally.ts";

/** The draft beside what is live. `draft`, `live`: this rule alone; `allDraft`, `allLive`: every rule, with the draft and without. */
export interface DryRun {
  readonly kind: "ran";
  readonly visits: number;
  /** Evaluations that could be replayed. */
  readonly moments: number;
  readonly draft: Tally;
  readonly live: Tally;
  readonly allDraft: Tally;
  readonly allLive: Tally;
  /** Invitations of other rules that the draft would take the place of, by rule. */
  readonly displaced: Counts;
  /** Whom the draft would have invited, and when (epoch ms). */
  readonly whom: readonly { readonly visitor: string; readonly at: number }[];
}

/**
 * What would this rule have done? Replays stored visits, as far as their trails remember them, once with the live rules and once with the draft in
 * the place of the rule of the same id (or beside the others), each with its own caps, opening hours and holdout.
 * @param env as for a decision; its `now` is replaced by each moment's
 * @returns both sides, or the draft's faults
 */
export function dryRun(
  draft: Rule,
  live: CompiledRules,
  recorded: readonly Visit[],
  env: Omit<TriggerEnv, "now">,
): DryRun | { readonly kind: "refused"; readonly faults: readonly Fault[] } {
  const others = live.rules.map(({ rule }) => rule).filter(({ id }) => id !== draft.id);
  const faults = faultsOf([draft]);
  if (faults.length > 0) return { kind: "refused", faults };
  const changed = compileRules([...others, { ...draft, disabled: false }]);
  const moments = recorded.map(momentsOf);
  const before = moments.map((one) => firingsOf(live, one, env));
  const after = moments.map((one) => firingsOf(changed, one, env));
  const timeZone = env.timeZone ?? "UTC";
  const sum = (all: readonly (readonly Firing[])[], rule?: string) =>
    tally(
      all.flat().filter((firing) => rule === undefined || firing.rule === rule),
      timeZone,
    );
  return {
    kind: "ran",
    visits: recorded.length,
    moments: moments.reduce((total, one) => total + one.length, 0),
    draft: sum(after, draft.id),
    live: sum(before, draft.id),
    allDraft: sum(after),
    allLive: sum(before),
    displaced: displacedBy(draft.id, before, after),
    whom: after
      .flat()
      .filter(({ rule, stopped }) => rule === draft.id && stopped === undefined)
      .map(({ visit, at }) => ({ visitor: visit.visitor, at })),
  };
}

/** Plays one visit through a set of rules. An invitation counts for the caps of the moments after it, and lives as long as its hold. */
function firingsOf(
  rules: CompiledRules,
  moments: readonly Visit[],
  env: Omit<TriggerEnv, "now">,
): Firing[] {
  const firings: Firing[] = [];
  const invitedAt: number[] = [];
  for (const moment of moments) {
    const now = moment.lastAt;
    const visit = { ...moment, invitedAt: [...moment.invitedAt, ...invitedAt] };
    const { kind, why } = decide(rules, visit, { ...env, now });
    const rule = rules.byId.get(why.rule ?? "")?.rule;
    if (rule === undefined) continue;
    if (kind === "invite") invitedAt.push(now);
    firings.push({
      rule: rule.id,
      visit,
      at: now,
      language: languageFor(visit, env, rule.texts) ?? "",
      holdSeconds: rule.holdSeconds ?? RULE_BOUNDS.holdSeconds.usual,
      ...(kind === "none" && { stopped: why.by === undefined ? why.end : `${why.end}: ${why.by}` }),
    });
  }
  return firings;
}

function displacedBy(
  draft: string,
  before: readonly (readonly Firing[])[],
  after: readonly (readonly Firing[])[],
): Counts {
  const counts: Record<string, number> = {};
  const invitations = (firings: readonly Firing[] | undefined) =>
    (firings ?? []).filter(({ stopped }) => stopped === undefined).map(({ rule }) => rule);
  before.forEach((firings, i) => {
    const now = invitations(after[i]);
    if (!now.includes(draft)) return;
    for (const rule of invitations(firings)) {
      if (rule !== draft && !now.includes(rule)) counts[rule] = (counts[rule] ?? 0) + 1;
    }
  });
  return counts;
}
