import type { Params } from "../../../functions/domain/routing/params.ts";
import {
  NO_HISTORY,
  observeRouting,
  type RouterState,
  type RoutingEvent,
} from "../../../functions/domain/routing/rolling.ts";
import {
  counted,
  ROUTED_MS,
  ROUTED_NAMES,
  type Routed,
  type RoutedRow,
  stateFrom,
} from "../../../functions/domain/routing/routed.ts";

/** As functions/use-cases/router-book.ts has them. */
const WINDOW_MS = 25 * 60_000;
const FRESH_MS = 10_000;

/** What the service's router knows: counters of the last 25 minutes, up to ten seconds old, and its own looks at pools and queues. */
export interface Book {
  state(now: number): RouterState;
  saw(event: RoutingEvent): void;
  /** A contact was answered by an agent of this level, or gave up. */
  count(now: number, language: string, waitedMs: number, level?: number): void;
}

/** The service's book with its counters in memory. */
export function openBook(params: Params): Book {
  const rows = new Map<string, RoutedRow>();
  let state: RouterState = NO_HISTORY;
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    state(now) {
      if (now - readAt < FRESH_MS) return state;
      readAt = now;
      for (const [key, { start }] of rows) if (start < startOf(now - WINDOW_MS)) rows.delete(key);
      state = stateFrom([...rows.values()], state.pools, params);
      return state;
    },
    saw(event) {
      state = observeRouting(state, event);
    },
    count(now, language, waitedMs, level) {
      const start = startOf(now);
      const key = `${start} ${language}`;
      const more = counted(waitedMs, level, params);
      const known = rows.get(key);
      rows.set(key, { start, policy: "router", language, ...(known ? sum(known, more) : more) });
    },
  };
}

function sum(a: Routed, b: Routed): Routed {
  return Object.fromEntries(ROUTED_NAMES.map((name) => [name, a[name] + b[name]])) as Record<
    keyof Routed,
    number
  >;
}

function startOf(at: number): number {
  return Math.floor(at / ROUTED_MS) * ROUTED_MS;
}
