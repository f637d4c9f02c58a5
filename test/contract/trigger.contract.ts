import { expect, test } from "vitest";
import { dayOf, type Exposure, NO_STATS } from "../../functions/domain/experiment/counts.ts";
import type { Order } from "../../functions/domain/experiment/order.ts";
import type { RuleSet } from "../../functions/ports.ts";
import { aVisit, HOUR, type MakeStore, NOW, tally } from "./fixtures.ts";

const END = NOW + 24 * HOUR;
const DAY = dayOf(NOW);

export function triggerContract(makeStore: MakeStore): void {
  const set = (version: number, more: Partial<RuleSet> = {}): RuleSet => ({
    version,
    at: NOW + version,
    by: "admin1",
    rules: [{ id: `rule-${version}`, texts: { fi: "Hei ✓", en: "" } }, 7, null],
    ...more,
  });
  const exposure = (more: Partial<Exposure> = {}): Exposure => ({
    visitor: "v1",
    experiment: "salt-1",
    day: DAY,
    arm: "treated",
    at: NOW,
    ...more,
  });
  const order = (id: string, more: Partial<Order> = {}): Order => ({
    id,
    at: NOW,
    visitor: "v1",
    value: 99.95,
    currency: "EUR",
    ...more,
  });

  test("[STO70] a set of rules goes live only as the successor of the live one, and one of several wins", async () => {
    const store = await makeStore();
    expect(await store.currentRules()).toBeUndefined();
    expect(await store.saveRules(set(2))).toBe("conflict");
    expect(await store.saveRules(set(1, { note: "first" }))).toBe("done");
    expect(await store.currentRules()).toEqual(set(1, { note: "first" }));
    const racers = Array.from({ length: 6 }, (_, i) => store.saveRules(set(2, { by: `a${i}` })));
    expect(tally(await Promise.all(racers))).toEqual({ done: 1, conflict: 5 });
    const live = await store.currentRules();
    expect(live && (await store.saveRules(live))).toBe("done");
    expect(await store.saveRules(set(2, { by: "late" }))).toBe("conflict");
    expect(await store.currentRules()).toEqual(live);
  });

  test("[STO71] every set that was live stays in the history, newest first", async () => {
    const store = await makeStore();
    expect(await store.ruleHistory(5)).toEqual([]);
    expect(await store.ruleSet(1)).toBeUndefined();
    for (let version = 1; version <= 12; version++) await store.saveRules(set(version));
    const versions = async (limit: number) =>
      (await store.ruleHistory(limit)).map(({ version }) => version);
    expect(await versions(3)).toEqual([12, 11, 10]);
    expect(await versions(50)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    const { rules, ...rest } = set(12);
    expect((await store.ruleHistory(1))[0]).toEqual({ ...rest, count: rules.length });
    expect(await store.ruleSet(1)).toEqual(set(1));
    expect(await store.ruleSet(12)).toEqual(set(12));
    expect(await store.ruleSet(13)).toBeUndefined();
  });

  test("[STO72] visitors of a day are found again, each once, as many as asked for", async () => {
    const store = await makeStore();
    const ids = Array.from({ length: 40 }, (_, i) => `visitor-${i}#${i}`);
    await Promise.all([...ids, ...ids].map((id) => store.listVisitor(id, NOW, END)));
    await store.listVisitor("yesterday", NOW - 24 * HOUR, END);
    const all = await store.listedVisitors(DAY, 400);
    expect([...all].sort()).toEqual([...ids].sort());
    const some = await store.listedVisitors(DAY, 7);
    expect(new Set(some).size).toBe(7);
    expect(all).toEqual(expect.arrayContaining([...some]));
    expect(await store.listedVisitors(DAY, 0)).toEqual([]);
    expect(await store.listedVisitors("2020-01-01", 5)).toEqual([]);
  });

  test("[STO73] visits of many visitors are read together, those that have ended left out", async () => {
    const store = await makeStore();
    for (const id of ["a", "b"]) await store.saveVisit(aVisit(id, 1), undefined, END);
    await store.saveVisit(aVisit("over", 1), undefined, NOW);
    const found = await store.visits(["b", "a", "a", "over", "nobody"], NOW);
    expect([...found].sort((x, y) => (x.visitor < y.visitor ? -1 : 1))).toEqual([
      aVisit("a", 1),
      aVisit("b", 1),
    ]);
    expect(await store.visits([], NOW)).toEqual([]);
  });

  test("[STO74] an order is stored once; the same figures again are done, others a conflict", async () => {
    const store = await makeStore();
    expect(await store.order("A-1")).toBeUndefined();
    expect(await store.createOrder(order("A-1"))).toBe("done");
    expect(await store.createOrder(order("A-1", { at: NOW + 5 }))).toBe("done");
    expect(await store.createOrder(order("A-1", { value: 1 }))).toBe("conflict");
    await store.settleOrder("A-1");
    await store.settleOrder("unknown");
    expect(await store.order("A-1")).toEqual(order("A-1", { settled: true }));
    expect(await store.createOrder(order("A-1"))).toBe("done");
    expect(await store.order("unknown")).toBeUndefined();
  });

  test("[STO75] an exposure is remembered once per visitor, experiment and day, as it was first", async () => {
    const store = await makeStore();
    expect(await store.markExposure(exposure(), END)).toEqual(exposure());
    const again = exposure({ arm: "held-out", at: NOW + 9 });
    expect(await store.markExposure(again, END)).toEqual(exposure());
    await store.settleExposure(exposure(), "counted");
    expect(await store.markExposure(again, END)).toEqual({ ...exposure(), counted: true });
    const next = exposure({ day: "2030-01-02", experiment: "salt-1/rule#x" });
    await store.markExposure(next, END);
    await store.markExposure(exposure({ day: "2001-01-01" }), END);
    await store.markExposure(exposure({ visitor: "v2" }), END);
    expect(await store.exposures("v1", DAY)).toEqual([{ ...exposure(), counted: true }, next]);
    expect(await store.exposures("nobody", DAY)).toEqual([]);
  });

  test("[STO75] an exposure keeps its first rule, and whether an invitation was counted as shown", async () => {
    const store = await makeStore();
    const first = exposure({ rule: "cart", shown: true });
    // What is shown is no part of it until it is counted.
    const { shown: _, ...kept } = first;
    expect(await store.markExposure(first, END)).toEqual(kept);
    expect(await store.markExposure(exposure({ rule: "exit" }), END)).toEqual(kept);
    await store.settleExposure(first, "counted", "shown");
    expect(await store.exposures("v1", DAY)).toEqual([{ ...kept, counted: true, shown: true }]);
  });

  test("[STO76] of several orders one becomes what came of an exposure", async () => {
    const store = await makeStore();
    expect(await store.claimExposure(exposure(), "A-0")).toBe(false);
    await store.markExposure(exposure(), END);
    const racers = Array.from({ length: 5 }, (_, i) => store.claimExposure(exposure(), `A-${i}`));
    const claims = await Promise.all(racers);
    expect(claims.filter(Boolean)).toHaveLength(1);
    const winner = `A-${claims.indexOf(true)}`;
    expect(await store.claimExposure(exposure(), winner)).toBe(true);
    await store.settleExposure(exposure(), "paid");
    const [mark] = await store.exposures("v1", DAY);
    expect(mark).toEqual({ ...exposure(), order: winner, paid: true });
  });

  test("[STO77] a day's counters add up over all visitors, whoever counts at once", async () => {
    const store = await makeStore();
    const key = { day: DAY, experiment: "s", arm: "treated", currency: "-" } as const;
    expect(await store.stats(DAY)).toEqual([]);
    await Promise.all(
      Array.from({ length: 30 }, (_, i) => store.addStats(key, `v${i}`, { exposures: 1 })),
    );
    const money = { orders: 1, net: 9_995, netSquares: 0.99900025, margins: 1, margin: -250 };
    await store.addStats({ ...key, currency: "EUR" }, "v1", money);
    await store.addStats({ ...key, currency: "EUR" }, "v2", money);
    await store.addStats({ ...key, day: "2030-01-01" }, "v1", { exposures: 5 });
    await store.addStats({ ...key, rule: "cart" }, "v1", { exposures: 2, invited: 1 });
    await store.addStats({ ...key, rule: "cart" }, "v2", { exposures: 1, invited: 1 });
    const { day: _, ...row } = key;
    expect(await store.stats(DAY)).toEqual([
      { ...NO_STATS, ...row, rule: "cart", exposures: 3, invited: 2 },
      { ...NO_STATS, ...row, exposures: 30 },
      {
        ...NO_STATS,
        ...row,
        currency: "EUR",
        orders: 2,
        net: 19_990,
        netSquares: expect.closeTo(1.9980005, 8),
        margins: 2,
        margin: -500,
      },
    ]);
  });
}
