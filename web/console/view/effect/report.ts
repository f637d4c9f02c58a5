/** An estimate with its 95 % confidence interval. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export type ArmName = "treated" | "held-out";

/** One side of the experiment. */
export interface Arm {
  readonly exposures: number;
  readonly orders: number;
  readonly conversion?: Interval;
}

export interface Money {
  readonly currency: string;
  readonly total: Readonly<Record<ArmName, number>>;
  readonly perExposure: Readonly<Record<ArmName, number>>;
  readonly difference?: Interval;
}

/** The answer of `GET /api/experiment`. */
export interface Report {
  readonly from: string;
  readonly to: string;
  readonly experiment: string;
  readonly arms: Readonly<Record<ArmName, Arm>>;
  readonly uplift?: Interval;
  readonly value: readonly Money[];
  readonly margin: readonly Money[];
  readonly ordersWithoutMargin: number;
}

export const ARMS: readonly (readonly [ArmName, string])[] = [
  ["treated", "May be invited"],
  ["held-out", "Held out"],
];

/** A share as percent with a decimal. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const points = (share: number): string =>
  `${share >= 0 ? "+" : "−"}${Math.abs(share * 100).toFixed(1)}`;

/** What an uplift in conversion means, in one sentence that claims no more than the interval does. */
export function verdict(uplift: Interval | undefined): string {
  if (!uplift) return "There are too few visitors on one side to compare.";
  const { estimate, low, high } = uplift;
  const range = `${points(estimate)} percentage points (95 %: ${points(low)} to ${points(high)})`;
  if (low > 0) return `Invitations raise the share who order: ${range}.`;
  if (high < 0) return `Invitations lower the share who order: ${range}.`;
  return `No effect is shown yet: ${range}.`;
}
