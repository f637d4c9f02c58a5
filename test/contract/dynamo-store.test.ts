import { afterAll, beforeAll } from "vitest";
import { createRequestedTable } from "../../functions/adapters/dynamo/requested-table.ts";
import { createStore } from "../../functions/adapters/dynamo/store.ts";
import { createTableClient } from "../../functions/adapters/dynamo/table-client.ts";
import { NOW } from "./fixtures.ts";
import { storeContract } from "./store.contract.ts";
import { type Database, startDatabase } from "./table.ts";

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

// As the functions ask; the other suites ask by the SDK, as tools do.
storeContract(async () => {
  const { endpoint } = database;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const { request } = createTableClient({ endpoint, region: "us-east-1", credentials });
  const table = createRequestedTable(request, await database.table());
  return createStore(table, { clock: () => NOW });
});
