import type { Cart, PageView, Signal } from "../../functions/contract/signal.ts";
import { later, safe } from "./guard.ts";

/** The contract's batch, without importing the contract's schemas. */
const BATCH = 20;
/** Signals kept until somebody takes them; the oldest but the page's first goes when one more comes. */
const KEPT = 60;

/** Signals of one page, in memory only, until the chat takes them. */
export interface Buffer {
  add(signal: Signal): void;
  take(): Signal[];
  view(): PageView;
  cart(): Cart | undefined;
  onSignal(listener: () => void): void;
  /** The shopper went to another page within this document: what waits keeps the view and cart it was seen with. */
  turn(): void;
}

interface Leaf {
  readonly view: PageView;
  readonly cart: Cart | undefined;
  readonly signals: Signal[];
}

/** @param view, @param cart the present page's. */
export function createBuffer(view: () => PageView, cart: () => Cart | undefined): Buffer {
  const past: Leaf[] = [];
  const listeners: (() => void)[] = [];
  let signals: Signal[] = [];
  let told = true;

  const tell = () => {
    if (!told || listeners.length === 0) return;
    told = false;
    later(() => {
      told = true;
      for (const listener of listeners) safe(listener);
    }, 0);
  };

  return {
    add(signal) {
      if (signals.length >= KEPT) signals.splice(1, 1);
      signals.push(signal);
      tell();
    },
    take() {
      const leaf = past[0];
      const taken = (leaf?.signals ?? signals).splice(0, BATCH);
      if (leaf?.signals.length === 0) past.shift();
      if (past.length > 0 || signals.length > 0) tell();
      return taken;
    },
    view: () => past[0]?.view ?? view(),
    cart: () => (past[0] ? past[0].cart : cart()),
    onSignal(listener) {
      listeners.push(listener);
      if (past.length > 0 || signals.length > 0) tell();
    },
    turn() {
      if (signals.length === 0) return;
      past.push({ view: view(), cart: cart(), signals });
      if (past.length > 3) past.shift();
      signals = [];
    },
  };
}
