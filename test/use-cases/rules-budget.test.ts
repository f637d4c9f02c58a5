import { afterAll, beforeAll, expect, test } from "vitest";
import { createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import { type Cost, measure, meter } from "../../functions/adapters/meter.ts";
import { confirmOrder } from "../../functions/use-cases/confirm-order.ts";
import { countExposure } from "../../functions/use-cases/count-exposure.ts";
import { disconnected } from "../../functions/use-cases/disconnect.ts";
import { createRosterCache } from "../../functions/use-cases/roster-cache.ts";
import { RULES_MS } from "../../functions/use-cases/rule-book.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { type Database, startDatabase } from "../contract/table.ts";
import { World } from "./world.ts";

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
  meter(database.client, { units: true });
});
afterAll(() => database.stop());

test("[TRG109] keeping the rules fresh costs one request beside a batch's own, once in 30 seconds; an exposure costs the batch nothing", async () => {
  const { client } = database;
  const table = await database.table();
  const store = createDynamoStore({ client, table, clock: () => world.now });
  const world: World = new World({ holdout: { share: 0.0001, salt: "s" } }, store);
  const deps = { ...world.deps, roster: createRosterCache(store, world.deps.clock, 3000) };
  await world.agent("aino", { fi: 5 });
  const shopper = await world.shopper("s1");
  let memo: string | undefined;
  let n = 0;
  const send = async (kind: "page-view" | "cart-hesitation"): Promise<Cost> => {
    n += 1;
    const signals = [{ kind, at: 1000 * n }];
    const batch = { ...world.hesitation(n), signals, ...(memo !== undefined && { memo }) };
    const { result, cost } = await measure(() => watch(deps, shopper, batch));
    memo = result.ok ? result.memo : undefined;
    return cost;
  };
  await send("page-view");
  world.now += 20_000;
  expect(await send("page-view")).toMatchObject({ requests: 1, roundTrips: 1 });
  world.now += RULES_MS - 20_000;
  const refreshing = await send("page-view");
  expect(refreshing.byCommand).toEqual({ BatchGetItem: 1, UpdateItem: 1 });
  expect(refreshing.roundTrips).toBe(1);
  expect(await send("page-view")).toMatchObject({ requests: 1, roundTrips: 1 });
  await world.deps.store.renewLease("aino", world.now + 60_000, world.now - 60_000);
  const inviting = await send("cart-hesitation");
  expect(inviting.requests).toBeLessThanOrEqual(6);
  expect(inviting.roundTrips).toBeLessThanOrEqual(4);

  const exposed = world.armed.find(({ timer }) => timer.kind === "exposed")?.timer;
  if (exposed?.kind !== "exposed") throw new Error("nobody was exposed");
  const count = () => measure(() => countExposure(world.deps, exposed.exposure));
  expect((await count()).cost.requests).toBe(3);
  expect((await count()).cost.requests).toBe(1);
  const order = { order: "A", visitor: "s1", value: 10, currency: "EUR" };
  const confirmed = await measure(() => confirmOrder(world.deps, order));
  // One of them looks for a chat that the order came of.
  expect(confirmed.cost.requests).toBeLessThanOrEqual(10);
  const again = await measure(() => confirmOrder(world.deps, order));
  expect(again.cost.requests).toBeLessThanOrEqual(3);
  const left = await measure(() => disconnected(world.deps, shopper));
  expect(left.cost).toMatchObject({ requests: 3, roundTrips: 2 });
});
