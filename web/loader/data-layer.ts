import type { PageKind } from "../../functions/contract/signal.ts";
import type { Loader } from "./ears.ts";
import { safe } from "./guard.ts";

type Data = Record<string, unknown>;

/** Beginnings of the e-commerce events' names; which of them mean something is told in host/interpret.ts. */
const EVENTS = /^(view|add|remove|begin|purchase|search|coupon|payment)/;

/** What an event says of a page whose address says nothing. */
const KINDS: Partial<Record<string, PageKind>> = {
  view_cart: "cart",
  begin_checkout: "checkout",
  purchase: "order",
};

/** Whether a cart told in an event or by the shop has something in it. */
const isFilled = ({ items, value }: Data): boolean =>
  Array.isArray(items) ? items.length > 0 : Number(value ?? items) > 0;

/** Takes an e-commerce event, `set_cart` for a cart as the shop tells it, or any other name. */
export function takeEvent(loader: Loader, name: string, data: Data): void {
  const { page } = loader;
  const kind = KINDS[name];
  if (kind && (kind === "order" || page.kind === "other")) page.kind = kind;
  if (name === "remove_from_cart") loader.filled = undefined;
  else if (name === "add_to_cart") loader.filled = true;
  else if (kind || name === "set_cart") loader.filled = kind !== "order" && isFilled(data);

  if (/_cart$|^begin/.test(name)) loader.restart?.();
  loader.hear(
    name
      .replace(/^coupon_(rej|err).*/, "coupon-rejected")
      .replace(/^payment_(fail|decl).*/, "payment-declined"),
    data,
  );
  if (name === "view_search_results" && data.items && !isFilled(data)) loader.hear("search-empty");
}

/** One `dataLayer` entry: an object of Tag Manager's, or the arguments of a `gtag(…)` call. */
function read(loader: Loader, entry: unknown): void {
  const call = entry as unknown[] & Data;
  const [name, data = {}] =
    call[0] === "event" ? [call[1], call[2]] : [call.event, call.ecommerce ?? call];
  if (EVENTS.test(name as string)) takeEvent(loader, name as string, data as Data);
}

/**
 * Reads what the shop pushes on `dataLayer`, from the first entry on. The shop's own call comes first and its result is passed on, so Tag Manager, which
 * replaces `push` in the same way, works before or after.
 */
export function watchDataLayer(loader: Loader): void {
  const host = window as { dataLayer?: unknown[] };
  host.dataLayer ??= [];
  const layer = host.dataLayer;
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
}
