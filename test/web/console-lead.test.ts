import { describe, expect, test } from "vitest";
import type { FloorConversation } from "../../functions/contract/desk.ts";
import { SHIPPED_RULES } from "../../functions/domain/trigger/shipped/index.ts";
import { alarmCounts, alarmsOf } from "../../web/console/desk/alarms.ts";
import { EMPTY_LOG, looked } from "../../web/console/desk/service.ts";
import { verdict } from "../../web/console/view/effect/report.ts";
import { conditionWords } from "../../web/console/view/rules/condition.ts";
import { faultsOf, parsed } from "../../web/console/view/rules/faults.ts";

function open(
  id: string,
  language: string,
  change: Partial<FloorConversation> & { status?: "waiting" | "active" } = {},
): FloorConversation {
  const { status = "waiting", ...rest } = change;
  const read = { shopper: 0, agent: 0 };
  const conversation = { id, status, round: 1, language, seq: 1, read, startedAt: 0 };
  return { conversation, lastAt: 0, ...rest };
}

const floor = (at: number, ...conversations: readonly FloorConversation[]) => ({
  at,
  agents: [],
  conversations,
});

describe("service", () => {
  test("[CSL41] a wait that ends within 20 s is good, a longer one is not, and one that is still short decides nothing", () => {
    const first = floor(
      10_000,
      open("a", "fi", { waitsSince: 0 }),
      open("b", "fi", { waitsSince: 5000 }),
      open("c", "ru", { waitsSince: 9000 }),
    );
    const before = looked(EMPTY_LOG, first);
    expect(before.by.language.rows.map(({ level }) => level)).toEqual([undefined, undefined]);
    const log = looked(
      before,
      floor(
        15_000,
        open("a", "fi", { status: "active" }),
        open("b", "fi", { waitsSince: 5000 }),
        open("c", "ru", { waitsSince: 9000 }),
      ),
    );
    expect(log.by.language.rows).toEqual([
      { name: "fi", waiting: 1, longest: 10_000, level: 1, decided: 1 },
      { name: "ru", waiting: 1, longest: 6000, level: undefined, decided: 0 },
    ]);
    const late = looked(
      log,
      floor(30_000, open("a", "fi", { status: "active" }), open("b", "fi", { waitsSince: 5000 })),
    );
    expect(late.by.language.rows[0]).toMatchObject({ name: "fi", level: 0.5, decided: 2 });
    expect(late.by.language.waitingPoints.get("fi")).toEqual([2, 1, 1]);
    expect(late.by.language.levelPoints.get("fi")).toEqual([1, 0.5]);
  });

  test("[CSL41] a conversation that is closed while it waits counts neither way, and a second wait counts by itself", () => {
    const gone = looked(
      looked(EMPTY_LOG, floor(1000, open("a", "fi", { waitsSince: 0 }))),
      floor(2000),
    );
    expect(gone.by.language.rows).toEqual([]);
    const again = [
      floor(1000, open("a", "fi", { waitsSince: 0 })),
      floor(2000, open("a", "fi", { status: "active" })),
      floor(60_000, open("a", "fi", { waitsSince: 59_000 })),
      floor(61_000, open("a", "fi", { status: "active" })),
    ].reduce(looked, EMPTY_LOG);
    expect(again.by.language.rows[0]).toMatchObject({ level: 1, decided: 2 });
  });

  test("[CSL41] what a page remembers has an end: a wait counts for an hour, a curve has 120 points", () => {
    const start = [
      floor(0, open("a", "fi", { waitsSince: 0 })),
      floor(5000, open("a", "fi", { status: "active" })),
    ].reduce(looked, EMPTY_LOG);
    let log = start;
    for (let n = 1; n <= 200; n += 1) {
      log = looked(log, floor(5000 + n * 20_000, open("a", "fi", { status: "active" })));
    }
    expect(log.waits.size).toBe(0);
    expect(log.by.language.waitingPoints.get("fi")).toHaveLength(120);
  });

  test("[ALM3] the same by topic, what nobody knows apart", () => {
    const waits = floor(
      30_000,
      open("a", "fi", { waitsSince: 0, topic: "payment" }),
      open("b", "sv", { waitsSince: 25_000, topic: "payment" }),
      open("c", "sv", { waitsSince: 29_000 }),
    );
    const { topic } = looked(EMPTY_LOG, waits).by;
    expect(topic.rows).toEqual([
      { name: "", waiting: 1, longest: 1000, level: undefined, decided: 0 },
      { name: "payment", waiting: 2, longest: 30_000, level: 0, decided: 1 },
    ]);
    expect(topic.waitingPoints.get("payment")).toEqual([2]);
  });
});

