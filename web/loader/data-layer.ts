import type { Loader } from "./ears.ts";
import { safe } from "./guard.ts";

type Data = Record<string, unknown>;

/** GA4's e-commerce events, and the names shops give to what GA4 has no event for. */
const EVENTS =
  /^(view_item|add_to_cart|remove_from_cart|view_cart|begin_checkout|add_(shipping|payment)_info|purchase|search|view_search_results|coupon_(rejected|error)|payment_(failed|declined))$/;

/** Takes one e-commerce event. @returns false when `name` isn't one. */
export function takeEvent(loader: Loader, name: string, data: Data): boolean {
  if (!EVENTS.test(name)) return false;
  const { items, value } = data;
  if (name === "view_cart" || name === "begin_checkout") {
    loader.filled = Array.isArray(items) ? items.length > 0 : Number(value ?? items) > 0;
    loader.learn(name === "view_cart" ? "cart" : "checkout");
  } else if (name === "add_to_cart") loader.filled = true;
  else if (name === "remove_from_cart") loader.filled = undefined;
  else if (name === "purchase") {
    loader.filled = false;
    loader.learn("order");
  } else if (name === "view_item") loader.learn("product");
  const kind = /^c/.test(name) ? "coupon-rejected" : /^pay/.test(name) ? "payment-declined" : name;
  loader.hear(kind, data);
  if (name === "view_search_results" && Array.isArray(items) && !items[0])
    loader.hear("search-empty");
  return true;
}

/** One `dataLayer` entry: an object of Tag Manager's, or the arguments of a `gtag(…)` call. */
function read(loader: Loader, entry: unknown): void {
  const call = entry as unknown[] & Data;
  const [name, data] =
    call[0] === "event" ? [call[1], call[2]] : [call.event, call.ecommerce ?? call];
  takeEvent(loader, String(name), (data ?? {}) as Data);
}

/**
 * Reads what the shop pushes on `dataLayer`, from the first entry on. The shop's own call comes first and its result is passed on, so Tag Manager, which
 * replaces `push` in the same way, works before or after.
 * @returns a function that hooks again if the shop has put another array in its place.
 */
export function watchDataLayer(loader: Loader): () => void {
  const host = window as unknown as Record<string, unknown[] | undefined>;
  const name = String(loader.ears.options.dataLayer ?? "dataLayer");
  let hooked: unknown;

  return () => {
    host[name] ??= [];
    const layer = host[name];
    if (layer === hooked) return;
    hooked = layer;
    const heard = (entries: unknown[]) => {
      for (const entry of entries) safe(() => read(loader, entry));
    };
    heard(layer);
    const { push } = layer;
    layer.push = (...entries) => {
      const result = push.apply(layer, entries);
      heard(entries);
      return result;
    };
  };
}
