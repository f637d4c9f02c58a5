import type { RoutedReport, RoutingFigures } from "../../contract/reports.ts";
import { difference, proportion } from "../experiment/intervals.ts";
import type { Params } from "./params.ts";
import type { Pool, RouterState, Tally } from "./rolling.ts";

/** Counters of contacts that were answered or gave up. Each contact is counted once, when that is known. */
export interface Routed {
  readonly answered: number;
  readonly abandoned: number;
  /** Answered or given up after more than `Params.price.delayedMs`. */
  readonly delayed: number;
  /** Answered within 20 s. */
  readonly quick: number;
  /** Answered by an agent fluent in the shopper's language. */
  readonly matched: number;
  /** Sum of all waits, given up ones included (whole seconds). */
  readonly waited: number;
}

/** What a stretch of time counted for one language, under the router or under the control share's baseline. */
export interface RoutedRow extends Routed {
  /** Epoch ms, a multiple of `ROUTED_MS`. */
  readonly start: number;
  readonly policy: "router" | "control";
  readonly language: string;
}

export const ROUTED_NAMES = [
  "answered",
  "abandoned",
  "delayed",
  "quick",
  "matched",
  "waited",
] as const satisfies readonly (keyof Routed)[];

/** Length of a stretch. */
export const ROUTED_MS = 5 * 60_000;
const QUICK_MS = 20_000;

/** What one contact adds. `level`: of the agent who answered, in the shopper's language; absent when she gave up. */
export function counted(waitMs: number, level: number | undefined, params: Params): Routed {
  const answered = level !== undefined;
  return {
    answered: Number(answered),
    abandoned: Number(!answered),
    delayed: Number(waitMs > params.price.delayedMs),
    quick: Number(answered && waitMs <= QUICK_MS),
    matched: Number(answered && level >= params.fluentLevel),
    waited: Math.round(Math.max(0, waitMs) / 1000),
  };
}

/** The router's figures from the counters of the last stretches and what was last seen of the pools. */
export function stateFrom(
  rows: readonly RoutedRow[],
  pools: Readonly<Record<string, Pool>>,
  params: Params,
): RouterState {
  const buckets = new Map<number, Record<string, Tally>>();
  let credit = 0;
  for (const { start, language, answered, abandoned, delayed, matched } of rows) {
    const bucket = buckets.get(start) ?? {};
    const known = bucket[language] ?? { arrived: 0, answered: 0, abandoned: 0, delayed: 0 };
    bucket[language] = {
      arrived: known.arrived + answered + abandoned,
      answered: known.answered + answered,
      abandoned: known.abandoned + abandoned,
      delayed: known.delayed + delayed,
    };
    buckets.set(start, bucket);
    credit += params.mismatch.share * answered - (answered - matched);
  }
  const { most, debt } = params.mismatch;
  return {
    buckets: [...buckets]
      .map(([start, languages]) => ({ start, languages }))
      .sort((a, b) => a.start - b.start),
    pools,
    credit: Math.max(-debt, Math.min(most, credit)),
  };
}

/** The router beside the baseline that routes the control share, with 95 % intervals. */
export function routingReport(rows: readonly RoutedRow[]): RoutingFigures {
  const sums = { router: sum(rows, "router"), control: sum(rows, "control") };
  const between = (k: keyof Routed, n: (routed: Routed) => number) =>
    difference(
      { k: sums.router[k], n: n(sums.router) },
      { k: sums.control[k], n: n(sums.control) },
    );
  const abandoned = between("abandoned", contacts);
  const answered20 = between("quick", contacts);
  const languageMatch = between("matched", ({ answered }) => answered);
  return {
    router: reportOf(sums.router),
    control: reportOf(sums.control),
    differences: {
      ...(abandoned && { abandoned }),
      ...(answered20 && { answered20 }),
      ...(languageMatch && { languageMatch }),
    },
  };
}

function contacts({ answered, abandoned }: Routed): number {
  return answered + abandoned;
}

function reportOf(routed: Routed): RoutedReport {
  const n = contacts(routed);
  const abandoned = proportion(routed.abandoned, n);
  const answered20 = proportion(routed.quick, n);
  const languageMatch = proportion(routed.matched, routed.answered);
  return {
    contacts: n,
    ...(abandoned && { abandoned }),
    ...(answered20 && { answered20 }),
    ...(languageMatch && { languageMatch }),
    ...(n > 0 && { meanWait: routed.waited / n }),
  };
}

function sum(rows: readonly RoutedRow[], policy: RoutedRow["policy"]): Routed {
  const total: Record<keyof Routed, number> = {
    answered: 0,
    abandoned: 0,
    delayed: 0,
    quick: 0,
    matched: 0,
    waited: 0,
  };
  for (const row of rows) {
    if (row.policy !== policy) continue;
    for (const name of ROUTED_NAMES) total[name] += row[name];
  }
  return total;
}
