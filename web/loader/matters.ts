import type { PageKind } from "../../functions/contract/signal.ts";

/** The signals of which the first makes the loader load the chat. Whether the shopper is invited is the server's decision. */
const AT_ONCE =
  /^((cart|checkout)-hesitation|exit-intent|error-page|rage-click|search-(empty|repeated)|coupon-rejected|payment-declined|back-and-forth)$/;
/** Those that may happen once to anybody. */
const FAULTS = /^(script-error|request-failed|form-invalid)$/;

/** Where money is about to change hands a single fault matters. */
export const isPaying = (kind: PageKind): boolean => kind === "checkout" || kind === "payment";

/**
 * @param count how many signals of this name the page has had, this one included.
 * @param faults how many faults of one kind matter.
 */
export const matters = (name: string, count: number, page: PageKind, faults: number): boolean =>
  AT_ONCE.test(name) || (FAULTS.test(name) && (count >= faults || isPaying(page)));
