import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import { ruleSetKey } from "../../functions/adapters/dynamo/trigger-keys.ts";
import { NOW } from "./fixtures.ts";
import { type Database, startDatabase } from "./table.ts";

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

test("[STO78] a history whose copy of a set a crash left out has it again when the next set goes live", async () => {
  const { client } = database;
  const table = await database.table();
  const store = createDynamoStore({ client, table, clock: () => NOW });
  const set = (version: number) => ({ version, at: NOW, by: "a", rules: [{ id: `r${version}` }] });
  await store.saveRules(set(1));
  await client.send(new DeleteCommand({ TableName: table, Key: ruleSetKey(1) }));
  expect(await store.ruleSet(1)).toEqual(set(1));
  expect((await store.ruleHistory(9)).map(({ version }) => version)).toEqual([1]);
  await store.saveRules(set(2));
  expect(await store.ruleSet(1)).toEqual(set(1));
  expect((await store.ruleHistory(9)).map(({ version }) => version)).toEqual([2, 1]);
});
