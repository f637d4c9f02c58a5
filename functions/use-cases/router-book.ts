import type { RoutingRequest } from "../domain/conversation/head.ts";
import { isControl } from "../domain/routing/control.ts";
import { DEFAULTS } from "../domain/routing/needs.ts";
import {
  NO_HISTORY,
  observeRouting,
  type RouterState,
  type RoutingEvent,
} from "../domain/routing/rolling.ts";
import { counted, ROUTED_MS, stateFrom } from "../domain/routing/routed.ts";
import type { Clock, Store } from "../ports.ts";

/** How far back the router's figures reach, and how old a function instance's may be. */
const WINDOW_MS = 25 * 60_000;
const FRESH_MS = 10_000;

/** The router's rolling figures, as this function instance knows them: counters that all instances share, and what it has itself seen of pools and queues. */
export interface RouterBook {
  state(): RouterState;
  /** Reads the counters unless that was done within 10 s: one request. Never rejects; without them the router decides by the match alone. */
  refresh(): Promise<void>;
  /** A look at a pool or a queue. */
  saw(event: RoutingEvent): void;
  /** A contact was answered by an agent of this level, or gave up. One request; never rejects, since nobody waits for a counter. */
  count(contact: RoutingRequest & { readonly id: string }, level?: number): Promise<void>;
}

/** @param report called with what went wrong */
export function createRouterBook(
  store: Pick<Store, "addRouted" | "routed">,
  clock: Clock,
  report: (what: string, error: unknown) => void,
): RouterBook {
  let state: RouterState = NO_HISTORY;
  let readAt = Number.NEGATIVE_INFINITY;

  return {
    state: () => state,
    async refresh() {
      const now = clock();
      if (now - readAt < FRESH_MS) return;
      readAt = now;
      try {
        const rows = await store.routed(startOf(now - WINDOW_MS), now);
        state = stateFrom(rows, state.pools, DEFAULTS);
      } catch (error) {
        report("routing figures not read", error);
      }
    },
    saw(event) {
      state = observeRouting(state, event);
    },
    async count(contact, level) {
      const now = clock();
      const policy = isControl(contact, DEFAULTS) ? "control" : "router";
      const key = { start: startOf(now), policy, language: contact.language } as const;
      try {
        await store.addRouted(key, counted(now - contact.since, level, DEFAULTS));
      } catch (error) {
        report("contact not counted", error);
      }
    },
  };
}

function startOf(at: number): number {
  return Math.floor(at / ROUTED_MS) * ROUTED_MS;
}
