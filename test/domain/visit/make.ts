import type { Cart, PageKind, Signal, SignalBatch } from "../../../functions/contract/signal.ts";
import { newVisit, observe } from "../../../functions/domain/visit/observe.ts";
import type { OpenInvitation, Visit } from "../../../functions/domain/visit/visit.ts";

/** A working day's noon, epoch ms. */
export const NOON = Date.UTC(2026, 4, 6, 12);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const CART: Cart = { value: 59.9, currency: "EUR", items: 2, names: ["Wool socks"] };

export interface BatchOptions {
  readonly page?: string;
  readonly n?: number;
  readonly kind?: PageKind;
  readonly cart?: Cart;
  readonly language?: string;
  readonly path?: string;
}

/** A batch of signals, each named by its kind or given whole. */
export function batch(
  signals: readonly (Signal["kind"] | Signal)[],
  options: BatchOptions = {},
): SignalBatch {
  const { page = "page-one", n = 1, kind = "product", cart, language, path } = options;
  return {
    page,
    n,
    view: {
      kind,
      path: path ?? `/${kind}`,
      device: "desktop",
      ...(language !== undefined && { language }),
    },
    signals: signals.map((s, i) => (typeof s === "string" ? { kind: s, at: 1000 * i } : s)),
    ...(cart && { cart }),
  };
}

/** The visit after a batch that must be taken. */
export function seen(visit: Visit, taken: SignalBatch, now: number): Visit {
  const observation = observe(visit, taken, now);
  if (observation.kind !== "observed") throw new Error(`batch was not taken: ${observation.kind}`);
  return observation.visit;
}

/** A visitor's first batch. */
export function firstSeen(
  signals: readonly (Signal["kind"] | Signal)[],
  options: BatchOptions = {},
  now = NOON,
): Visit {
  return seen(newVisit("visitor-1", now), batch(signals, options), now);
}

export function invitation(rule: string, until: number, id = `inv-${rule}`): OpenInvitation {
  return {
    id,
    rule,
    agent: "agent-1",
    agentName: "Anna",
    text: "Hi",
    language: "en",
    until,
    values: { page: "cart" },
  };
}
