import { describe, expect, test } from "vitest";
import {
  exposuresBefore,
  type Mark,
  NO_STATS,
  type StatRow,
  statsOf,
} from "../../../functions/domain/experiment/counts.ts";
import { armOf, exposuresOf } from "../../../functions/domain/experiment/exposures.ts";
import { experimentReport } from "../../../functions/domain/experiment/report.ts";

const NOON = Date.UTC(2026, 10, 23, 12);
const HOUR = 60 * 60_000;
const half = { share: 0.5, salt: "s1" };
const visitors = Array.from({ length: 400 }, (_, i) => `visitor-${i}`);

describe("exposures", () => {
  test("[TRG122] a visitor is exposed to the experiment over all rules, and to a rule's own if she may see invitations", () => {
    const rule = { id: "cart", holdout: 0.5 };
    for (const visitor of visitors) {
      const found = exposuresOf(visitor, half, rule, NOON);
      const arm = armOf(visitor, half);
      expect(found[0]).toEqual({
        visitor,
        experiment: "s1",
        day: "2026-11-23",
        arm,
        at: NOON,
        rule: "cart",
      });
      expect(found.length).toBe(arm === "held-out" ? 1 : 2);
    }
    const own = visitors.flatMap((visitor) => exposuresOf(visitor, half, rule, NOON).slice(1));
    expect(own.every(({ experiment }) => experiment === "s1/cart")).toBe(true);
    const held = own.filter(({ arm }) => arm === "held-out").length / own.length;
    expect(held).toBeGreaterThan(0.38);
    expect(held).toBeLessThan(0.62);
  });

  test("[TRG122] without a holdout everybody may be invited, and is counted as such", () => {
    const found = exposuresOf("v", { share: 0, salt: "s" }, { id: "cart" }, NOON, true);
    expect(found).toMatchObject([{ experiment: "s", arm: "treated", rule: "cart", shown: true }]);
  });

  test("[TRG123] an order came of the latest exposure before it, within three days", () => {
    const mark = (experiment: string, at: number): Mark => ({
      visitor: "v",
      experiment,
      day: new Date(at).toISOString().slice(0, 10),
      arm: "treated",
      at,
    });
    const marks = [
      mark("a", NOON - 73 * HOUR),
      mark("a", NOON - 30 * HOUR),
      mark("a", NOON - 2 * HOUR),
      mark("a", NOON + HOUR),
      mark("b", NOON - 72 * HOUR),
      mark("c", NOON - 72 * HOUR - 1),
    ];
    expect(exposuresBefore(marks, NOON).map(({ experiment, at }) => [experiment, at])).toEqual([
      ["a", NOON - 2 * HOUR],
      ["b", NOON - 72 * HOUR],
    ]);
  });
});

describe("the report", () => {
  const order = { id: "A", at: NOON, value: 120, currency: "EUR" };
  const row = (more: Partial<StatRow>): StatRow => ({
    ...NO_STATS,
    experiment: "s1",
    arm: "treated",
    currency: "-",
    ...more,
  });

  test("[TRG124] value and margin count net of the discount; a margin that wasn't told is no margin", () => {
    expect(statsOf({ ...order, discount: 12, margin: 40 })).toEqual({
      orders: 1,
      net: 10_800,
      netSquares: 1.1664,
      margins: 1,
      margin: 2800,
      marginSquares: 0.0784,
    });
    expect(statsOf(order)).toEqual({ orders: 1, net: 12_000, netSquares: 1.44 });
  });

  test("[TRG124] compares the arms by conversion and by money per exposure, each currency by itself", () => {
    const report = experimentReport("s1", [
      row({ exposures: 60 }),
      row({ exposures: 40 }),
      row({ arm: "held-out", exposures: 50 }),
      row({ currency: "EUR", ...statsOf({ ...order, margin: 40, discount: 10 }) }),
      row({ currency: "EUR", ...statsOf({ ...order, margin: 20 }) }),
      row({ currency: "SEK", ...statsOf({ ...order, currency: "SEK", value: 900 }) }),
      row({ arm: "held-out", currency: "EUR", ...statsOf({ ...order, value: 50, margin: 10 }) }),
      row({ experiment: "s1/cart", exposures: 999 }),
    ]);
    expect(report.arms).toMatchObject({
      treated: { exposures: 100, orders: 3, conversion: { estimate: 0.03 } },
      "held-out": { exposures: 50, orders: 1, conversion: { estimate: 0.02 } },
    });
    expect(report.uplift?.estimate).toBeCloseTo(0.01, 12);
    expect(report.value.map(({ currency }) => currency)).toEqual(["EUR", "SEK"]);
    expect(report.value[0]).toMatchObject({
      total: { treated: 230, "held-out": 50 },
      perExposure: { treated: 2.3, "held-out": 1 },
    });
    expect(report.margin[0]).toMatchObject({ total: { treated: 50, "held-out": 10 } });
    expect(report.margin[0]?.difference?.estimate).toBeCloseTo(0.5 - 0.2, 12);
    expect(report.ordersWithoutMargin).toBe(1);
  });

  test("[TRG124] says nothing of what was not observed", () => {
    expect(experimentReport("s1", [])).toEqual({
      experiment: "s1",
      arms: { treated: { exposures: 0, orders: 0 }, "held-out": { exposures: 0, orders: 0 } },
      value: [],
      margin: [],
      ordersWithoutMargin: 0,
    });
  });
});
