import { DEFAULTS, type Params } from "./params.ts";
import type { RosterEntry } from "./roster.ts";

/** What happened to contacts of one language in one stretch of time. */
export interface Tally {
  readonly arrived: number;
  readonly answered: number;
  readonly abandoned: number;
  /** Of those answered or abandoned, how many had waited long. */
  readonly delayed: number;
}

/** What a look at one language's pool and queue last showed. */
export interface Pool {
  /** Slots of present agents who are fluent, and how many of them are free. */
  readonly slots: number;
  readonly free: number;
  readonly waiting: number;
  /** Mean value of a chat by topic, over those slots. */
  readonly topics: Readonly<Record<string, number>>;
}

interface Bucket {
  /** Epoch ms, a multiple of the bucket's length. */
  readonly start: number;
  readonly languages: Readonly<Record<string, Tally>>;
}

/** Figures of the last minutes, newest bucket last, and of the present. Small enough for one item; readers may cache it for seconds. */
export interface RouterState {
  readonly buckets: readonly Bucket[];
  readonly pools: Readonly<Record<string, Pool>>;
  /** Mismatched chats that the budget still allows; negative when it was overdrawn. */
  readonly credit: number;
}

/** A look at a language's pool or queue. `at`: epoch ms. What became of contacts comes from the counters that all instances share (routed.ts). */
export type RoutingEvent = { readonly at: number; readonly language: string } & (
  | ({ readonly kind: "pool" } & Omit<Pool, "waiting">)
  | { readonly kind: "queue"; readonly waiting: number }
);

export const NO_HISTORY: RouterState = { buckets: [], pools: {}, credit: 0 };

const BUCKET_MS = 5 * 60_000;
const BUCKETS = 5;
const NO_TALLY: Tally = { arrived: 0, answered: 0, abandoned: 0, delayed: 0 };
const NO_POOL: Pool = { slots: 0, free: 0, waiting: 0, topics: {} };

/** The figures after one more look. */
export function observeRouting(state: RouterState, event: RoutingEvent): RouterState {
  const pool = state.pools[event.language] ?? NO_POOL;
  const seen =
    event.kind === "pool"
      ? { ...pool, slots: event.slots, free: event.free, topics: event.topics }
      : { ...pool, waiting: event.waiting };
  return { ...state, pools: { ...state.pools, [event.language]: seen } };
}

/** What happened in the window that ends at `now`, by language. */
export function tallies(state: RouterState, now: number): Readonly<Record<string, Tally>> {
  const sums: Record<string, { -readonly [K in keyof Tally]: number }> = {};
  for (const { start, languages } of state.buckets) {
    if (start <= now - BUCKETS * BUCKET_MS || start > now) continue;
    for (const language in languages) {
      const tally = languages[language] ?? NO_TALLY;
      const sum = sums[language];
      if (sum === undefined) sums[language] = { ...tally };
      else add(sum, tally);
    }
  }
  return sums;
}

function add(sum: { -readonly [K in keyof Tally]: number }, tally: Tally): void {
  sum.arrived += tally.arrived;
  sum.answered += tally.answered;
  sum.abandoned += tally.abandoned;
  sum.delayed += tally.delayed;
}

/** What a read of the roster tells of one language's pool. */
export function poolSeen(
  language: string,
  entries: readonly RosterEntry[],
  now: number,
  params: Params = DEFAULTS,
): Extract<RoutingEvent, { readonly kind: "pool" }> {
  let slots = 0;
  let free = 0;
  const sums: Record<string, number> = {};
  for (const entry of entries) {
    if (entry.seenUntil <= now || (entry.languages[language] ?? 0) < params.fluentLevel) continue;
    slots += entry.capacity;
    free += Math.max(0, entry.capacity - entry.load);
    for (const topic in entry.skills) {
      const value =
        (params.topicValue[entry.skills[topic] ?? 0] ?? 0) - (params.topicValue[0] ?? 0);
      sums[topic] = (sums[topic] ?? 0) + entry.capacity * value;
    }
  }
  const topics: Record<string, number> = {};
  for (const topic in sums)
    topics[topic] = (params.topicValue[0] ?? 0) + (sums[topic] ?? 0) / slots;
  return { kind: "pool", at: now, language, slots, free, topics };
}
