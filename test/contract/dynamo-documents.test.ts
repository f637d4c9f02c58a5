import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { auditKey, changeKey, valueKey } from "../../functions/adapters/dynamo/document-keys.ts";
import { createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import { NOW } from "./fixtures.ts";
import { type Database, startDatabase } from "./table.ts";

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

test("[ADM3] [ADM4] rows of history and audit that a crash left out are there again when the next version goes live, and the live one is never missing", async () => {
  const { client } = database;
  const table = await database.table();
  const store = createDynamoStore({ client, table, clock: () => NOW });
  const version = (n: number) =>
    ({
      name: "theme",
      version: n,
      at: NOW + n,
      by: "a",
      what: [`v${n}`],
      value: { radius: n },
    }) as const;
  await store.saveDocument(version(1));
  for (const key of [changeKey, valueKey, auditKey]) {
    await client.send(new DeleteCommand({ TableName: table, Key: key(version(1)) }));
  }
  const listed = async () => (await store.documentHistory("theme", 9)).map(({ what }) => what[0]);
  expect(await store.documentVersion("theme", 1)).toEqual(version(1));
  expect(await listed()).toEqual(["v1"]);
  expect(await store.audit({ now: NOW, limit: 9 })).toEqual([]);
  await store.saveDocument(version(2));
  expect(await store.documentVersion("theme", 1)).toEqual(version(1));
  expect(await listed()).toEqual(["v2", "v1"]);
  const audited = await store.audit({ now: NOW, limit: 9 });
  expect(audited.map(({ what }) => what[0])).toEqual(["v2", "v1"]);
});

test("[ADM3] a history of large documents is listed whole", async () => {
  const { client } = database;
  const store = createDynamoStore({ client, table: await database.table(), clock: () => NOW });
  for (let n = 1; n <= 20; n++) {
    const value = { en: { long: { title: "x", text: "x".repeat(120_000) } } };
    await store.saveDocument({
      name: "replies",
      version: n,
      at: NOW + n,
      by: "a",
      what: [],
      value,
    });
  }
  expect(await store.documentHistory("replies", 50)).toHaveLength(20);
});
