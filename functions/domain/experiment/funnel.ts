import type { FunnelCounts, RuleFunnel } from "../../contract/reports.ts";
import type { EndedChat } from "../feedback/ended-chat.ts";
import type { StatRow } from "./counts.ts";

const NONE: FunnelCounts = { eligible: 0, heldOut: 0, invited: 0, accepted: 0, bought: 0 };

/**
 * The funnel of each rule, most eligible first, by the days of the exposures and of the chats' beginnings.
 * @param stats of each day, of the experiment over all rules
 */
export function funnels(
  stats: ReadonlyMap<string, readonly StatRow[]>,
  chats: readonly EndedChat[],
  dayOf: (at: number) => string,
): readonly RuleFunnel[] {
  const rules = new Map<string, Map<string, FunnelCounts>>();
  const add = (rule: string, day: string, more: Partial<FunnelCounts>) => {
    const days = rules.get(rule) ?? new Map<string, FunnelCounts>();
    days.set(day, sum(days.get(day) ?? NONE, more));
    rules.set(rule, days);
  };
  for (const [day, rows] of stats) {
    for (const { rule, arm, exposures, invited } of rows) {
      if (rule === undefined || exposures + invited === 0) continue;
      const held = arm === "held-out" ? exposures : 0;
      add(rule, day, { eligible: exposures, heldOut: held, invited });
    }
  }
  for (const { rule, startedAt, bought } of chats) {
    if (rule !== undefined) add(rule, dayOf(startedAt), { accepted: 1, bought: bought ? 1 : 0 });
  }
  return [...rules]
    .map(([rule, days]) => ({
      rule,
      ...[...days.values()].reduce(sum, NONE),
      days: [...days]
        .map(([day, counts]) => ({ day, ...counts }))
        .sort((a, b) => (a.day < b.day ? -1 : 1)),
    }))
    .sort((a, b) => b.eligible - a.eligible || (a.rule < b.rule ? -1 : 1));
}

function sum(a: FunnelCounts, b: Partial<FunnelCounts>): FunnelCounts {
  return {
    eligible: a.eligible + (b.eligible ?? 0),
    heldOut: a.heldOut + (b.heldOut ?? 0),
    invited: a.invited + (b.invited ?? 0),
    accepted: a.accepted + (b.accepted ?? 0),
    bought: a.bought + (b.bought ?? 0),
  };
}
