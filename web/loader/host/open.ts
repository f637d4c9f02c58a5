import type { Cart, Signal } from "../../../functions/contract/signal.ts";
import type { Ears, Glimpse, HeedCall, HeedHost } from "../../shared/host.ts";
import { later, safe } from "../guard.ts";
import { createCart } from "./cart.ts";
import { interpret } from "./interpret.ts";
import { takePlatformCart } from "./platform.ts";
import { openStorage } from "./storage.ts";
import { readStructured } from "./structured.ts";
import { type Surroundings, viewOf } from "./view.ts";

/** The contract's batch. */
const BATCH = 20;

/** 128 random bits; `randomUUID` is missing on pages without TLS. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Waiting signals of one page, and the cart as it was with the last of them. */
interface Leaf {
  readonly page: Glimpse;
  readonly signals: Signal[];
  cart: Cart | undefined;
}

/** What the document tells at this moment. */
function look(): Surroundings {
  const blocks = document.querySelectorAll('script[type="application/ld+json"]');
  return {
    title: document.title,
    lang: document.documentElement.lang,
    languages: navigator.languages,
    structured: readStructured([...blocks].map((block) => block.textContent ?? "")),
  };
}

/**
 * Takes over what the loader heard: interprets it, redacts it, and keeps it until the chat sends it. To be called once, first thing in the chat's `start`.
 * @param now epoch ms.
 */
export function openHost(ears: Ears, now: () => number = Date.now): HeedHost {
  const cart = createCart();
  const signalListeners: (() => void)[] = [];
  const callListeners: ((call: HeedCall) => void)[] = [];
  const leaves: Leaf[] = [];
  let told = true;

  /** Without e-commerce events, the page's structured data says which product is looked at and what was bought. */
  const state = (page: Glimpse, at: number): Signal[] => {
    const { kind, product } = look().structured;
    if (page !== ears.page) return [];
    if (kind === "order") return [{ kind: "purchase", at }];
    return product ? [{ kind: "view-item", at, detail: product }] : [];
  };
  const stated = new Set<Glimpse>();

  /** Moves everything in the log to the leaves. */
  const drain = () => {
    safe(() => takePlatformCart(cart));
    for (const heard of ears.log.splice(0)) {
      let leaf = leaves.at(-1);
      if (leaf?.page !== heard.page) {
        leaf = { page: heard.page, signals: [], cart: undefined };
        leaves.push(leaf);
        if (leaves.length > 4) leaves.shift();
      }
      const signal = interpret(heard, cart);
      if (signal) leaf.signals.push(signal);
      leaf.cart = cart.current();
    }
    const leaf = leaves.at(-1);
    if (!leaf || stated.has(leaf.page)) return;
    stated.add(leaf.page);
    const has = (kind: string) => leaf.signals.some((signal) => signal.kind === kind);
    if (!has("view-item") && !has("purchase"))
      leaf.signals.push(...state(leaf.page, leaf.signals.at(-1)?.at ?? 0));
  };
  const first = () => leaves.find((leaf) => leaf.signals.length > 0);
  const tell = () => {
    if (!told || signalListeners.length === 0) return;
    told = false;
    later(() => {
      told = true;
      drain();
      for (const listener of first() ? signalListeners : []) safe(listener);
    }, 0);
  };

  ears.heard = tell;
  ears.called = (call) => {
    for (const listener of callListeners) safe(() => listener(call));
  };

  return {
    socket: ears.socket,
    base: ears.base,
    page: randomId(),
    view() {
      drain();
      return viewOf(ears, first()?.page ?? ears.page, look());
    },
    cart() {
      drain();
      const leaf = first();
      return leaf ? leaf.cart : cart.current();
    },
    take() {
      drain();
      const taken = first()?.signals.splice(0, BATCH) ?? [];
      while (leaves[0]?.signals.length === 0) leaves.shift();
      if (leaves.length > 0) tell();
      return taken;
    },
    onSignal(listener) {
      signalListeners.push(listener);
      tell();
    },
    queue: ears.queue as HeedCall[],
    onCall: (listener) => callListeners.push(listener),
    consent: () => ears.consent,
    storage: openStorage(ears, now),
    options: ears.options,
  };
}
