import { describe, expect, onTestFinished, test, vi } from "vitest";
import { run, validation } from "../routing.ts";
import { longestIdle, score } from "./baselines.ts";
import { drawDay } from "./day.ts";
import { heed } from "./heed.ts";
import { assignment } from "./hungarian.ts";
import { decisions } from "./latency.ts";
import { simulate } from "./simulate.ts";
import { estimate } from "./stats.ts";

describe("simulator", () => {
  test("[RTE16] one class of one slot, all exponential, is Erlang-A", () => {
    const { simulated, formula } = validation(60_000);
    expect(simulated.abandoned).toBeCloseTo(formula.abandoned, 2);
    expect(Math.abs(simulated.meanWait / formula.meanWait - 1)).toBeLessThan(0.08);
  });

  test("[RTE16] a day is the same for every policy and at every run", () => {
    const scenario = { contacts: 600 };
    expect(drawDay(5, scenario)).toEqual(drawDay(5, scenario));
    expect(drawDay(5, scenario)).not.toEqual(drawDay(6, scenario));
    const days = [drawDay(5, scenario), drawDay(5, scenario)] as const;
    expect(simulate(days[0], heed(5))).toEqual(simulate(days[1], heed(5)));
  });

  test("[RTE16] knows good from bad: skill-blind rules lose half the value of the score", () => {
    const day = drawDay(1, { contacts: 3400 });
    expect(simulate(day, longestIdle()).value).toBeLessThan(0.65 * simulate(day, score()).value);
  });
});

describe("router", () => {
  test("[RTE17] on days it was not tuned on it beats the score with a falling reservation level", () => {
    const seeds = [201, 202, 203, 204];
    const differences = seeds.map((seed) => {
      const day = drawDay(seed, { contacts: 3400 });
      return simulate(day, heed(seed)).abandoned - simulate(day, score()).abandoned;
    });
    expect(estimate(differences).mean).toBeLessThan(0);
  }, 120_000);

  test("[RTE18] the time of a decision is measured on decisions that are made", () => {
    const { p99Ms, assigned } = decisions(100);
    expect(p99Ms).toBeGreaterThan(0);
    expect(assigned).toBeGreaterThan(0.5);
  });
});

describe("report", () => {
  test("[RTE16] [CMD3] has every load, policy and figure, and says meanwhile how far it has come", async () => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => told.mockRestore());
    const { table, json } = await run({ seeds: { from: 3, to: 3 }, quick: true });
    const figures = json as Record<string, Record<string, Record<string, number>>>;
    for (const load of ["high", "middle", "low"]) {
      for (const policy of ["round robin", "score", "batch", "heed"]) {
        expect(Object.keys(figures[load]?.[policy] ?? {})).toEqual(
          expect.arrayContaining([
            "value",
            "abandoned",
            "answered20",
            "languageMatch",
            "worstLanguageAbandoned",
            "p95Wait",
            "gini",
          ]),
        );
      }
    }
    expect(Object.keys(figures.decisionP99Ms ?? {})).toEqual(["10", "100", "1000"]);
    expect(table).toContain("in pairs against score");
    const lines = told.mock.calls.map(([line]) => line);
    expect(lines).toContain("routing: high load, heed\n");
    expect(lines).toContain("routing: low load, round robin\n");
  }, 120_000);
});

describe("assignment", () => {
  test.each([
    [
      [
        [1, 2],
        [2, 1],
      ],
      [1, 0],
    ],
    [
      [
        [5, 4],
        [5, 0],
      ],
      [1, 0],
    ],
    [
      [[3], [4], [1]],
      [undefined, 0, undefined],
    ],
    [
      [
        [0, 0],
        [1, 0],
      ],
      [undefined, 0],
    ],
    [[], []],
  ])("[RTE16] %j", (worth, columns) => {
    expect(assignment(worth)).toEqual(columns);
  });
});
