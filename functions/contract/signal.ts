import * as v from "valibot";
import { MAX_SIGNALS_PER_BATCH } from "./limits.ts";

/** What a page is, as the loader classifies it. */
export const PAGE_KINDS = [
  "home",
  "category",
  "product",
  "cart",
  "checkout",
  "payment",
  "order",
  "help",
  "search",
  "error",
  "other",
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** Signs of trouble or interest. Definitions and thresholds: web/loader/README.md. */
export const SIGNAL_KINDS = [
  "cart-hesitation",
  "checkout-hesitation",
  "exit-intent",
  "error-page",
  "script-error",
  "request-failed",
  "form-invalid",
  "rage-click",
  "dead-click",
  "search-empty",
  "search-repeated",
  "cart-removed",
  "coupon-rejected",
  "payment-declined",
  "back-and-forth",
  "price-selected",
  "page-view",
  "view-item",
  "add-to-cart",
  "view-cart",
  "begin-checkout",
  "add-shipping",
  "add-payment",
  "purchase",
  "search",
  "custom",
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

const shortText = v.pipe(v.string(), v.maxLength(120));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
const language = v.pipe(
  v.string(),
  v.maxLength(35),
  v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
);

/**
 * One signal. `at`: ms since the page began, by the page's monotonic clock. `detail`: a short reason such as a decline code, an exit's manner or a
 * failed request's status; never what a shopper typed. `name`: a custom signal's name.
 */
export const signalSchema = v.strictObject({
  kind: v.picklist(SIGNAL_KINDS),
  at: count,
  detail: v.exactOptional(shortText),
  name: v.exactOptional(shortText),
});
export type Signal = v.InferOutput<typeof signalSchema>;

export const cartSchema = v.strictObject({
  /** Total in the currency's main unit. */
  value: v.pipe(v.number(), v.minValue(0), v.maxValue(1e7)),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  /** Pieces in the cart. */
  items: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
  /** Names of the first few products, for the agent. */
  names: v.exactOptional(v.pipe(v.array(shortText), v.maxLength(5))),
});
export type Cart = v.InferOutput<typeof cartSchema>;

export const pageViewSchema = v.strictObject({
  kind: v.picklist(PAGE_KINDS),
  /** Path without query string. */
  path: v.pipe(v.string(), v.maxLength(300)),
  title: v.exactOptional(shortText),
  /** `<html lang>`. */
  language: v.exactOptional(language),
  /** `navigator.languages`, most wanted first. */
  languages: v.exactOptional(v.pipe(v.array(language), v.maxLength(8))),
  device: v.picklist(["desktop", "touch"]),
  /** The navigation's HTTP status, where the browser tells. */
  status: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599))),
});
export type PageView = v.InferOutput<typeof pageViewSchema>;

/** A page's signals since the last batch; numbered per page from 1, so that a resend counts once. */
export const signalBatchSchema = v.strictObject({
  /** Random id of this page load. */
  page: v.pipe(v.string(), v.regex(/^(?!__proto__$)[A-Za-z0-9_-]{8,40}$/)),
  n: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e6)),
  view: pageViewSchema,
  cart: v.exactOptional(cartSchema),
  signals: v.pipe(v.array(signalSchema), v.maxLength(MAX_SIGNALS_PER_BATCH)),
  /** The server's own signed notes from its last answer (docs/adr/0002). */
  memo: v.exactOptional(v.pipe(v.string(), v.maxLength(12_000))),
});
export type SignalBatch = v.InferOutput<typeof signalBatchSchema>;
