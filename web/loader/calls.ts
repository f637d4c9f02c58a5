import { takeEvent } from "./data-layer.ts";
import type { Loader } from "./ears.ts";
import { stored } from "./ears.ts";
import { safe } from "./guard.ts";

type Heed = ((...call: unknown[]) => void) & { q?: unknown };
type Data = Record<string, unknown>;

/** `heed("track", name, data)`: one of Heed's signals, a GA4 event, or a name of the shop's own. */
export function track(loader: Loader, name: string, data: Data = {}): void {
  if (!takeEvent(loader, name, data)) loader.hear(name, data);
}

/** The shop tells the cart as it is: `{ value, currency, items }`, items as GA4 has them or their number. */
export function setCart(loader: Loader, cart: Data): void {
  const { items } = cart;
  loader.filled = Array.isArray(items) ? items.length > 0 : Number(items) > 0;
  loader.hear("set_cart", cart);
}

/** Withdrawn consent leaves nothing but the dismissal flag, and an open chat until it ends. */
function forget(): void {
  if (stored("open")) return;
  for (const key of Object.keys(localStorage))
    if (/^heed:(?!quiet)/.test(key)) localStorage.removeItem(key);
}

/** Does what one `heed(…)` call asks. */
export function take(loader: Loader, call: unknown[]): void {
  const { ears } = loader;
  const [command, first, second] = call;
  if (command === "track") {
    track(loader, String(first), second as Data);
    return;
  }
  if (command === "set") {
    const { cart, ...options } = first as Data;
    Object.assign(ears.options, options);
    if (cart) setCart(loader, cart as Data);
    return;
  }
  if (command === "consent") {
    ears.consent = first === true;
    if (!ears.consent) safe(forget);
    loader.wake();
  }
  if (ears.called) ears.called(call);
  else if (ears.queue.length < 20) ears.queue.push(call);
  if (command === "open") loader.load();
}

/** Makes `window.heed` work: first the calls that waited in its queue, then the new ones, also by a reference kept from before. */
export function takeCalls(loader: Loader): void {
  const host = window as unknown as { heed?: Heed };
  const stub = host.heed;
  const heed = (...call: unknown[]) => {
    safe(() => take(loader, call));
  };
  const takeAll = (call: ArrayLike<unknown>) => heed(...Array.from(call));
  host.heed = heed;
  for (const call of (stub?.q ?? []) as ArrayLike<unknown>[]) takeAll(call);
  if (stub) stub.q = { push: takeAll };
}
