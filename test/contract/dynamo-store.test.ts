import { afterAll, beforeAll } from "vitest";
import { createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import { NOW } from "./fixtures.ts";
import { storeContract } from "./store.contract.ts";
import { type Database, startDatabase } from "./table.ts";

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

storeContract(async () =>
  createDynamoStore({
    client: database.client,
    table: await database.table(),
    clock: () => NOW,
  }),
);
