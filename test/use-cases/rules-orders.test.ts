import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../../functions/adapters/memory-store/index.ts";
import { armOf } from "../../functions/domain/experiment/exposures.ts";
import type { Why } from "../../functions/domain/trigger/why.ts";
import type { Store, TriggerStore } from "../../functions/ports.ts";
import { confirmOrder } from "../../functions/use-cases/confirm-order.ts";
import { readExperiment } from "../../functions/use-cases/experiment.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { World } from "./world.ts";

const DAY = 24 * 60 * 60_000;
const holdout = { share: 0.5, salt: "s1" };
const money = { value: 100, currency: "EUR", margin: 40, discount: 10 };

/** A world with an agent and two shoppers who rested on their carts: one invited, one held out. */
async function exposedWorld(store: Store = createMemoryStore()) {
  const world = new World({ holdout }, store);
  await world.agent("aino", { fi: 5 });
  const find = (arm: string) => {
    for (let i = 0; ; i++) if (armOf(`visitor-${i}`, holdout) === arm) return `visitor-${i}`;
  };
  const [treated, heldOut] = [find("treated"), find("held-out")];
  for (const id of [treated, heldOut]) {
    await watch(world.deps, await world.shopper(id), world.hesitation());
  }
  await world.advance(1000);
  return { world, treated, heldOut };
}

async function report(world: World, days = 0) {
  const to = new Date(world.now + days * DAY).toISOString().slice(0, 10);
  const found = await readExperiment(world.deps, { to });
  if (!found.ok) throw new Error(found.message);
  return found;
}

describe("exposures", () => {
  test("[TRG113] who is invited and who is held out count once a day, at the moment when an invitation would show", async () => {
    const { world, treated, heldOut } = await exposedWorld();
    const { arms } = await report(world);
    expect([arms.treated.exposures, arms["held-out"].exposures]).toEqual([1, 1]);
    for (let n = 2; n <= 6; n++) {
      await watch(world.deps, await world.shopper(heldOut), world.hesitation(n));
    }
    await world.advance(1000);
    expect((await report(world)).arms["held-out"].exposures).toBe(1);
    world.now += DAY;
    const next = world.hesitation(1, { page: "page-0002" });
    await watch(world.deps, await world.shopper(heldOut), next);
    await watch(world.deps, await world.shopper(treated), next);
    await world.advance(1000);
    const { arms: later } = await report(world);
    expect([later.treated.exposures, later["held-out"].exposures]).toEqual([2, 2]);
  });

  test("[TRG113] whom nothing would have been shown anyway is not exposed", async () => {
    const world = new World({ holdout });
    const quiet = { view: { kind: "order", path: "/thanks", device: "desktop" } } as const;
    await watch(world.deps, await world.shopper("v1"), world.hesitation(1, quiet));
    await world.advance(1000);
    expect((await report(world)).arms).toMatchObject({
      treated: { exposures: 0 },
      "held-out": { exposures: 0 },
    });
  });
});

