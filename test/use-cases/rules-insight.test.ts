import { describe, expect, test } from "vitest";
import type { Rule } from "../../functions/domain/trigger/rule.ts";
import { decisionsOf } from "../../functions/use-cases/decisions.ts";
import { disconnected } from "../../functions/use-cases/disconnect.ts";
import { dryRunRule } from "../../functions/use-cases/dry-run.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { World } from "./world.ts";

const DAY = 24 * 60 * 60_000;

describe("why", () => {
  test("[TRG110] a visit's evaluations are told newest first, in words and as they were recorded", async () => {
    const world = new World();
    const shopper = await world.shopper("s1");
    await watch(world.deps, shopper, world.hesitation(1));
    await world.agent("aino", { fi: 5 });
    world.now += 5000;
    await watch(world.deps, shopper, world.hesitation(2));
    const told = await decisionsOf(world.deps, "s1");
    if (!told.ok) throw new Error(told.message);
    expect(told.decisions.map(({ end, rule }) => [end, rule])).toEqual([
      ["invited", "cart-hesitation"],
      ["no-agent", "cart-hesitation"],
    ]);
    const [newest, first] = told.decisions;
    expect(newest?.lines[0]).toBe(
      "2026-11-23T12:00:05.000Z cart-hesitation: cart-hesitation fired, the shopper was invited",
    );
    expect(newest?.lines).toContain("  cart-hesitation: cart-items = 2");
    expect(first?.record).toMatchObject({ on: ["cart-hesitation"], values: { page: "cart" } });
    expect(await decisionsOf(world.deps, "nobody")).toMatchObject({ code: "not_found" });
  });
});

describe("a dry run", () => {
  const DRAFT: Rule = {
    id: "rest-on-cart",
    priority: 90,
    on: ["cart-hesitation"],
    when: { fact: "cart-value", atLeast: 100 },
    texts: { fi: "Hei {agent}" },
  };

  async function visited(world: World, id: string, value: number): Promise<void> {
    const shopper = await world.shopper(id);
    const cart = { value, currency: "EUR", items: 1 };
    await watch(world.deps, shopper, world.hesitation(1, { cart }));
    await disconnected(world.deps, shopper);
  }

  test("[TRG111] it replays the visits of the last two weeks whose connections have ended, and names nobody", async () => {
    const world = new World();
    await visited(world, "visitor-old", 500);
    world.now += 1.5 * DAY;
    await visited(world, "visitor-dear", 150);
    await visited(world, "visitor-cheap", 50);
    await watch(world.deps, await world.shopper("visitor-here"), world.hesitation());
    const ran = await dryRunRule(world.deps, { rule: DRAFT });
    expect(ran).toMatchObject({
      ok: true,
      visits: 3,
      moments: 3,
      days: ["2026-11-25", "2026-11-23"],
      draft: { fired: 2, invited: 2 },
      live: { fired: 0 },
      allLive: { invited: 3 },
      displaced: { "cart-hesitation": 2 },
    });
    if (!ran.ok) throw new Error(ran.message);
    expect(ran.whom).toHaveLength(2);
    expect(new Set(ran.whom.map(({ visitor }) => visitor)).size).toBe(2);
    expect(JSON.stringify(ran)).not.toMatch(/visitor-(old|dear|cheap)/);
    const again = await dryRunRule(world.deps, { rule: DRAFT });
    expect(again.ok && again.whom[0]?.visitor).not.toBe(ran.whom[0]?.visitor);
  });

  test("[TRG111] it reads no more visits than asked for, newest days first", async () => {
    const world = new World();
    for (const id of ["a", "b"]) await visited(world, id, 150);
    world.now += DAY;
    for (const id of ["c", "d"]) await visited(world, id, 150);
    expect(await dryRunRule(world.deps, { rule: DRAFT, visits: 2 })).toMatchObject({
      visits: 2,
      days: ["2026-11-24"],
    });
    expect(await dryRunRule(world.deps, { rule: DRAFT, visits: 3 })).toMatchObject({ visits: 3 });
  });

  test("[TRG112] a broken draft is refused with the path of each fault", async () => {
    const { deps } = new World();
    const paths = async (rule: unknown) => {
      const refused = await dryRunRule(deps, { rule });
      return "faults" in refused ? refused.faults?.map(({ path }) => path) : undefined;
    };
    expect(await paths({ ...DRAFT, on: ["mood"] })).toEqual(["rule.on.0"]);
    expect(await paths({ ...DRAFT, texts: {}, quietDays: 99 })).toEqual([
      "rule.texts",
      "rule.quietDays",
    ]);
    expect(await paths("x")).toEqual(["rule"]);
  });
});
