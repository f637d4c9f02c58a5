import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  costOf,
  discountOn,
  type OfferPolicy,
  refusal,
} from "../../../functions/domain/offer/propose.ts";

const POLICY: OfferPolicy = {
  minPercent: 5,
  maxPercent: 20,
  approveAbove: 10,
  approvalMs: 1,
  minCart: 20,
  dailyBudget: 500,
  validMs: 1,
};
const CART = { value: 120, currency: "EUR", items: 2 };

describe("[OFR1] the policy", () => {
  test.each([
    ["the lowest percentage", 5, CART],
    ["the highest percentage", 20, CART],
    ["the smallest cart", 10, { ...CART, value: 20 }],
  ])("allows %s", (_, percent, cart) => {
    expect(refusal(percent, cart, POLICY)).toBeUndefined();
  });

  test.each([
    ["less than the lowest percentage", 4, CART, "5 to 20 percent"],
    ["more than the highest percentage", 21, CART, "5 to 20 percent"],
    ["a cart worth too little", 10, { ...CART, value: 19.99 }, "below 20 EUR"],
    ["an empty cart that is said to be worth something", 10, { ...CART, items: 0 }, "in the cart"],
    ["no cart", 10, undefined, "in the cart"],
  ])("refuses %s", (_, percent, cart, message) => {
    expect(refusal(percent, cart, POLICY)).toMatchObject({
      code: "refused",
      message: expect.stringContaining(message),
    });
  });
});

describe("[OFR2] a discount in whole cents", () => {
  test.each([
    [10, 120, 12, 12],
    [10, 19.99, 2, 1.99],
    [7, 33.33, 2.34, 2.33],
    [15, 32.2, 4.83, 4.83],
    [15, 32.8, 4.92, 4.92],
    [20, 0.01, 0.01, 0],
  ])("%i %% of %d costs at most %d and takes off %d", (percent, value, cost, off) => {
    expect(costOf(percent, { value })).toBe(cost);
    expect(discountOn(percent, value, 1e6)).toBe(off);
  });

  test("never takes off more than was reserved, however the cart has grown", () => {
    expect(discountOn(10, 120, 12)).toBe(12);
    expect(discountOn(10, 120.1, 12)).toBe(12);
    expect(discountOn(10, 9000, 12)).toBe(12);
    expect(discountOn(10, 60, 12)).toBe(6);
  });

  test("is its percentage, rounded up where it is reserved and down where it is taken off", () => {
    const cents = fc.integer({ min: 0, max: 1e7 });
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 100 }), (cart, percent) => {
        const exact = (cart * percent) / 100;
        expect(Math.round(costOf(percent, { value: cart / 100 }) * 100)).toBe(Math.ceil(exact));
        const off = discountOn(percent, cart / 100, 1e6);
        expect(Math.round(off * 100)).toBe(Math.floor(exact));
      }),
      { numRuns: 2000 },
    );
  });
});
