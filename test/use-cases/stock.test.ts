import { describe, expect, test } from "vitest";
import {
  CONNECTION_LIFE_MS,
  connectAgent,
  connectShopper,
} from "../../functions/use-cases/connect.ts";
import type { Caller } from "../../functions/use-cases/deps.ts";
import { disconnected } from "../../functions/use-cases/disconnect.ts";
import { World } from "./world.ts";

const MINUTE = 60_000;

const shopper = (id: string, connection = `c-${id}`): Caller<"shopper"> => ({
  connection,
  owner: { role: "shopper", id },
});

/** Lets minutes pass with a sweep in each; returns at which of them the service pinged. */
async function pingedAt(world: World, minutes: number): Promise<number[]> {
  const pinged: number[] = [];
  for (let minute = 1; minute <= minutes; minute++) {
    await world.advance(MINUTE);
    const before = world.pings.length;
    await world.sweep();
    if (world.pings.length > before) pinged.push(minute);
  }
  return pinged;
}

describe("stock clients", () => {
  test.each([0, 1, 30_000, 59_999])(
    "[SIO84] are pinged every 7 to 9 minutes for the length of a connection (%i ms past the minute)",
    async (offset) => {
      const world = new World();
      world.now += offset;
      await connectShopper(world.deps, shopper("visitor-1"), true);
      const pings = [0, ...(await pingedAt(world, 120))];
      const gaps = pings.slice(1).map((minute, i) => minute - (pings[i] ?? 0));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(7);
      expect(Math.max(...gaps)).toBeLessThanOrEqual(9);
      expect(new Set(world.pings)).toEqual(new Set(["c-visitor-1"]));
    },
  );

  test("[SIO84] a lost tick still leaves them below the gateway's ten minutes", async () => {
    const world = new World();
    world.now += 59_999;
    await connectShopper(world.deps, shopper("visitor-1"), true);
    await world.advance(9.9 * MINUTE);
    await world.sweep();
    expect(world.pings).toHaveLength(1);
  });

  test("[SIO84] agents' stock clients too; clients of the own transport never, nor for one request more", async () => {
    const world = new World();
    const added: string[] = [];
    const { addDue } = world.deps.store;
    Object.assign(world.deps.store, {
      addDue: (due: Parameters<typeof addDue>[0]) => {
        added.push(due.ref.id);
        return addDue(due);
      },
    });
    await connectAgent(world.deps, { connection: "c-a", owner: { role: "agent", id: "a" } }, true);
    await connectAgent(world.deps, { connection: "c-b", owner: { role: "agent", id: "b" } }, false);
    await connectShopper(world.deps, shopper("visitor-1"), false);
    expect(added).toEqual(["c-a"]);
    await pingedAt(world, 9);
    expect(world.pings).toEqual(["c-a"]);
  });

  test("[SIO84] the watch is written before the connection that it watches", async () => {
    const world = new World();
    Object.assign(world.deps.store, {
      addConnection: async () => {
        throw new Error("crash");
      },
    });
    await expect(connectShopper(world.deps, shopper("visitor-1"), true)).rejects.toThrow("crash");
    expect(await pingedAt(world, 8)).toHaveLength(1);
  });

  test("[SIO85] one that is gone is forgotten by its ping and never pinged again", async () => {
    const world = new World();
    const { owner } = shopper("visitor-1");
    await connectShopper(world.deps, shopper("visitor-1"), true);
    await connectShopper(world.deps, shopper("visitor-1", "other"), true);
    world.gone.add("c-visitor-1");
    await pingedAt(world, 9);
    const live = await world.deps.store.connections(owner, world.now);
    expect(live.map(({ id }) => id)).toEqual(["other"]);
    const rows = await world.deps.store.due(world.now + 60 * MINUTE, 100);
    expect(rows.map(({ ref }) => ref.id)).toEqual(["other"]);
  });

  test("[SIO85] one that has left costs one post more, and nothing after its life is over is pinged", async () => {
    const world = new World();
    await connectShopper(world.deps, shopper("visitor-1"), true);
    await disconnected(world.deps, shopper("visitor-1"));
    world.gone.add("c-visitor-1");
    expect(await pingedAt(world, 30)).toEqual([]);
    await connectShopper(world.deps, shopper("visitor-2"), true);
    world.now += CONNECTION_LIFE_MS;
    await world.sweep();
    expect(world.pings).toEqual([]);
    expect(await world.deps.store.due(world.now + 60 * MINUTE, 100)).toEqual([]);
  });

  test("[SIO86] a ping that could not leave is tried again at the next tick", async () => {
    const world = new World();
    await connectShopper(world.deps, shopper("visitor-1"), true);
    const { ping } = world.deps.sockets;
    let busy = 2;
    Object.assign(world.deps.sockets, {
      ping: async (connection: string) => (busy-- > 0 ? "busy" : ping(connection)),
    });
    const [first = 0] = await pingedAt(world, 12);
    expect(busy).toBeLessThan(0);
    expect(first).toBe(10);
  });

  test("[SIO87] one that joins again and again is pinged at most once a minute", async () => {
    const world = new World();
    for (let n = 0; n < 200; n++) {
      await connectShopper(world.deps, shopper("visitor-1"), true);
      world.now += 3000;
    }
    await pingedAt(world, 20);
    expect(world.pings.length).toBeLessThanOrEqual(21);
  });

  test("[SIO88] one tick pings all that are due, however many", async () => {
    const world = new World();
    const connections = Array.from({ length: 950 }, (_, i) => `c-${i}`);
    for (const connection of connections) {
      await connectShopper(world.deps, shopper(`visitor-${connection}`, connection), true);
    }
    await world.advance(8 * MINUTE);
    await world.sweep();
    expect([...world.pings].sort()).toEqual([...connections].sort());
  });
});
