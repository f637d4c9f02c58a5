import { describe, expect, test } from "vitest";
import { marketAt } from "../../../functions/domain/routing/market.ts";
import {
  NO_HISTORY,
  observeRouting,
  poolSeen,
  type RouterState,
  type RoutingEvent,
  tallies,
} from "../../../functions/domain/routing/rolling.ts";
import { type RoutedRow, stateFrom } from "../../../functions/domain/routing/routed.ts";
import { usageAfter } from "../../../functions/domain/routing/usage.ts";
import { entry, figures, NOW, ROUTER } from "./samples.ts";

const MINUTE = 60_000;

function folded(events: readonly RoutingEvent[], state: RouterState = NO_HISTORY): RouterState {
  return events.reduce((before, event) => observeRouting(before, event), state);
}

/** Contacts that were answered by a native speaker, all at `start`. */
function answered(start: number, count: number, changes: Partial<RoutedRow> = {}): RoutedRow {
  return {
    start,
    policy: "router",
    language: "et",
    answered: count,
    abandoned: 0,
    delayed: 0,
    quick: 0,
    matched: count,
    waited: 0,
    ...changes,
  };
}

describe("window", () => {
  test("[RTE13] counts by language what happened in the last 25 minutes", () => {
    const rows = [
      answered(NOW - 30 * MINUTE, 7),
      answered(NOW - 20 * MINUTE, 2, { delayed: 1 }),
      answered(NOW - 5 * MINUTE, 3),
      answered(NOW, 0, { language: "ru", abandoned: 1 }),
    ];
    const state = stateFrom(rows, {}, ROUTER);
    expect(tallies(state, NOW + MINUTE)).toEqual({
      et: { arrived: 5, answered: 5, abandoned: 0, delayed: 1 },
      ru: { arrived: 1, answered: 0, abandoned: 1, delayed: 0 },
    });
    expect(tallies(state, NOW + 40 * MINUTE)).toEqual({});
  });

  test("[RTE13] stays small in many languages", () => {
    const languages = ["et", "ru", "en", "fi", "sv", "de", "lv", "lt"];
    const rows = languages.flatMap((language) =>
      [0, 5, 10, 15, 20].map((ago) => answered(NOW - ago * MINUTE, 1_000, { language })),
    );
    const { pools } = folded(languages.map((language) => poolSeen(language, [entry("a")], NOW)));
    expect(JSON.stringify(stateFrom(rows, pools, ROUTER)).length).toBeLessThan(8_192);
  });

  test("[RTE13] a look at a queue changes its length and no more", () => {
    const before = folded([poolSeen("et", [entry("a")], NOW)]);
    const after = folded([{ kind: "queue", at: NOW, language: "et", waiting: 4 }], before);
    expect(after).toEqual({ ...before, pools: { et: { ...before.pools.et, waiting: 4 } } });
  });
});

describe("budget of mismatched chats", () => {
  test("[RTE14] earns a share of every answer, pays one for a mismatch, is bounded both ways", () => {
    const { share, most, debt } = ROUTER.mismatch;
    const credit = (row: RoutedRow) => stateFrom([row], {}, ROUTER).credit;
    expect(credit(answered(NOW, 1))).toBeCloseTo(share);
    expect(credit(answered(NOW, 1, { matched: 0 }))).toBeCloseTo(share - 1);
    expect(credit(answered(NOW, 999))).toBe(most);
    expect(credit(answered(NOW, 999, { matched: 0 }))).toBe(-debt);
  });
});

describe("prices", () => {
  const price = (state: RouterState, language: string) =>
    marketAt(state, NOW, ROUTER).price(language);

  test("[RTE7] rise with who waits, fall with who is free, stay between 0 and 1", () => {
    const scarce = price(figures({ et: { free: 0, waiting: 20 } }), "et");
    const even = price(figures({ et: { free: 2, waiting: 0 } }), "et");
    const idle = price(figures({ et: { free: 10, waiting: 0 } }), "et");
    expect(1 > scarce && scarce > even && even > idle && idle > 0).toBe(true);
  });

  test("[RTE7] rise with the share that was kept waiting", () => {
    const slow = stateFrom([answered(NOW - MINUTE, 20, { delayed: 20 })], {}, ROUTER);
    const fast = stateFrom([answered(NOW - MINUTE, 20)], {}, ROUTER);
    expect(price(slow, "et")).toBeGreaterThan(price(fast, "et"));
  });

  test("[RTE7] without any figures all languages cost the same", () => {
    expect(price(NO_HISTORY, "et")).toBe(price(NO_HISTORY, "ru"));
  });

  test("[RTE13] a look at the pool counts fluent agents who are present", () => {
    const seen = poolSeen(
      "et",
      [
        entry("a", { load: 1 }),
        entry("b", { languages: { et: 2 } }),
        entry("c", { seenUntil: 0 }),
        entry("d", { load: 5, skills: {} }),
      ],
      NOW,
      ROUTER,
    );
    expect(seen).toMatchObject({ kind: "pool", language: "et", slots: 6, free: 2 });
    expect(folded([seen]).pools.et?.topics.payment).toBeCloseTo(0.9);
  });
});

describe("usage", () => {
  test("[RTE5] moves towards the load at hand, slowly, whatever the clocks say", () => {
    const idle = { share: 0, at: NOW };
    const hour = usageAfter(idle, 3, 3, NOW + 60 * MINUTE);
    expect(hour.share).toBeGreaterThan(0.15);
    expect(hour.share).toBeLessThan(0.3);
    expect(usageAfter(hour, 0, 3, NOW + 999 * MINUTE).share).toBeLessThan(0.01);
    expect(usageAfter(hour, 3, 3, NOW)).toEqual(hour);
    expect(usageAfter(idle, 3, 0, NOW + MINUTE).share).toBe(0);
  });
});
