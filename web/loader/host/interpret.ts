import type { Signal, SignalKind } from "../../../functions/contract/signal.ts";
import type { Heard } from "../../shared/host.ts";
import type { CartState, Commerce } from "./cart.ts";
import { short, slug, withoutIds } from "./redact.ts";

/** Every kind of the contract, with whether its detail is in the page's or Heed's own words rather than a reason code. */
const KINDS: Readonly<Record<Exclude<SignalKind, "custom">, boolean>> = {
  "cart-hesitation": true,
  "checkout-hesitation": true,
  "exit-intent": true,
  "error-page": true,
  "script-error": true,
  "request-failed": true,
  "form-invalid": true,
  "rage-click": true,
  "dead-click": true,
  "search-empty": false,
  "search-repeated": false,
  "cart-removed": true,
  "coupon-rejected": false,
  "payment-declined": false,
  "back-and-forth": true,
  "price-selected": false,
  "page-view": false,
  "view-item": true,
  "add-to-cart": true,
  "view-cart": false,
  "begin-checkout": false,
  "add-shipping": false,
  "add-payment": false,
  purchase: false,
  search: false,
};

/** GA4's names for Heed's kinds. */
const EVENTS: Readonly<Record<string, SignalKind>> = {
  view_item: "view-item",
  add_to_cart: "add-to-cart",
  remove_from_cart: "cart-removed",
  view_cart: "view-cart",
  begin_checkout: "begin-checkout",
  add_shipping_info: "add-shipping",
  add_payment_info: "add-payment",
  purchase: "purchase",
  search: "search",
  view_search_results: "search",
};
/** Events that say nothing about trouble, and the shop's word on its cart, which is no signal. */
const SILENT = /^(view_item_list|view_promotion|add_to_wishlist|set_cart)$/;

type Data = Record<string, unknown>;

const isData = (detail: unknown): detail is Data => typeof detail === "object" && detail !== null;

/** An event's reason, or the first product's name; never a search term or anything else that was typed. */
function detailOf(kind: SignalKind, detail: unknown): string | undefined {
  const worded = kind !== "custom" && KINDS[kind];
  if (typeof detail === "string" && worded) return short(withoutIds(detail));
  if (!isData(detail)) return worded ? short(detail) : slug(detail);
  const [item] = Array.isArray(detail.items) ? (detail.items as (Data | undefined)[]) : [];
  if (item) return worded ? short(item.item_name ?? item.name) : undefined;
  const reason =
    detail.reason ?? detail.detail ?? detail.decline_code ?? detail.error_code ?? detail.error;
  return worded ? short(reason) : slug(reason);
}

/** Takes what an event says of the cart. */
function account(cart: CartState, name: string, data: Commerce): void {
  if (name === "add_to_cart") cart.change(data, 1);
  else if (name === "remove_from_cart") cart.change(data, -1);
  else if (name === "purchase") cart.clear();
  else if (/^(view_cart|begin_checkout|set_cart)$/.test(name)) cart.set(data);
}

/**
 * Turns something heard into a signal of the contract, and its e-commerce data into the cart.
 * @returns undefined for what is no signal.
 */
export function interpret(heard: Heard, cart: CartState): Signal | undefined {
  const { name, at, detail } = heard;
  if (isData(detail)) account(cart, name, detail);
  if (SILENT.test(name)) return undefined;
  const kind =
    EVENTS[name] ?? (Object.hasOwn(KINDS, name) ? (name as SignalKind) : ("custom" as const));
  const told = detailOf(kind, detail);
  const named = kind === "custom" ? short(name) : undefined;
  return { kind, at, ...(told && { detail: told }), ...(named && { name: named }) };
}
