import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { agentId } from "../../functions/adapters/agent-id.ts";
import { createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import { createTable, type Table } from "../../functions/adapters/dynamo/table.ts";
import type { Store } from "../../functions/ports.ts";
import type { Profile } from "../../infra/agents/arguments.ts";
import { removeAgent, saveProfile } from "../../infra/agents/book.ts";
import { type Database, startDatabase } from "../contract/table.ts";

const now = 1_800_000_000_000;
const clock = () => now;
const aino: Profile = {
  name: "Aino",
  email: "aino@shop.example",
  role: "agent",
  languages: { fi: 5, en: 4 },
  skills: { payment: 4 },
  capacity: 3,
};
const id = agentId(aino.email);

let database: Database;
let store: Store;
let table: Table;
let closed: string[];

beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  const name = await database.table();
  store = createDynamoStore({ client: database.client, table: name, clock });
  table = createTable(database.client, name);
  closed = [];
});

const remove = () =>
  removeAgent(store, table, aino.email, clock, async (connection) => {
    closed.push(connection);
  });

/** The agent as a console that is online leaves the record and the rosters. */
async function goOnline(): Promise<void> {
  const stored = await store.agent(id);
  if (!stored) throw new Error("No agent.");
  const online = {
    ...stored,
    presence: "online",
    seenUntil: now + 60_000,
    version: stored.version + 1,
  } as const;
  await store.saveAgent(online, { lease: true });
  await store.publish(online, now);
}

async function speaking(language: string): Promise<readonly string[]> {
  return (await store.roster(language)).map((entry) => entry.agent);
}

test("[INF39] a new agent is offline, and found by the address's id", async () => {
  expect(await saveProfile(store, aino, clock)).toBe("added");
  expect(await store.agent(id)).toMatchObject({ ...aino, id, presence: "offline", slots: {} });
  expect((await store.allAgents()).map((agent) => agent.id)).toEqual([id]);
});

test("[INF39] adding the same agent again changes nothing", async () => {
  await saveProfile(store, aino, clock);
  const before = await store.agent(id);
  const shuffled = { ...aino, languages: { en: 4, fi: 5 } } as const;
  expect(await saveProfile(store, shuffled, clock)).toBe("unchanged");
  expect(await store.agent(id)).toEqual(before);
});

test("[INF39] a new profile leaves an agent at work, and reaches the rosters at once", async () => {
  await saveProfile(store, aino, clock);
  await goOnline();
  const next: Profile = { ...aino, languages: { fi: 5, sv: 3 }, capacity: 4 };
  expect(await saveProfile(store, next, clock)).toBe("changed");
  expect(await store.agent(id)).toMatchObject({
    presence: "online",
    seenUntil: now + 60_000,
    capacity: 4,
    languages: { fi: 5, sv: 3 },
    authVersion: 0,
  });
  expect(await speaking("fi")).toEqual([id]);
  expect(await speaking("sv")).toEqual([id]);
  expect(await speaking("en")).toEqual([]);
});

test("[INF39] a new role ends what the old one allowed", async () => {
  await saveProfile(store, aino, clock);
  await saveProfile(store, { ...aino, role: "supervisor" }, clock);
  expect(await store.agent(id)).toMatchObject({ role: "supervisor", authVersion: 1 });
});

test("[INF40] a removed agent is gone from record, list and rosters, connections closed", async () => {
  await saveProfile(store, aino, clock);
  await goOnline();
  const owner = { role: "agent", id } as const;
  await store.addConnection({ id: "c=1", owner, expiresAt: now + 60_000, stock: false });
  expect(await remove()).toEqual({ ok: true, closed: 1 });
  expect(closed).toEqual(["c=1"]);
  expect(await store.agent(id)).toBeUndefined();
  expect(await store.allAgents()).toEqual([]);
  expect(await speaking("fi")).toEqual([]);
});

test("[INF40] an agent in a conversation stays until it is closed or handed over", async () => {
  await saveProfile(store, aino, clock);
  await store.addAgentConversation(id, "conversation-1");
  expect(await remove()).toMatchObject({ ok: false, code: "busy" });
  expect(await store.agent(id)).toMatchObject({ capacity: 3, version: 0 });
});

test("[INF40] nobody can be removed who isn't there", async () => {
  expect(await remove()).toEqual({
    ok: false,
    code: "not_found",
    message: "There is no agent aino@shop.example.",
  });
});
