import { describe, expect, test } from "vitest";
import type { Signal } from "../../../functions/contract/signal.ts";
import type { Condition } from "../../../functions/domain/trigger/rule.ts";
import { identified } from "../../../functions/domain/visit/change.ts";
import { batch, CART, firstSeen, MINUTE, NOON, seen } from "../visit/make.ts";
import { holds } from "./make.ts";

const declined: Signal = { kind: "payment-declined", at: 0, detail: "3ds_failed" };
const own: Signal = { kind: "custom", at: 0, name: "size-guide" };
const earlier = firstSeen([declined, "rage-click", own], {
  page: "page-one",
  kind: "payment",
  language: "fi-FI",
});
const visit = seen(
  identified(earlier, { key: "k", country: "FI", tier: "gold" }),
  batch(["rage-click", "exit-intent"], {
    page: "page-two",
    kind: "cart",
    cart: CART,
    language: "fi",
  }),
  NOON + 2 * MINUTE,
);
const at = { now: NOON + 3 * MINUTE };

const cases: readonly [name: string, condition: Condition, holds: boolean][] = [
  ["a signal seen", { signal: "rage-click" }, true],
  ["a signal not seen", { signal: "dead-click" }, false],
  ["often enough", { signal: "rage-click", atLeast: 2 }, true],
  ["not often enough", { signal: "rage-click", atLeast: 3 }, false],
  ["seldom enough", { signal: "dead-click", atMost: 0 }, true],
  ["several kinds together", { signal: ["rage-click", "exit-intent"], atLeast: 3 }, true],
  ["on this page only", { signal: "rage-click", here: true, atLeast: 2 }, false],
  ["on this page once", { signal: "rage-click", here: true }, true],
  ["lately", { signal: "rage-click", within: 70, atLeast: 1 }, true],
  ["lately, but not so often", { signal: "rage-click", within: 70, atLeast: 2 }, false],
  ["with this detail", { signal: "payment-declined", details: ["3ds_failed"] }, true],
  ["with another detail", { signal: "payment-declined", details: ["lost_card"] }, false],
  ["a custom signal by name", { signal: "custom", name: "size-guide" }, true],
  ["another custom signal", { signal: "custom", name: "constructor" }, false],
  ["a page kind viewed", { viewed: "payment" }, true],
  ["a page kind not viewed", { viewed: "help", atMost: 0 }, true],
  ["the page", { fact: "page", in: ["cart", "checkout"] }, true],
  ["another page", { fact: "page", in: ["product"] }, false],
  ["a cart's value", { fact: "cart-value", atLeast: 59.9 }, true],
  ["a larger cart", { fact: "cart-value", atLeast: 60 }, false],
  ["a cart's items", { fact: "cart-items", atLeast: 2, atMost: 2 }, true],
  ["time on this page", { fact: "dwell", atLeast: 60, atMost: 62 }, true],
  ["time of the visit", { fact: "visit-seconds", atLeast: 180, atMost: 182 }, true],
  ["pages seen", { fact: "page-loads", atLeast: 2, atMost: 2 }, true],
  ["first visit", { fact: "visits", atMost: 1 }, true],
  ["new visitor", { fact: "visitor", in: ["new"] }, true],
  ["returning visitor", { fact: "visitor", in: ["returning"] }, false],
  ["device", { fact: "device", in: ["desktop"] }, true],
  ["language without region", { fact: "language", in: ["fi"] }, true],
  ["country", { fact: "country", in: ["FI", "EE"] }, true],
  ["tier", { fact: "tier", in: ["gold"] }, true],
  ["currency", { fact: "currency", in: ["SEK"] }, false],
  ["score", { fact: "score", atLeast: 0.7, atMost: 1 }, true],
  ["hour", { fact: "hour", atLeast: 12, atMost: 12 }, true],
  ["weekday", { fact: "weekday", atLeast: 3, atMost: 3 }, true],
  ["all, one of them not", { all: [{ signal: "rage-click" }, { signal: "dead-click" }] }, false],
  ["any, one of them", { any: [{ signal: "dead-click" }, { signal: "rage-click" }] }, true],
  ["any, none of them", { any: [{ signal: "dead-click" }, { viewed: "help" }] }, false],
  ["not", { not: { fact: "page", in: ["product"] } }, true],
  ["not of not", { not: { not: { signal: "dead-click" } } }, false],
  [
    "nested",
    { all: [{ any: [{ viewed: "help" }, { not: { signal: "dead-click" } }] }, { viewed: "cart" }] },
    true,
  ],
];

describe("[TRG1] a condition", () => {
  test.each(cases)("%s", (_, condition, expected) => {
    expect(holds(condition, visit, at)).toBe(expected);
  });

  test("[TRG1] on the shop's clock follows its time zone", () => {
    const zoned = { ...at, timeZone: "Europe/Tallinn" };
    expect(holds({ fact: "hour", atLeast: 15, atMost: 15 }, visit, zoned)).toBe(true);
    const late = { ...zoned, now: Date.UTC(2026, 4, 3, 22) };
    expect(holds({ fact: "weekday", atLeast: 1, atMost: 1 }, visit, late)).toBe(true);
    expect(holds({ fact: "hour", atLeast: 12 }, visit, { ...at, timeZone: "No/Where" })).toBe(true);
  });

  test("[TRG2] on a fact that is not known does not hold", () => {
    const bare = firstSeen([]);
    expect(holds({ fact: "cart-value", atMost: 1000 }, bare)).toBe(false);
    expect(holds({ fact: "country", in: ["FI"] }, bare)).toBe(false);
    expect(holds({ not: { fact: "tier", in: ["gold"] } }, bare)).toBe(true);
  });
});
