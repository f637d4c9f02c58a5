import { describe, expect, test } from "vitest";
import type { Rule } from "./check/history.ts";
import { MUTATIONS } from "./mutations.ts";
import type { Rates } from "./sim/faults.ts";
import { simulate } from "./simulate.ts";

/** Within so many runs a broken part must have been found out; most take a tenth of them. */
const MOST_RUNS = 500;
const PATIENCE_MS = 300_000;

const CRASHES: Rates = { "crash before an effect": 0.03, "crash after an effect": 0.03 };
/** Who reads something old and writes long after: what conditions are for. */
const SLOW: Rates = { "invocation slow": 0.4 };

/** What is taken away, the faults that make it matter, and the promise that is broken without it. */
const CASES: readonly (readonly [keyof typeof MUTATIONS, Rates, Rule])[] = [
  ["the roll-forward", CRASHES, "seq"],
  ["the strict outbox number", {}, "once"],
  ["the conditional claim", SLOW, "capacity"],
  ["the round check", SLOW, "one agent"],
  ["the sync", {}, "seen"],
  ["the sweeper", CRASHES, "stranded chat"],
  ["the budget's key", {}, "budget"],
];

describe("the suite finds out when a part is taken away", () => {
  test.each(CASES)(
    "[FLT12] %s",
    async (name, rates, rule) => {
      const mutation = MUTATIONS[name];
      for (let seed = 1; seed <= MOST_RUNS; seed++) {
        const { violations } = await simulate(seed, { mutation, rates });
        if (!violations.some((violation) => violation.rule === rule)) continue;
        const whole = await simulate(seed, { rates });
        expect(whole.violations).toEqual([]);
        return;
      }
      expect.fail(`${MOST_RUNS} runs without ${name}, and no "${rule}" was broken`);
    },
    PATIENCE_MS,
  );
});
