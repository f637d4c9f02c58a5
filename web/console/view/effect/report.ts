import type { Arm, Interval } from "../../../../functions/contract/reports.ts";

export const ARMS: readonly (readonly [Arm, string])[] = [
  ["treated", "May be invited"],
  ["held-out", "Held out"],
];

/** A share as percent with a decimal. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const points = (share: number): string =>
  `${share >= 0 ? "+" : "−"}${Math.abs(share * 100).toFixed(1)}`;

/** A difference of shares in percentage points, with the ends of its interval. */
export const gap = ({ estimate, low, high }: Interval): string =>
  `${points(estimate)} (${points(low)} to ${points(high)})`;

/** What an uplift in conversion means, in one sentence that claims no more than the interval does. */
export function verdict(uplift: Interval | undefined): string {
  if (!uplift) return "There are too few visitors on one side to compare.";
  const { estimate, low, high } = uplift;
  const range = `${points(estimate)} percentage points (95 %: ${points(low)} to ${points(high)})`;
  if (low > 0) return `Invitations raise the share who order: ${range}.`;
  if (high < 0) return `Invitations lower the share who order: ${range}.`;
  return `No effect is shown yet: ${range}.`;
}
