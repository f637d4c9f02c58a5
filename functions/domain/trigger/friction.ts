import type { SignalKind } from "../../contract/signal.ts";

/**
 * By how much one sign of trouble raises the log-odds that the visit is lost. Assumptions, not measurements: no public data joins such signals to
 * outcomes. They order the signals as the literature on abandonment does (a declined payment worst, impatience least) and are to be replaced by a
 * shop's own holdout figures. 0.7 doubles the odds.
 */
export const FRICTION: Readonly<Partial<Record<SignalKind, number>>> = {
  "payment-declined": 1.6,
  "error-page": 1,
  "coupon-rejected": 0.8,
  "request-failed": 0.7,
  "form-invalid": 0.6,
  "rage-click": 0.6,
  "checkout-hesitation": 0.5,
  "exit-intent": 0.5,
  "search-empty": 0.5,
  "cart-removed": 0.4,
  "cart-hesitation": 0.3,
  "back-and-forth": 0.3,
  "dead-click": 0.3,
  "script-error": 0.3,
  "search-repeated": 0.2,
};

/** A kind that comes again counts less each time: the n-th sign brings the sum to log2(1 + n) times its weight, and never beyond this many times. */
export const MOST_REPEATS = 2;

/** All friction together never moves the log-odds by more. */
export const MOST_FRICTION = 3;

/** Friction of the signals counted, in log-odds of losing the visit: 0 … `MOST_FRICTION`. */
export function frictionOf(counts: Readonly<Partial<Record<SignalKind, number>>>): number {
  let sum = 0;
  for (const kind in FRICTION) {
    const n = counts[kind as SignalKind] ?? 0;
    if (n > 0)
      sum += (FRICTION[kind as SignalKind] ?? 0) * Math.min(Math.log2(1 + n), MOST_REPEATS);
  }
  return Math.min(sum, MOST_FRICTION);
}
