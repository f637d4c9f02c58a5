import {
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Condition, Update } from "./expressions.ts";
import type { Key } from "./keys.ts";
import { createRequestedTable } from "./requested-table.ts";
import type { Operation, Output } from "./requests.ts";

/** A stored item, `pk` and `sk` included. */
export type Item = Readonly<Record<string, unknown>>;

export interface Query {
  readonly pk: string;
  /** Only sort keys that begin so. */
  readonly prefix?: string;
  /** Only sort keys from … to, both included. */
  readonly between?: readonly [from: string, to: string];
  readonly limit?: number;
  readonly descending?: true;
  /** Not strongly consistent: half the price, perhaps a moment old. */
  readonly eventually?: true;
}

/** The few things the stores do with the table. Reads are strongly consistent unless they say otherwise; a failed condition is a value. */
export interface Table {
  get(key: Key, how?: { readonly eventually?: boolean }): Promise<Item | undefined>;
  /** Existing items, in no particular order; any number of keys, each once. */
  getMany(keys: readonly Key[], how?: { readonly eventually?: boolean }): Promise<readonly Item[]>;
  /** @returns whether the condition held */
  put(item: Key & Item, condition?: Condition): Promise<boolean>;
  /** @returns the item after the update, or undefined when the condition failed */
  update(key: Key, update: Update): Promise<Item | undefined>;
  /** @returns whether the condition held */
  remove(key: Key, condition?: Condition): Promise<boolean>;
  /** One request: at most `limit` items or 1 MB. */
  query(query: Query): Promise<readonly Item[]>;
  /** As many requests as the reader asks for. */
  pages(query: Query): AsyncGenerator<readonly Item[]>;
}

/** Each command has a type of its own for its input; here all inputs have one. */
const COMMANDS: Readonly<Record<Operation, new (input: never) => object>> = {
  GetItem: GetItemCommand,
  BatchGetItem: BatchGetItemCommand,
  PutItem: PutItemCommand,
  UpdateItem: UpdateItemCommand,
  DeleteItem: DeleteItemCommand,
  Query: QueryCommand,
};

/** The table by the SDK, for tools on an operator's machine: it finds credentials wherever they may be. Functions ask by themselves (`table-client.ts`). */
export function createTable(client: DynamoDBClient, name: string): Table {
  const send = client.send.bind(client) as (command: object) => Promise<Output>;
  return createRequestedTable(
    (operation, input) => send(new COMMANDS[operation](input as never)),
    name,
  );
}
