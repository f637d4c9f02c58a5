import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SIGNAL_KINDS, type SignalKind } from "../../../functions/contract/signal.ts";
import { FRICTION, frictionOf, MOST_FRICTION } from "../../../functions/domain/trigger/friction.ts";
import {
  browsingLogit,
  CART_ABANDONMENT,
  lossScore,
} from "../../../functions/domain/trigger/score.ts";
import { FEATURES, features } from "../../../functions/domain/trigger/score-features.ts";
import weights from "../../../functions/domain/trigger/score-weights.json" with { type: "json" };
import { batch, CART, firstSeen, MINUTE, NOON, seen } from "../visit/make.ts";

const browsing = { goods: 20, help: 0, other: 2, seconds: 900, returning: false };
const chance = (logit: number) => 1 / (1 + Math.exp(-logit));

describe("the score", () => {
  test("[TRG80] has a weight for every feature, its source and its licence", () => {
    expect(Object.keys(weights.weights)).toEqual(FEATURES);
    expect(features(browsing)).toHaveLength(FEATURES.length);
    expect(weights.source).toContain("UCI");
    expect(weights.licence).toContain("CC BY 4.0");
  });

  test("[TRG80] takes a short look round for more likely lost than an hour of comparing", () => {
    const glance = chance(browsingLogit({ ...browsing, goods: 1, other: 0, seconds: 5 }));
    const long = chance(browsingLogit({ ...browsing, goods: 60, other: 4, seconds: 3600 }));
    expect(glance).toBeGreaterThan(0.9);
    expect(long).toBeLessThan(0.75);
  });

  test("[TRG81] claims nothing about a purchase once something is in the cart", () => {
    const short = firstSeen(["view-item"], { cart: CART });
    let long = short;
    for (let n = 2; n < 30; n += 1) {
      long = seen(
        long,
        batch(["view-item"], { page: `page-${n}-load`, cart: CART }),
        NOON + n * MINUTE,
      );
    }
    expect(lossScore(long)).toEqual(lossScore(short));
    expect(lossScore(long)).toMatchObject({ basis: "cart", friction: 0 });
    expect(lossScore(long).risk).toBeCloseTo(CART_ABANDONMENT);
    expect(lossScore(firstSeen(["add-to-cart"])).basis).toBe("cart");
    expect(lossScore(firstSeen(["view-item"])).basis).toBe("browsing");
  });

  test("[TRG82] rises with every sign of trouble, less with each of a kind, within its bound", () => {
    const visit = firstSeen([], { cart: CART });
    const risk = (counts: Partial<Record<SignalKind, number>>) =>
      lossScore({ ...visit, counts }).risk;
    for (const kind of Object.keys(FRICTION) as SignalKind[]) {
      expect(risk({ [kind]: 1 })).toBeGreaterThan(risk({}));
      expect(risk({ [kind]: 2 }) - risk({ [kind]: 1 })).toBeLessThan(
        risk({ [kind]: 1 }) - risk({}),
      );
    }
    expect(frictionOf({ "payment-declined": 1 })).toBe(FRICTION["payment-declined"]);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...SIGNAL_KINDS), fc.nat(9999)),
        fc.nat(100_000),
        (counts, seconds) => {
          const { risk: r, friction } = lossScore({
            ...visit,
            counts,
            lastAt: NOON + seconds * 1000,
          });
          expect(r > 0 && r < 1).toBe(true);
          expect(friction >= 0 && friction <= MOST_FRICTION).toBe(true);
        },
      ),
    );
  });
});
