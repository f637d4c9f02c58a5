import { describe, expect, test } from "vitest";
import type { Contact } from "../../../functions/domain/routing/contact.ts";
import { order, pickFor } from "../../../functions/domain/routing/queue.ts";
import { NO_HISTORY, type RouterState } from "../../../functions/domain/routing/rolling.ts";
import type { RosterEntry } from "../../../functions/domain/routing/roster.ts";
import { contact, entry, figures, NOW, ROUTER, SITE } from "./samples.ts";

const { starvationMs } = ROUTER.queue;

function picked(
  agent: RosterEntry,
  waiting: readonly Contact[],
  state: RouterState = NO_HISTORY,
): string | undefined {
  return pickFor(agent, waiting, NOW, state, { params: ROUTER, site: SITE })?.contact.id;
}

describe("order", () => {
  test("[RTE11] tells overdue contacts first, then the higher class, then the older", () => {
    const waiting = [
      contact({ id: "young", waited: 1_000 }),
      contact({ id: "old", waited: 50_000 }),
      contact({ id: "urgent", priority: 2, waited: 10 }),
      contact({ id: "overdue", waited: starvationMs }),
      contact({ id: "longer overdue", waited: starvationMs + 1, priority: 1 }),
    ];
    expect(order(waiting, NOW, ROUTER).map((one) => one.id)).toEqual([
      "longer overdue",
      "overdue",
      "urgent",
      "old",
      "young",
    ]);
  });
});

describe("pick", () => {
  test.each<
    [string, Partial<Contact> & { waited?: number }, Partial<Contact> & { waited?: number }]
  >([
    ["the older of two alike", { waited: 40_000 }, { waited: 39_000 }],
    [
      "what the agent knows",
      { topic: "payment", waited: 20_000 },
      { topic: "returns", waited: 30_000 },
    ],
    ["the higher class", { priority: 1 }, { waited: 200_000 }],
    ["the overdue one", { waited: starvationMs, topic: "returns" }, { priority: 3 }],
    ["the language the agent is better in", { waited: 9_000 }, { language: "ru", waited: 9_000 }],
  ])("[RTE12] takes %s", (_, better, worse) => {
    const agent = entry("a", { languages: { et: 5, ru: 3 } });
    const waiting = [contact({ id: "worse", ...worse }), contact({ id: "better", ...better })];
    expect(picked(agent, waiting)).toBe("better");
    expect(picked(agent, waiting.reverse())).toBe("better");
  });

  test("[RTE12] takes the language that is served worse", () => {
    const agent = entry("a", { languages: { et: 5, ru: 5 } });
    const waiting = [
      contact({ id: "et", waited: 40_000 }),
      contact({ id: "ru", language: "ru", waited: 30_000 }),
    ];
    const state = figures({ et: { free: 3, waiting: 1 }, ru: { free: 0, waiting: 9 } });
    expect(picked(agent, waiting, state)).toBe("ru");
  });

  test("[RTE12] takes what others can't do as well", () => {
    const agent = entry("a", { skills: { payment: 5, returns: 5 } });
    const waiting = [
      contact({ id: "usual", waited: 40_000 }),
      contact({ id: "rare", topic: "returns", waited: 30_000 }),
    ];
    const state: RouterState = {
      ...NO_HISTORY,
      pools: { et: { slots: 10, free: 0, waiting: 2, topics: { payment: 0.97, returns: 0.82 } } },
    };
    expect(picked(agent, waiting, state)).toBe("rare");
  });

  test("[RTE4] takes nobody it was tried for, and nobody when full", () => {
    expect(picked(entry("a"), [contact({ tried: ["a"], waited: 1e7 })])).toBeUndefined();
    expect(picked(entry("a", { load: 3 }), [contact()])).toBeUndefined();
  });
});
