import { type Failure, failure } from "../../contract/result.ts";
import type { Cart } from "../../contract/signal.ts";

/** The shipped discount policy. Amounts in the currency's main unit, times in ms. */
export interface OfferPolicy {
  readonly minPercent: number;
  readonly maxPercent: number;
  /** Up to this percentage agents decide alone; above it a supervisor does, within `approvalMs`. */
  readonly approveAbove: number;
  readonly approvalMs: number;
  /** A cart below this earns no discount, and an empty one never does: without a cart a discount loses money. */
  readonly minCart: number;
  /** All offers of a day together, at most. */
  readonly dailyBudget: number;
  readonly validMs: number;
}

/** What a discount may cost at most: the percentage of the cart that it was promised on, in whole cents, rounded up. */
export function costOf(percent: number, cart: Pick<Cart, "value">): number {
  return Math.ceil(share(percent, cart.value)) / 100;
}

/** Whether the policy allows an agent this discount on this cart; undefined when it does. */
export function refusal(
  percent: number,
  cart: Cart | undefined,
  policy: OfferPolicy,
): Failure | undefined {
  if (percent < policy.minPercent || percent > policy.maxPercent) {
    return failure("refused", `a discount is ${policy.minPercent} to ${policy.maxPercent} percent`);
  }
  if (!cart || cart.items === 0)
    return failure("refused", "no discount without something in the cart");
  if (cart.value < policy.minCart) {
    return failure("refused", `the cart is below ${policy.minCart} ${cart.currency}`);
  }
  return undefined;
}

/** What a redemption takes off this cart: the percentage, in whole cents, rounded down, never more than was reserved for the offer. */
export function discountOn(percent: number, value: number, reserved: number): number {
  return Math.min(Math.floor(share(percent, value)) / 100, reserved);
}

/** In cents. Whole cents times a whole percentage are exact, where the value itself is not: 32.8 * 15 is less than 492. */
function share(percent: number, value: number): number {
  return (Math.round(value * 100) * percent) / 100;
}
