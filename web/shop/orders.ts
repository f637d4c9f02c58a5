import { randomBytes } from "node:crypto";
import type { Totals } from "./totals.ts";

export interface Order {
  readonly id: string;
  readonly name: string;
  readonly totals: Totals;
}

export interface Orders {
  /** A number nobody can guess. */
  newId(): string;
  put(order: Order): void;
  get(id: string): Order | undefined;
  /** @returns true the first time only: a purchase is reported once, however often its page is loaded. */
  report(id: string): boolean;
}

/** Orders the demo remembers. */
const MOST = 1000;

/** Keeps orders in memory: a demo shop forgets them when it stops. */
export function createOrders(): Orders {
  const orders = new Map<string, Order>();
  const reported = new Set<string>();
  return {
    newId: () => `HV-${randomBytes(6).toString("hex").toUpperCase()}`,
    put(order) {
      orders.set(order.id, order);
      const [oldest] = orders.keys();
      if (orders.size > MOST && oldest) {
        orders.delete(oldest);
        reported.delete(oldest);
      }
    },
    get: (id) => orders.get(id),
    report: (id) => !reported.has(id) && Boolean(reported.add(id)),
  };
}