describe("alarms", () => {
  test.each([
    [open("a", "fi", { waitsSince: 39_000 }), ["waiting"]],
    [open("a", "fi", { waitsSince: 41_000 }), []],
    [open("a", "fi", { status: "active", owedSince: 39_000 }), ["silent"]],
    [open("a", "fi", { status: "active", owedSince: 41_000 }), []],
    [open("a", "fi", { status: "active", lastAt: -999_000 }), []],
    [open("a", "fi", { status: "active", angry: true }), ["angry"]],
    [open("a", "fi", { waitsSince: 0, angry: true }), ["waiting", "angry"]],
  ])("[ALM2] of %j", (conversation, alarms) => {
    expect(alarmsOf(conversation, 100_000)).toEqual(alarms);
  });

  test("[ALM2] are counted by their kind", () => {
    const all = [
      open("a", "fi", { waitsSince: 0, angry: true }),
      open("b", "fi", { waitsSince: 1 }),
      open("c", "fi", { status: "active" }),
    ];
    expect([...alarmCounts(all, 100_000)]).toEqual([
      ["waiting", 2],
      ["angry", 1],
    ]);
  });
});

describe("effect", () => {
  test.each([
    [
      { estimate: 0.036, low: 0.004, high: 0.065 },
      /^Invitations raise .*\+3\.6 .*\+0\.4 to \+6\.5/,
    ],
    [{ estimate: 0.01, low: -0.02, high: 0.04 }, /^No effect is shown yet: .*−2\.0 to \+4\.0/],
    [{ estimate: -0.03, low: -0.05, high: -0.01 }, /^Invitations lower/],
    [undefined, /too few visitors/],
  ])("[CSL43] %j is told as no more than it is", (uplift, words) => {
    expect(verdict(uplift)).toMatch(words);
  });
});

describe("rules", () => {
  test("[CSL44] the faults of one rule have the paths that its own text has; of all, those of the set", () => {
    const failure = {
      ok: false,
      code: "refused",
      message: "",
      faults: [
        { path: "12.when.all.0", message: "expected more" },
        { path: "12", message: "double" },
      ],
    } as const;
    expect(faultsOf(failure, 12).map(({ path }) => path)).toEqual(["when.all.0", ""]);
    expect(faultsOf(failure).map(({ path }) => path)).toEqual(["12.when.all.0", "12"]);
    expect(faultsOf(failure, 1).map(({ path }) => path)).toEqual(["12.when.all.0", "12"]);
    const single = { ok: false, code: "bad_payload", message: "2.on: expected a signal" } as const;
    expect(faultsOf(single, 2)).toEqual([{ path: "on", message: "expected a signal" }]);
    const plain = { ok: false, code: "internal", message: "something failed" } as const;
    expect(faultsOf(plain)).toEqual([{ path: "", message: "something failed" }]);
  });

  test("[CSL44] a text that is not JSON is told as such", () => {
    expect(parsed('{"a": 1}')).toEqual({ ok: true, value: { a: 1 } });
    expect(parsed("{a: 1}")).toMatchObject({ ok: false });
  });

  test("[CSL44] every condition of the shipped rules has words, without a hole", () => {
    const words = SHIPPED_RULES.flatMap(({ when }) => (when ? [conditionWords(when)] : []));
    expect(words.length).toBeGreaterThan(5);
    for (const each of words) expect(each).not.toMatch(/undefined|\[object|NaN|^$/);
    const nested = {
      all: [
        { fact: "cart-items", atLeast: 1 },
        {
          any: [
            { signal: "rage-click", atLeast: 2, within: 60 },
            { not: { fact: "page", in: ["cart"] } },
          ],
        },
      ],
    } as const;
    expect(conditionWords(nested)).toBe(
      "cart items at least 1 and (rage click at least 2 times within 1 min or not page is cart)",
    );
  });
});
