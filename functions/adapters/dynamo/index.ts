import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Store } from "../../ports.ts";
import { createStore, type StoreOptions } from "./store.ts";
import { createTable } from "./table.ts";

export { createDynamoClient } from "./client.ts";

/** The store by the SDK's client; see `createStore` and `createTable`. */
export function createDynamoStore({
  client,
  table,
  ...options
}: StoreOptions & { readonly client: DynamoDBClient; readonly table: string }): Store {
  return createStore(createTable(client, table), options);
}
