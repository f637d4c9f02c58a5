import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { GetCommand, PutCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createDynamoClient, createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import { ascending, descending } from "../../functions/adapters/dynamo/order.ts";
import { MAX_KEYS } from "../../functions/adapters/dynamo/rules.ts";
import { measure, meter } from "../../functions/adapters/meter.ts";
import type { Due } from "../../functions/ports.ts";
import {
  AGENT,
  active,
  aHead,
  aMessage,
  anAgent,
  anOffer,
  aParticipant,
  aVisit,
  HOUR,
  MINUTE,
  NOW,
  SHOPPER,
  say,
} from "./fixtures.ts";
import { type Database, startDatabase } from "./table.ts";

let database: Database;
let now = NOW;

beforeAll(async () => {
  database = await startDatabase();
  meter(database.client, { units: true });
});
afterAll(() => database.stop());

async function newStore(options: { readonly keepConversationsMs?: number } = {}) {
  now = NOW;
  const table = await database.table();
  const { client } = database;
  return { table, store: createDynamoStore({ client, table, clock: () => now, ...options }) };
}

test("[STO45] each step of a request's path is one DynamoDB request", async () => {
  const { store } = await newStore();
  await store.createHead(aHead("c"));
  await store.createAgent(anAgent("a"));
  await store.join("c", aParticipant("desk=", AGENT), NOW);
  const message = await say(store, "c");
  const steps: Record<string, () => Promise<unknown>> = {
    visitor: () => store.visitor("v", NOW),
    saveVisit: () => store.saveVisit(aVisit("v", 1), { rule: "a" }, NOW + HOUR),
    addConnection: () =>
      store.addConnection({ id: "x", owner: SHOPPER, expiresAt: NOW + HOUR, stock: false }),
    removeConnection: () => store.removeConnection(SHOPPER, "x"),
    connections: () => store.connections(AGENT, NOW),
    agent: () => store.agent("a"),
    agents: () => store.agents(["a", "b", "c"]),
    saveAgent: () => store.saveAgent(anAgent("a", { version: 1 }), { leaseAfter: NOW }),
    renewLease: () => store.renewLease("a", NOW + HOUR, NOW),
    roster: () => store.roster("fi"),
    publishOne: () => store.publish(anAgent("a"), NOW, "fi"),
    head: () => store.head("c"),
    createHead: () => store.createHead(aHead("d")),
    join: () => store.join("c", aParticipant("x=", SHOPPER), NOW),
    leave: () => store.leave("c", "x="),
    participants: () => store.participants("c", NOW),
    append: () => store.append(aMessage("c", { n: 2 })),
    putMessage: () => store.putMessage({ ...message, seq: 2, n: 2 }),
    messages: () => store.messages("c", 0, 24_000),
    markRead: () => store.markRead("c", AGENT, 1, NOW),
    changeState: () => store.changeState("c", active(AGENT.id), { state: active("b", 2) }),
    waiting: () => store.waiting("fi", 5),
    enqueue: () => store.enqueue({ conversation: "c", language: "fi", priority: 1, since: NOW }),
    addDue: () => store.addDue({ at: NOW, ref: { kind: "offer", id: "x" } }),
    removeDue: () => store.removeDue({ at: NOW, ref: { kind: "offer", id: "x" } }),
    reserve: () => store.reserve("day", "k", 1, 10, NOW),
    createOffer: () => store.createOffer(anOffer("CODE")),
    changeOffer: () => store.changeOffer(anOffer("CODE", { state: "accepted" }), ["open"]),
    ledger: () => store.ledger("CODE"),
  };
  for (const [name, step] of Object.entries(steps)) {
    const { requests, roundTrips } = (await measure(step)).cost;
    expect({ name, requests, roundTrips }).toEqual({ name, requests: 1, roundTrips: 1 });
  }
});

test("[STO46] [SIO90] what ends carries its end in whole seconds, and nothing that must last carries one", async () => {
  const { store, table } = await newStore({ keepConversationsMs: 30 * 24 * HOUR });
  await store.saveVisit(aVisit("v", 1), undefined, NOW + 1);
  await store.addConnection({ id: "x", owner: AGENT, expiresAt: NOW + 1999, stock: true });
  const ref = { kind: "connection", id: "x", owner: AGENT, until: NOW + 1999 } as const;
  await store.addDue({ at: NOW, ref });
  await store.addDue({ at: NOW, ref: { kind: "agent", id: "a" } });
  await store.createAgent(anAgent("a"));
  await store.publish(anAgent("a"), NOW);
  await store.createHead(aHead("c"));
  await say(store, "c", { at: NOW + 5000 });
  await store.enqueue({ conversation: "c", language: "fi", priority: 1, since: NOW });
  await store.createOffer(anOffer("CODE"));
  await store.addLedger({ code: "CODE", event: "proposed", amount: 1, at: NOW });
  await store.reserve("day", "k", 1, 10, NOW + 1000);
  const { Items = [] } = await database.client.send(new ScanCommand({ TableName: table }));
  const isDue = ({ pk }: Record<string, unknown>) => String(pk).startsWith("DUE#");
  const ends = Object.fromEntries(
    Items.filter((item) => !isDue(item)).map(({ pk, sk, expiresAt }) => [
      `${pk} ${String(sk).split("#")[0]}`,
      expiresAt,
    ]),
  );
  const dues = Items.filter(isDue).map(({ ref, expiresAt }) => [ref.kind, expiresAt]);
  expect(Object.fromEntries(dues)).toEqual({
    agent: undefined,
    connection: Math.ceil((NOW + 1999) / 1000),
  });
  const queued = Items.find(({ pk }) => pk === "QUEUE#fi");
  const listed = Items.find(({ pk }) => String(pk).startsWith("AGENTS#"));
  const second = NOW / 1000;
  const month = 30 * 24 * 3600;
  expect(ends).toEqual({
    "VISITOR#v VISIT": second + 1,
    "AGENT#agent1 CONN": second + 2,
    "AGENT#a PROFILE": undefined,
    [`${listed?.pk} AGENT`]: undefined,
    [`QUEUE#fi ${String(queued?.sk).split("#")[0]}`]: second + 7 * 24 * 3600,
    "POOL#fi AGENT": undefined,
    "POOL#en AGENT": undefined,
    "CONV#c HEAD": second + 5 + month,
    "CONV#c MSG": second + 5 + month,
    "OFFER#CODE OFFER": undefined,
    "OFFER#CODE LEDGER": undefined,
    "BUDGET#day COUNTER": second + 1,
  });
});

test("[STO47] after an outage the sweep catches up, though rows stay unhandled, and then costs little again", async () => {
  const { store } = await newStore();
  const due = (at: number, id: string): Due => ({ at, ref: { kind: "conversation", id } });
  await store.due(now, 10);
  const rows = Array.from({ length: 40 }, (_, i) => due(NOW + i * 5 * MINUTE, `c${i}`));
  for (const row of rows) await store.addDue(row);
  now = NOW + 40 * 5 * MINUTE;
  const seen = new Set<string>();
  const stubborn = rows[0] as Due;
  for (let sweep = 0; sweep < 6; sweep++) {
    const { result, cost } = await measure(() => store.due(now, 100));
    expect(cost.byCommand.Query).toBeLessThanOrEqual(4 * (1 + 4 + 60));
    for (const row of result) {
      seen.add(row.ref.id);
      if (row.ref.id !== stubborn.ref.id) await store.removeDue(row);
    }
    now += MINUTE;
  }
  expect(seen.size).toBe(rows.length);
  const { result, cost } = await measure(() => store.due(now, 100));
  expect(result).toEqual([stubborn]);
  expect(cost.requests).toBeLessThanOrEqual(4 * (1 + 4 + 5) + 4);
  expect(cost.roundTrips).toBeLessThanOrEqual(3);
});

test("[STO48] a minute with more rows than one sweep takes loses none", async () => {
  const { store } = await newStore();
  const ids = Array.from({ length: 60 }, (_, i) => `c${i}`);
  for (const id of ids) await store.addDue({ at: NOW + 1, ref: { kind: "agent", id } });
  now = NOW + 30 * MINUTE;
  const seen: string[] = [];
  for (let sweep = 0; sweep < 30 && seen.length < 60; sweep++)
    for (const row of await store.due(now, 7)) {
      seen.push(row.ref.id);
      await store.removeDue(row);
    }
  expect(seen.sort()).toEqual([...ids].sort());
  expect(await store.due(now, 7)).toEqual([]);
});

test("[STO49] a budget with as many reservations as its item may hold is exhausted", async () => {
  const { store, table } = await newStore();
  const item = { pk: "BUDGET#full", sk: "COUNTER", total: 1, keys: MAX_KEYS, "k:first": 1 };
  await database.client.send(new PutCommand({ TableName: table, Item: item }));
  expect(await store.reserve("full", "another", 1, 1e6, NOW)).toBe("exhausted");
  expect(await store.reserve("full", "first", 1, 1e6, NOW)).toBe("done");
  await store.unreserve("full", "first");
  expect(await store.reserve("full", "another", 1, 1e6, NOW)).toBe("done");
});

test("[STO50] keys that hold numbers sort as the numbers do", () => {
  const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
  fc.assert(
    fc.property(number, number, (a, b) => {
      const order = Math.sign(a - b) || 0;
      const compared = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);
      expect(compared(ascending(a), ascending(b))).toBe(order);
      expect(compared(descending(b), descending(a))).toBe(order);
    }),
  );
  expect(() => ascending(Number.NaN)).toThrow(RangeError);
});

