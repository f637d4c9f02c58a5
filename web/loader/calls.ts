import { takeEvent } from "./data-layer.ts";
import type { Loader } from "./ears.ts";
import { stored } from "./ears.ts";
import { safe } from "./guard.ts";

type Heed = ((...call: unknown[]) => void) & { q?: unknown };
type Data = Record<string, unknown>;

/** Withdrawn consent leaves nothing but the dismissal flag, and an open chat until it ends. */
function forget(): void {
  for (const key of stored("open") ? [] : Object.keys(localStorage))
    if (/^heed:(?!quiet)/.test(key)) localStorage.removeItem(key);
}

/** Does what one `heed(…)` call asks. */
export function take(loader: Loader, ...call: unknown[]): void {
  const [command, first, second = {}] = call;
  // One of Heed's signals, a GA4 event, or a name of the shop's own.
  if (command === "track") {
    takeEvent(loader, first as string, second as Data);
    return;
  }
  if (command === "set") {
    const { cart, ...options } = first as Data;
    Object.assign(loader.options, options);
    loader.look?.();
    if (cart) takeEvent(loader, "set_cart", cart as Data);
    return;
  }
  if (command === "consent") {
    loader.consent = first === true;
    if (!first) safe(forget);
    loader.wake();
  }
  if (loader.called) loader.called(call);
  else if (loader.queue.length < 20) loader.queue.push(call);
  if (command === "open") loader.load();
}

/** Makes `window.heed` work: first the calls that waited in its queue, then the new ones, also by a reference kept from before. */
export function takeCalls(loader: Loader): void {
  const host = window as unknown as { heed?: Heed };
  const stub = host.heed;
  const heed = (...call: unknown[]) => {
    safe(() => take(loader, ...call));
  };
  const pass = (call: Iterable<unknown>) => heed(...call);
  host.heed = Object.assign(heed, { q: { push: pass } });
  for (const call of (stub?.q ?? []) as Iterable<unknown>[]) pass(call);
}
