import { afterAll, beforeEach, expect, test } from "vitest";
import { createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import { KEPT_OUTBOXES, MAX_PARTICIPANTS } from "../../functions/adapters/dynamo/rules.ts";
import type { Store } from "../../functions/ports.ts";
import { AGENT, active, aHead, aMessage, aParticipant, HOUR, NOW, SHOPPER } from "./fixtures.ts";
import { startDatabase } from "./table.ts";

const database = await startDatabase();
let store: Store;
let interference: { readonly before: RegExp; run(): Promise<unknown> } | undefined;

// Something else happens just before the first request whose command and expression match.
database.client.middlewareStack.add(
  (next, context) => async (args) => {
    const { UpdateExpression = "" } = args.input as { UpdateExpression?: string };
    if (interference?.before.test(`${context.commandName} ${UpdateExpression}`)) {
      const { run } = interference;
      interference = undefined;
      await run();
    }
    return next(args);
  },
  { step: "initialize", name: "interference" },
);

beforeEach(async () => {
  interference = undefined;
  const { client } = database;
  store = createDynamoStore({ client, table: await database.table(), clock: () => NOW });
});
afterAll(() => database.stop());

test("[STO61] an outbox that is used while it is being forgotten stays", async () => {
  await store.createHead(aHead("c"));
  for (let i = 0; i <= KEPT_OUTBOXES; i++) await store.append(aMessage("c", { outbox: `o${i}` }));
  const late = { outbox: "late", at: NOW + 2 * HOUR };
  await store.append(aMessage("c", late));
  const second = aMessage("c", { outbox: "o3", n: 2, at: NOW + 2 * HOUR });
  interference = { before: /REMOVE #p0/, run: () => store.append(second) };
  await store.rollForward("c");
  expect(interference).toBeUndefined();
  expect(await store.append(second)).toMatchObject({ again: true, message: { n: 2 } });
  expect((await store.rollForward("c")).map(({ seq }) => seq)).toContain(KEPT_OUTBOXES + 3);
  expect((await store.rollForward("c")).map(({ outbox }) => outbox)).toEqual(["late", "o3"]);
});

test("[STO62] a participant who joins again while she is being forgotten stays", async () => {
  await store.createHead(aHead("c"));
  const renewed = aParticipant("tab-00", SHOPPER, NOW + HOUR);
  for (let i = 0; i <= MAX_PARTICIPANTS; i++) {
    if (i === MAX_PARTICIPANTS)
      interference = { before: /REMOVE #c0/, run: () => store.join("c", renewed, NOW) };
    const tab = `tab-${String(i).padStart(2, "0")}`;
    await store.join("c", aParticipant(tab, SHOPPER, NOW + 100 + i), NOW);
  }
  expect(interference).toBeUndefined();
  const { participants = [] } = (await store.participants("c", NOW)) ?? {};
  expect(participants).toContainEqual(renewed);
  expect(participants).toHaveLength(MAX_PARTICIPANTS);
});

test("[STO63] a write refused by a state that is gone when it looks again is tried again", async () => {
  const state = { kind: "offering", round: 1, agent: AGENT.id, until: NOW } as const;
  await store.createHead(aHead("c", { state }));
  const accept = () => store.changeState("c", state, { state: active(AGENT.id) });
  interference = { before: /^GetItem/, run: accept };
  const sent = await store.append(aMessage("c", { author: AGENT }));
  expect(sent).toMatchObject({ kind: "appended", again: false, message: { seq: 1 } });
  await store.changeState("c", active(AGENT.id), { state: { kind: "waiting", round: 1 } });
  const back = () =>
    store.changeState("c", { kind: "waiting", round: 1 }, { state: active(AGENT.id) });
  interference = { before: /^GetItem/, run: back };
  expect(await store.join("c", aParticipant("x", AGENT), NOW)).toMatchObject({ kind: "joined" });
});

test("[STO64] two sweeps at once, one carrying a row to the late list, list it once each and lose nothing", async () => {
  let now = NOW;
  const { client } = database;
  const table = await database.table();
  const swept = createDynamoStore({ client, table, clock: () => now });
  const row = { at: NOW, ref: { kind: "agent", id: "a" } } as const;
  await swept.addDue(row);
  now += 30 * 60_000;
  interference = { before: /^DeleteItem/, run: () => swept.due(now, 10) };
  expect(await swept.due(now, 10)).toEqual([row]);
  await swept.removeDue(row);
  expect(await swept.due(now, 10)).toEqual([]);
});