test("[STO51] a visit that is read costs one query though its partition is full of dead connections", async () => {
  const { store } = await newStore();
  await store.saveVisit(aVisit("v", 1), { i: 1 }, NOW + HOUR);
  const owner = { role: "shopper", id: "v" } as const;
  await Promise.all(
    Array.from({ length: 300 }, (_, i) =>
      store.addConnection({
        id: `${i}${"x".repeat(500)}`,
        owner,
        expiresAt: NOW - (i % 2),
        stock: false,
      }),
    ),
  );
  const { result, cost } = await measure(() => store.visitor("v", NOW - 1));
  expect(result.visit?.version).toBe(1);
  expect(result.connections).toHaveLength(150);
  expect(cost.requests).toBe(1);
});

test("[STO52] the store's own client leaves a silent server and tries three times", async () => {
  let attempts = 0;
  const silent = createServer(() => attempts++);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
  vi.stubEnv(
    "AWS_ENDPOINT_URL_DYNAMODB",
    `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
  );
  const client = createDynamoClient(60);
  const store = createDynamoStore({ client, table: "nowhere" });
  await expect(store.agent("a")).rejects.toThrow();
  expect(attempts).toBe(3);
  client.destroy();
  vi.unstubAllEnvs();
  silent.closeAllConnections();
  silent.close();
});

test("[STO53] a head written by another version keeps attributes this one does not know", async () => {
  const { store, table } = await newStore();
  await store.createHead(aHead("c"));
  const key = { pk: "CONV#c", sk: "HEAD" };
  const { Item } = await database.client.send(new GetCommand({ TableName: table, Key: key }));
  await database.client.send(new PutCommand({ TableName: table, Item: { ...Item, later: 1 } }));
  await say(store, "c");
  await store.changeState("c", active(AGENT.id), { state: active("b", 2) });
  const after = await database.client.send(new GetCommand({ TableName: table, Key: key }));
  expect(after.Item?.later).toBe(1);
  expect(Object.keys((await store.head("c")) ?? {})).not.toContain("later");
});
