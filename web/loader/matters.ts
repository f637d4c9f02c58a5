import type { PageKind, SignalKind } from "../../functions/contract/signal.ts";
import type { Threshold } from "./settings.ts";

/** The signals of which the first makes the loader load the chat. Whether the shopper is invited is the server's decision. */
const AT_ONCE =
  /^((cart|checkout)-hesitation|exit-intent|error-page|rage-click|search-(empty|repeated)|coupon-rejected|payment-declined|back-and-forth)$/;
/** Those of which it takes as many as a threshold says. */
const SOME: Partial<Record<string, Threshold>> = {
  "script-error": "errors",
  "request-failed": "errors",
  "form-invalid": "formFailures",
} satisfies Partial<Record<SignalKind, Threshold>>;

/** Where money is about to change hands a single fault matters. */
export const isPaying = (kind: PageKind): boolean => kind === "checkout" || kind === "payment";

/**
 * @param count how many signals of this name the page has had, this one included.
 * @param of the thresholds.
 */
export function matters(
  name: string,
  count: number,
  page: PageKind,
  of: (threshold: Threshold) => number,
): boolean {
  const some = SOME[name];
  return some ? count >= of(some) || isPaying(page) : AT_ONCE.test(name);
}
