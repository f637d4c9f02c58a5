import type { Arm } from "../../contract/reports.ts";
import type { Order } from "./order.ts";

/** A visitor met, on a day, the moment at which an invitation would show. */
export interface Exposure {
  readonly visitor: string;
  /** The experiment's salt, or `<salt>/<rule>` for a rule's own holdout. */
  readonly experiment: string;
  /** YYYY-MM-DD, UTC. */
  readonly day: string;
  readonly arm: Arm;
  /** Epoch ms. */
  readonly at: number;
  /** The rule that would invite. */
  readonly rule?: string;
  /** The invitation was shown. */
  readonly shown?: true;
}

/** An exposure as it is remembered: as it was first, `shown` once an invitation was counted as shown on that day. `counted`: it is in the counters; `order`: what came of it; `paid`: that is in the counters, too. */
export interface Mark extends Exposure {
  readonly counted?: true;
  readonly order?: string;
  readonly paid?: true;
}

/** Which counters of a day. `currency`: `-` for exposures, which have none. */
export interface StatKey {
  readonly day: string;
  readonly experiment: string;
  readonly arm: Arm;
  readonly currency: string;
  /** Whose moment it was; an experiment's figures are the sums over its rules. */
  readonly rule?: string;
}

/**
 * Sums of a day. Money in cents; squares in (100 main units)², so that sums of them stay exact enough in a double and within what the table's client
 * reads as a number.
 */
export interface Stats {
  readonly exposures: number;
  /** Exposures in which the invitation was shown. */
  readonly invited: number;
  readonly orders: number;
  readonly net: number;
  readonly netSquares: number;
  /** Orders whose margin the shop told. */
  readonly margins: number;
  readonly margin: number;
  readonly marginSquares: number;
}

export type StatRow = Omit<StatKey, "day"> & Stats;

export const NO_STATS: Stats = {
  exposures: 0,
  invited: 0,
  orders: 0,
  net: 0,
  netSquares: 0,
  margins: 0,
  margin: 0,
  marginSquares: 0,
};

export const STAT_NAMES = Object.keys(NO_STATS) as readonly (keyof Stats)[];

/** Main units to the side of a stored square. */
export const SQUARE_SIDE = 100;

/** An order confirmed this long after the exposure is not what came of it. Three days: who decides later decided for other reasons. */
export const WINDOW_DAYS = 3;

const DAY_MS = 24 * 60 * 60_000;

/** YYYY-MM-DD of a moment (epoch ms), in UTC. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** What an order adds to the counters of the exposure that it came of. */
export function statsOf({ value, discount = 0, margin }: Order): Partial<Stats> {
  const net = value - discount;
  return {
    orders: 1,
    net: cents(net),
    netSquares: square(net),
    ...(margin !== undefined && {
      margins: 1,
      margin: cents(margin - discount),
      marginSquares: square(margin - discount),
    }),
  };
}

/**
 * Of each experiment, the exposure that an order of `at` came of: the latest before it, within the window.
 * @param marks of one visitor
 */
export function exposuresBefore(marks: readonly Mark[], at: number): readonly Mark[] {
  const latest = new Map<string, Mark>();
  for (const mark of marks) {
    if (mark.at > at || mark.at < at - WINDOW_DAYS * DAY_MS) continue;
    const known = latest.get(mark.experiment);
    if (!known || known.at < mark.at) latest.set(mark.experiment, mark);
  }
  return [...latest.values()];
}

function cents(amount: number): number {
  return Math.round(amount * 100);
}

function square(amount: number): number {
  return Math.round((amount / SQUARE_SIDE) ** 2 * 1e8) / 1e8;
}
