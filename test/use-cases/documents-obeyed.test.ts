import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heldOut } from "../../functions/domain/trigger/holdout.ts";
import { connectShopper } from "../../functions/use-cases/connect.ts";
import { revertDocument } from "../../functions/use-cases/documents.ts";
import { heartbeat } from "../../functions/use-cases/presence.ts";
import { proposeOffer } from "../../functions/use-cases/propose-offer.ts";
import { RULES_MS } from "../../functions/use-cases/rule-book.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { NEVER, POLICY, put } from "./documents-kit.ts";
import { World } from "./world.ts";

/** What a new shopper's hesitation ends with. */
async function outcome(world: World, id: string): Promise<string | undefined> {
  await watch(world.deps, await world.shopper(id), world.hesitation(1));
  const { why } = await world.deps.store.visitor(id, world.now);
  return why.at(-1)?.end as string | undefined;
}

describe("what the product obeys", () => {
  test("[ADM20] opening hours hold for decisions once the instance has read them, and are gone when they are taken back", async () => {
    const world = new World();
    const aino = await world.agent("aino", { fi: 5 }, { capacity: 9 });
    expect(await outcome(world, "s1")).toBe("invited");
    await put(world, "hours", 0, NEVER);
    await world.deps.rules.refresh(0);
    expect(await outcome(world, "s2")).toBe("closed");
    await revertDocument(world.deps, { name: "hours", by: "ada", version: 0 });
    world.now += RULES_MS / 2;
    await heartbeat(world.deps, aino);
    world.now += RULES_MS / 2;
    expect(await outcome(world, "s3")).toBe("closed");
    expect(await outcome(world, "s4")).toBe("invited");
  });

  test("[ADM20] an instance that starts obeys from its first batch, and always open can be said over the stage's hours", async () => {
    const world = new World({ hours: { usual: {} } });
    await world.agent("aino", { fi: 5 });
    await put(world, "hours", 0, { timeZone: "UTC" });
    expect(await outcome(world, "s1")).toBe("invited");
  });

  test("[ADM21] whoever is held out at a share is held out at every greater one, over any chain of changes", async () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (visitor, a, b) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)];
          const held = (share: number) => heldOut(visitor, { share, salt: "global-1" }, "r");
          if (held(less) === "global") expect(held(more)).toBe("global");
        },
      ),
    );
    const held: Set<string>[] = [];
    for (const share of [0.1, 0.2, 0.5, 1]) {
      const world = new World();
      await world.agent("aino", { fi: 5 }, { capacity: 400 });
      await put(world, "holdout", 0, { share });
      const group = new Set<string>();
      for (let n = 0; n < 60; n++) {
        const id = `visitor-${n}`;
        if ((await outcome(world, id)) === "holdout") group.add(id);
      }
      held.push(group);
    }
    for (const [i, group] of held.entries()) {
      for (const id of held[i - 1] ?? []) expect(group.has(id)).toBe(true);
    }
    expect(held.map(({ size }) => size).sort((a, b) => a - b)).toEqual(
      held.map(({ size }) => size),
    );
    expect(held[3]?.size).toBe(60);
  });

  test("[ADM22] an offer is measured by the policy as it is at the press of the button", async () => {
    const world = new World();
    const agent = await world.agent("aino", { fi: 5 });
    await put(world, "offers", 0, POLICY);
    const refused = await offerOf(world, agent.owner.id, "s1", 10);
    expect(refused).toMatchObject({ code: "refused", message: "a discount is 2 to 7 percent" });
    await revertDocument(world.deps, { name: "offers", by: "ada", version: 0 });
    expect(await offerOf(world, agent.owner.id, "s2", 5)).toMatchObject({ ok: true });
    await put(world, "offers", 2, { ...POLICY, maxPercent: 3 });
    expect(await offerOf(world, agent.owner.id, "s3", 5)).toMatchObject({ code: "refused" });
  });

  test("[ADM23] a shopper's welcome carries the stage's theme, where one is set", async () => {
    const world = new World();
    const welcome = async () => {
      const shopper = { connection: "c1", owner: { role: "shopper", id: "s1" } } as const;
      const told = await connectShopper(world.deps, shopper, false);
      return "theme" in told ? told.theme : undefined;
    };
    expect(await welcome()).toBeUndefined();
    await put(world, "theme", 0, { accent: "#7a1f5c", side: "start" });
    await world.deps.rules.refresh(0);
    expect(await welcome()).toEqual({ accent: "#7a1f5c", side: "start" });
  });

  test("[ADM24] stored settings that can't be read leave the stage's own, are reported once, and cost the others nothing", async () => {
    const world = new World();
    await world.agent("aino", { fi: 5 });
    const broken = { version: 1, at: 0, by: "x", what: [] } as const;
    await world.deps.store.saveDocument({ ...broken, name: "hours", value: { timeZone: 7 } });
    await world.deps.store.saveDocument({
      ...broken,
      name: "offers",
      value: { ...POLICY, minPercent: 50 },
    });
    await world.deps.store.saveDocument({ ...broken, name: "theme", value: { radius: 4 } });
    expect(await outcome(world, "s1")).toBe("invited");
    world.now += RULES_MS;
    expect(await outcome(world, "s2")).toBeDefined();
    expect(world.reports).toHaveLength(1);
    expect(world.reports[0]).toMatch(/^settings left out: hours\.timeZone: .+; offers\.maxPercent/);
    expect(world.deps.settings.theme).toEqual({ radius: 4 });
    expect(world.deps.settings.offers).toEqual(world.deps.settings.stage?.offers);
  });
});

/** A chat with a full cart in which the agent offers a discount. */
async function offerOf(world: World, agent: string, visitor: string, percent: number) {
  const shopper = await world.shopper(visitor);
  await watch(world.deps, shopper, world.hesitation(1));
  const { store } = world.deps;
  const id = `chat-${visitor}`;
  await store.createHead({
    id,
    visitor,
    state: { kind: "active", round: 1, agent, since: world.now },
    request: { language: "fi", languageConfidence: 1, since: world.now, priority: 0, tried: [] },
    seq: 0,
    read: { shopper: 0, agent: 0 },
    startedAt: world.now,
    activeAt: world.now,
  });
  return proposeOffer(
    world.deps,
    { connection: `c-${agent}`, owner: { role: "agent", id: agent } },
    { conversation: id, key: `press-${visitor}`, percent },
  );
}
