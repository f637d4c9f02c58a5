import type { FunnelCounts } from "../../../../functions/contract/reports.ts";

/** In the order in which shoppers go through them; the held out leave after the first. */
export const STEPS: readonly (readonly [keyof FunnelCounts, string])[] = [
  ["eligible", "In a rule's moment"],
  ["heldOut", "Held out"],
  ["invited", "Invited"],
  ["accepted", "Accepted"],
  ["bought", "Bought"],
];

/** All rules together. */
export function summed(all: readonly FunnelCounts[]): FunnelCounts {
  const sum = (step: keyof FunnelCounts) => all.reduce((total, each) => total + each[step], 0);
  return {
    eligible: sum("eligible"),
    heldOut: sum("heldOut"),
    invited: sum("invited"),
    accepted: sum("accepted"),
    bought: sum("bought"),
  };
}

/** A step's share of the step that those in it come from; undefined where nobody could come. */
export function shareOf(step: keyof FunnelCounts, counts: FunnelCounts): number | undefined {
  const FROM = {
    eligible: "eligible",
    heldOut: "eligible",
    invited: "eligible",
    accepted: "invited",
    bought: "accepted",
  } as const;
  const all = counts[FROM[step]];
  return all > 0 ? counts[step] / all : undefined;
}
