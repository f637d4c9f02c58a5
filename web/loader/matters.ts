import type { PageKind, SignalKind } from "../../functions/contract/signal.ts";
import type { Threshold } from "./settings.ts";

/**
 * The signals that make the loader load the chat, with the threshold that says how many of them on one page it takes. Whether the shopper is invited is the
 * server's decision.
 */
const KINDS: Partial<Record<SignalKind, Threshold>> = {
  "cart-hesitation": "once",
  "checkout-hesitation": "once",
  "exit-intent": "once",
  "error-page": "once",
  "script-error": "errors",
  "request-failed": "errors",
  "form-invalid": "formFailures",
  "rage-click": "once",
  "dead-click": "deadClicks",
  "search-empty": "once",
  "search-repeated": "once",
  "coupon-rejected": "once",
  "payment-declined": "once",
  "back-and-forth": "once",
};
export const MATTERS: Readonly<Record<string, Threshold | undefined>> = KINDS;

/** Where money is about to change hands a single fault matters. */
export const isPaying = (kind: PageKind): boolean => kind === "checkout" || kind === "payment";
