import { describe, expect, test } from "vitest";
import { DEFAULTS } from "../../../functions/domain/routing/params.ts";
import { tallies } from "../../../functions/domain/routing/rolling.ts";
import {
  counted,
  ROUTED_MS,
  type RoutedRow,
  routingReport,
  stateFrom,
} from "../../../functions/domain/routing/routed.ts";

const NOW = 100 * ROUTED_MS;
const row = (more: Partial<RoutedRow>): RoutedRow => ({
  start: NOW,
  policy: "router",
  language: "fi",
  answered: 0,
  abandoned: 0,
  delayed: 0,
  quick: 0,
  matched: 0,
  waited: 0,
  ...more,
});

describe("what routing achieved", () => {
  test("[RTE89] a contact counts once, as answered or given up, quick or delayed, matched or not", () => {
    expect(counted(5_000, 5, DEFAULTS)).toEqual({
      answered: 1,
      abandoned: 0,
      delayed: 0,
      quick: 1,
      matched: 1,
      waited: 5,
    });
    expect(counted(30_400, 1, DEFAULTS)).toMatchObject({
      answered: 1,
      delayed: 1,
      quick: 0,
      matched: 0,
      waited: 30,
    });
    expect(counted(30_400, undefined, DEFAULTS)).toMatchObject({ answered: 0, abandoned: 1 });
  });

  test("[RTE89] the router's figures come of the counters: by language, with the mismatches' credit bounded", () => {
    const rows = [
      row({ answered: 8, delayed: 3, matched: 8 }),
      row({ abandoned: 2, delayed: 2, policy: "control" }),
      row({ start: NOW - ROUTED_MS, language: "et", answered: 4, matched: 0 }),
    ];
    const state = stateFrom(rows, {}, DEFAULTS);
    expect(tallies(state, NOW + 1)).toEqual({
      fi: { arrived: 10, answered: 8, abandoned: 2, delayed: 5 },
      et: { arrived: 4, answered: 4, abandoned: 0, delayed: 0 },
    });
    expect(state.credit).toBeCloseTo(12 * DEFAULTS.mismatch.share - 4);
    const owed = stateFrom([row({ answered: 1000, matched: 0 })], {}, DEFAULTS);
    expect(owed.credit).toBe(-DEFAULTS.mismatch.debt);
  });

  test("[RTE89] the router is reported beside the control share, with intervals", () => {
    const report = routingReport([
      row({ answered: 900, abandoned: 100, quick: 600, matched: 880, waited: 20_000 }),
      row({ policy: "control", answered: 80, abandoned: 20, quick: 50, matched: 80 }),
    ]);
    expect(report.router).toMatchObject({ contacts: 1000, abandoned: { estimate: 0.1 } });
    expect(report.router.meanWait).toBe(20);
    expect(report.control).toMatchObject({ contacts: 100, answered20: { estimate: 0.5 } });
    const { abandoned } = report.differences;
    expect(abandoned?.estimate).toBeCloseTo(-0.1);
    expect(abandoned?.high).toBeLessThan(0);
    expect(routingReport([])).toEqual({
      router: { contacts: 0 },
      control: { contacts: 0 },
      differences: {},
    });
  });
});