describe("a confirmed order", () => {
  test("[TRG114] counts for the exposure that it came of, ends the visit's invitations and is told on the bus with the arm", async () => {
    const { world, treated, heldOut } = await exposedWorld();
    const order = { order: "A-1", visitor: treated, ...money };
    const confirmed = await confirmOrder(world.deps, order);
    expect(confirmed).toEqual({ ok: true, order: "A-1", at: world.now });
    await confirmOrder(world.deps, { ...order, order: "A-2", visitor: heldOut, discount: 0 });
    const found = await report(world);
    expect(found.arms.treated).toMatchObject({ orders: 1, conversion: { estimate: 1 } });
    expect(found.margin[0]?.total).toEqual({ treated: 30, "held-out": 40 });
    expect(found.value[0]?.total).toEqual({ treated: 90, "held-out": 100 });
    const { visit } = await world.deps.store.visitor(treated, world.now);
    expect(visit?.purchasedAt).toBe(world.now);
    const told = world.told.filter(({ type }) => type === "order.confirmed");
    expect(told.map(({ detail }) => [detail.id, detail.arm, detail.experiments])).toEqual([
      ["A-1", "treated", [{ experiment: "s1", arm: "treated" }]],
      ["A-2", "held-out", [{ experiment: "s1", arm: "held-out" }]],
    ]);
    await world.advance(60_000);
    await watch(world.deps, await world.shopper(treated), world.hesitation(2));
    const { why } = await world.deps.store.visitor(treated, world.now);
    expect((why.at(-1) as unknown as Why).by).toBe("after-purchase");
  });

  test("[TRG115] is counted once, however often the shop confirms it, and other figures are a conflict", async () => {
    const { world, treated } = await exposedWorld();
    const order = { order: "A-1", visitor: treated, ...money };
    const first = await confirmOrder(world.deps, order);
    world.now += 60_000;
    expect(await confirmOrder(world.deps, order)).toEqual(first);
    expect(await confirmOrder(world.deps, { ...order, value: 999 })).toMatchObject({
      code: "conflict",
    });
    expect((await report(world)).arms.treated.orders).toBe(1);
    expect(world.told.filter(({ type }) => type === "order.confirmed")).toHaveLength(1);
    await confirmOrder(world.deps, { ...order, order: "A-2" });
    // The exposure has its order already.
    expect((await report(world)).arms.treated.orders).toBe(1);
  });

  test("[TRG115] one that stopped at any step is finished by its repeat and counts once", async () => {
    const steps: readonly (keyof TriggerStore | "visitor" | "saveVisit")[] = [
      "order",
      "exposures",
      "claimExposure",
      "addStats",
      "visitor",
      "saveVisit",
      "settleOrder",
    ];
    for (const step of steps) {
      const store = createMemoryStore();
      const { world, treated } = await exposedWorld(store);
      const order = { order: "A-1", visitor: treated, ...money };
      const failing = { ...store, [step]: () => Promise.reject(new Error("gone")) } as Store;
      await expect(confirmOrder({ ...world.deps, store: failing }, order)).rejects.toThrow("gone");
      expect(await confirmOrder(world.deps, order)).toMatchObject({ ok: true });
      const found = await report(world);
      expect([step, found.arms.treated.orders]).toEqual([step, 1]);
      expect((await store.visitor(treated, world.now)).visit?.purchasedAt).toBeDefined();
    }
  });

  test("[TRG116] of somebody who was not exposed, or bought later than three days after, counts for nothing", async () => {
    const { world, treated } = await exposedWorld();
    expect(await confirmOrder(world.deps, { order: "A-0", ...money })).toMatchObject({ ok: true });
    await confirmOrder(world.deps, { order: "A-1", visitor: "s".repeat(22), ...money });
    world.now += 3 * DAY + 60_000;
    await confirmOrder(world.deps, { order: "A-2", visitor: treated, ...money });
    const { arms } = await report(world);
    expect([arms.treated.orders, arms["held-out"].orders]).toEqual([0, 0]);
  });

  test("[TRG117] a discount code tells who bought and what it took off; a code that isn't ours is none", async () => {
    const { world, treated } = await exposedWorld();
    const at = world.now;
    await world.deps.store.createOffer({
      code: "CODE42",
      visitor: treated,
      conversation: "c",
      agent: "aino",
      percent: 10,
      reserved: 10,
      currency: "EUR",
      createdAt: at,
      expiresAt: at + DAY,
      state: "redeemed",
      redemption: { key: "k", order: "A-1", amount: 9, at },
    });
    const { discount: _, ...rest } = money;
    await confirmOrder(world.deps, { order: "A-1", code: "CODE42", ...rest });
    expect((await report(world)).margin[0]?.total.treated).toBe(31);
    expect(
      await confirmOrder(world.deps, { order: "A-3", code: "NOBODYS", ...rest }),
    ).toMatchObject({ code: "not_found" });
    expect(await world.deps.store.order("A-3")).toBeUndefined();
  });
});

test("[TRG118] a report spans at most 92 days, the last 28 unless told otherwise", async () => {
  const world = new World({ holdout });
  expect(await readExperiment(world.deps, {})).toMatchObject({
    ok: true,
    from: "2026-10-27",
    to: "2026-11-23",
    experiment: "s1",
  });
  const days = (from: string, to: string) => readExperiment(world.deps, { from, to });
  expect(await days("2026-08-24", "2026-11-23")).toMatchObject({ ok: true });
  expect(await days("2026-08-23", "2026-11-23")).toMatchObject({ code: "bad_payload" });
  expect(await days("2026-11-24", "2026-11-23")).toMatchObject({ code: "bad_payload" });
});
