import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSessions } from "./data.ts";
import { crossValidate } from "./evaluate.ts";
import { fitLogistic, predict } from "./logistic.ts";
import { auc, brier, calibrationError, reliability } from "./measures.ts";

function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const HEAD =
  "Administrative;Administrative_Duration;Informational;Informational_Duration;ProductRelated;ProductRelated_Duration;BounceRates;ExitRates;PageValues;SpecialDay;Month;OperatingSystems;Browser;Region;TrafficType;VisitorType;Weekend;Revenue";

/** Sessions in which the chance to buy is known: it depends on the number of product pages. */
function sessionsFile(folder: string): string {
  const next = uniform(77);
  const lines = Array.from({ length: 3_000 }, () => {
    const pages = Math.floor(next() * 60);
    const buys = next() < 1 / (1 + Math.exp(3 - pages / 12));
    return `0;0;0;0;${pages};${pages * 40};0;0.02;0;0;May;2;2;1;1;Returning_Visitor;FALSE;${buys ? "TRUE" : "FALSE"}`;
  });
  const path = join(folder, "sessions.csv");
  writeFileSync(path, [HEAD, ...lines].join("\n"));
  return path;
}

describe("the score's training", () => {
  test("[TRG83] finds the weights that made the data", () => {
    const next = uniform(5);
    const xs = Array.from({ length: 20_000 }, () => [next() * 4, next() > 0.5 ? 100 : 0, 7]);
    const ys = xs.map(([a = 0, b = 0]) => (next() < 1 / (1 + Math.exp(2 - a - b / 100)) ? 1 : 0));
    const model = fitLogistic(xs, ys, 0);
    expect(model.weights[0]).toBeCloseTo(1, 1);
    expect((model.weights[1] ?? 0) * 100).toBeCloseTo(1, 1);
    const mean = xs.reduce((sum, x) => sum + predict(model, x), 0) / xs.length;
    expect(mean).toBeCloseTo(ys.reduce<number>((a, b) => a + b, 0) / ys.length, 6);
  });

  test("[TRG83] measures rank, error and calibration as they are defined", () => {
    expect(auc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
    expect(auc([0.5, 0.5, 0.5], [0, 1, 1])).toBe(0.5);
    expect(brier([1, 0.5], [1, 0])).toBe(0.125);
    const bins = reliability([0.1, 0.9, 0.2, 0.8], [0, 1, 1, 1], 2);
    expect(bins.map(({ n, observed }) => [n, observed])).toEqual([
      [2, 0.5],
      [2, 1],
    ]);
    expect(calibrationError(bins)).toBeCloseTo((0.35 + 0.15) / 2);
  });

  test("[TRG83] predicts each session by a model that has not seen it", () => {
    const folder = mkdtempSync(join(tmpdir(), "heed-score-"));
    try {
      const sessions = readSessions(sessionsFile(folder));
      const known = crossValidate(sessions, ({ numbers }) => [numbers.ProductRelated], 1);
      expect(known.auc).toBeGreaterThan(0.75);
      expect(known.calibrationError).toBeLessThan(0.04);
      const noise = uniform(9);
      const random = crossValidate(sessions, () => Array.from({ length: 40 }, () => noise()), 1);
      expect(Math.abs(random.auc - 0.5)).toBeLessThan(0.04);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
