import { afterAll, beforeAll, expect, test } from "vitest";
import { createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import type { Store } from "../../functions/ports.ts";
import {
  AGENT,
  aHead,
  aMessage,
  anAgent,
  anOffer,
  aParticipant,
  aVisit,
  HOUR,
  NOW,
  SHOPPER,
} from "./fixtures.ts";
import { type Database, startDatabase } from "./table.ts";

let database: Database;
let store: Store;
let lost = 0;

const WRITES = new Set(["PutItemCommand", "UpdateItemCommand", "DeleteItemCommand"]);

beforeAll(async () => {
  database = await startDatabase();
  store = createDynamoStore({
    client: database.client,
    table: await database.table(),
    clock: () => NOW,
  });
  const spared = new WeakSet<object>();
  // Every write arrives, and the answer to its first attempt does not.
  database.client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      if (!WRITES.has(context.commandName ?? "") || spared.has(context)) return answer;
      spared.add(context);
      lost++;
      throw Object.assign(new Error("lost"), { name: "TimeoutError", $retryable: {} });
    },
    { step: "deserialize", priority: "high", name: "lossy" },
  );
});
afterAll(() => database.stop());

test("[STO44] a write whose answer is lost, and which is therefore repeated, ends as if the answer had come", async () => {
  const results = [
    await store.saveVisit(aVisit("v", 1), { i: 1 }, NOW + HOUR),
    await store.saveVisit(aVisit("v", 2), { i: 2 }, NOW + HOUR),
    await store.createAgent(anAgent("a")),
    await store.saveAgent(anAgent("a", { version: 1, seenUntil: NOW + 5 }), { lease: true }),
    await store.saveAgent(anAgent("a", { version: 2, misses: 1 }), { leaseAfter: NOW }),
    await store.renewLease("a", NOW + 9, NOW),
    await store.createHead(aHead("c")),
    (await store.join("c", aParticipant("x", SHOPPER), NOW)).kind,
    (await store.append(aMessage("c"))).kind,
    (await store.append(aMessage("c", { n: 2 }))).kind,
    (await store.append(aMessage("c", { author: AGENT, outbox: "o2" }))).kind,
    await store.reserve("s", "k", 3, 4, NOW),
    await store.createOffer(anOffer("CODE")),
    await store.changeOffer(anOffer("CODE", { state: "accepted" }), ["open"]),
    await store.saveDocument({ name: "theme", version: 1, at: NOW, by: "a", what: [], value: {} }),
    await store.saveDocument({
      name: "theme",
      version: 2,
      at: NOW,
      by: "a",
      what: [],
      value: null,
    }),
  ];
  expect(results.filter((result) => !["done", "joined", "appended"].includes(result))).toEqual([]);
  const closed = { kind: "closed", round: 1, at: NOW, by: "idle" } as const;
  const change = { state: closed, agentName: "Anna" };
  expect(await store.changeState("c", { kind: "active", round: 1 }, change)).toMatchObject({
    kind: "done",
    head: { seq: 3, agentName: "Anna" },
  });
  await store.unreserve("s", "k");
  expect(await store.reserve("s", "rest", 4, 4, NOW)).toBe("done");
  expect((await store.visitor("v", NOW)).why).toEqual([{ i: 1 }, { i: 2 }]);
  expect(await store.agent("a")).toEqual(
    anAgent("a", { version: 2, misses: 1, seenUntil: NOW + 9 }),
  );
  expect((await store.rollForward("c")).map(({ seq }) => seq)).toEqual([2, 3]);
  expect(lost).toBeGreaterThanOrEqual(20);
});
