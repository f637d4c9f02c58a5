import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  difference,
  meanDifference,
  proportion,
} from "../../../functions/domain/experiment/intervals.ts";

describe("intervals", () => {
  // Published results of method 10 in Newcombe's comparison (Statistics in Medicine 17, 1998, 873–890, table II).
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])(
    "[TRG120] the difference of %i/%i and %i/%i has the published interval",
    (a, m, b, n, low, high) => {
      const found = difference({ k: a, n: m }, { k: b, n });
      expect(found?.estimate).toBeCloseTo(a / m - b / n, 12);
      expect(found?.low).toBeCloseTo(low, 4);
      expect(found?.high).toBeCloseTo(high, 4);
    },
  );

  // Wilson's interval for 81 of 263, 15 of 148 and 1 of 29, as in Newcombe's comparison for single proportions (ibid., 857–872, table I, method 3).
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("[TRG120] %i of %i has the published interval", (k, n, low, high) => {
    const found = proportion(k, n);
    expect(found?.low).toBeCloseTo(low, 4);
    expect(found?.high).toBeCloseTo(high, 4);
  });

  test("[TRG120] an interval holds its estimate, stays a proportion, and nothing observed is no interval", () => {
    const arm = fc
      .integer({ min: 1, max: 5000 })
      .chain((n) => fc.record({ n: fc.constant(n), k: fc.integer({ min: 0, max: n }) }));
    fc.assert(
      fc.property(arm, arm, (a, b) => {
        const one = proportion(a.k, a.n);
        const both = difference(a, b);
        if (!one || !both) return false;
        const within = one.low >= 0 && one.high <= 1 + 1e-12;
        const holds = one.low <= one.estimate && one.estimate <= one.high;
        const differs = both.low <= both.estimate && both.estimate <= both.high;
        return within && holds && differs && both.low >= -1 - 1e-9 && both.high <= 1 + 1e-9;
      }),
    );
    expect(proportion(0, 0)).toBeUndefined();
    expect(difference({ k: 1, n: 2 }, { k: 0, n: 0 })).toBeUndefined();
  });

  test("[TRG121] the difference of two means is the one of their sums and squares", () => {
    const sums = (values: readonly number[]) => ({
      n: values.length,
      sum: values.reduce((all, x) => all + x, 0),
      squares: values.reduce((all, x) => all + x * x, 0),
    });
    // Means 4 and 1, variances 8/3 and 2/3: half the width is 1.96 × √(2/3 + 2/9) for sides of 4 and 3.
    const found = meanDifference(sums([2, 4, 4, 6]), sums([0, 1, 2]));
    expect(found?.estimate).toBeCloseTo(3, 12);
    const half = 1.959963984540054 * Math.sqrt(8 / 3 / 4 + 1 / 3);
    expect(found?.low).toBeCloseTo(3 - half, 12);
    expect(found?.high).toBeCloseTo(3 + half, 12);
    expect(meanDifference(sums([5]), sums([1, 2]))).toBeUndefined();
  });

  test("[TRG121] it covers the true difference in about 95 of 100 simulated experiments", () => {
    let state = 12_345;
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const arm = (n: number, buys: number) => {
      let [sum, squares, k] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        if (random() >= buys) continue;
        const margin = 5 + 40 * random();
        k += 1;
        sum += margin;
        squares += margin * margin;
      }
      return { n, k, sum, squares };
    };
    const rounds = 400;
    let [money, share] = [0, 0];
    for (let i = 0; i < rounds; i++) {
      const [a, b] = [arm(3000, 0.06), arm(600, 0.05)];
      const margin = meanDifference(a, b);
      const rate = difference(a, b);
      if (margin && margin.low <= 0.25 && margin.high >= 0.25) money += 1;
      if (rate && rate.low <= 0.01 && rate.high >= 0.01) share += 1;
    }
    expect(money / rounds).toBeGreaterThan(0.91);
    expect(share / rounds).toBeGreaterThan(0.92);
    expect(share / rounds).toBeLessThan(0.985);
  });
});
