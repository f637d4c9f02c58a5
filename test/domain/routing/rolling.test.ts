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
import { usageAfter } from "../../../functions/domain/routing/usage.ts";
import { entry, figures, NOW, ROUTER } from "./samples.ts";

const MINUTE = 60_000;

function folded(events: readonly RoutingEvent[], state: RouterState = NO_HISTORY): RouterState {
  return events.reduce((before, event) => observeRouting(before, event, ROUTER), state);
}

function answered(at: number, waitedMs = 0, level = 5): RoutingEvent {
  return { kind: "answered", at, language: "et", waitedMs, level };
}

describe("window", () => {
  test("[RTE13] counts by language what happened in the last 25 minutes", () => {
    const state = folded([
      { kind: "arrived", at: NOW, language: "et" },
      answered(NOW + MINUTE, 60_000),
      { kind: "abandoned", at: NOW + 2 * MINUTE, language: "ru", waitedMs: 10 },
    ]);
    expect(tallies(state, NOW + 3 * MINUTE)).toEqual({
      et: { arrived: 1, answered: 1, abandoned: 0, delayed: 1 },
      ru: { arrived: 0, answered: 0, abandoned: 1, delayed: 0 },
    });
    expect(tallies(state, NOW + 40 * MINUTE)).toEqual({});
  });

  test("[RTE13] a late event is counted where it belongs, one too late nowhere", () => {
    const inOrder = folded([answered(NOW), answered(NOW + 10 * MINUTE)]);
    const late = folded([answered(NOW + 10 * MINUTE), answered(NOW)]);
    expect(late.buckets).toEqual(inOrder.buckets);
    const tooLate = folded([answered(NOW + 60 * MINUTE), answered(NOW)]);
    expect(tooLate.buckets).toHaveLength(1);
  });

  test("[RTE13] stays small through a whole day", () => {
    const languages = ["et", "ru", "en", "fi", "sv", "de", "lv", "lt"];
    const events = Array.from({ length: 3_000 }, (_, index): RoutingEvent => {
      const language = languages[index % languages.length] ?? "";
      return { ...answered(NOW + index * 14_400, 20_000), language };
    });
    const pools = languages.map((language) => poolSeen(language, [entry("a")], NOW));
    expect(JSON.stringify(folded([...events, ...pools])).length).toBeLessThan(8_192);
  });
});

describe("budget of mismatched chats", () => {
  test("[RTE14] earns a share of every answer, pays one for a mismatch, is bounded both ways", () => {
    const { share, most, debt } = ROUTER.mismatch;
    expect(folded([answered(NOW)]).credit).toBeCloseTo(share);
    expect(folded([answered(NOW, 0, 0)]).credit).toBeCloseTo(share - 1);
    const many = (level: number) => Array.from({ length: 999 }, () => answered(NOW, 0, level));
    expect(folded(many(5)).credit).toBe(most);
    expect(folded(many(0)).credit).toBe(-debt);
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
    const slow = folded(Array.from({ length: 20 }, () => answered(NOW - MINUTE, 60_000)));
    const fast = folded(Array.from({ length: 20 }, () => answered(NOW - MINUTE, 0)));
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
