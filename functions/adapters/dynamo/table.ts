import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { type Condition, expressions, type Update } from "./expressions.ts";
import type { Key } from "./keys.ts";

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
  get(key: Key): Promise<Item | undefined>;
  /** Existing items, in no particular order; any number of keys, each once. */
  getMany(keys: readonly Key[]): Promise<readonly Item[]>;
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

const BATCH = 100;
const BATCH_ATTEMPTS = 6;

/** @param client its own retries cover throttling of everything but the rest of a batch */
export function createTable(client: DynamoDBClient, name: string): Table {
  const db = DynamoDBDocumentClient.from(client, {
    // The second, because a map with a key "constructor" looks like an instance to the marshaller.
    marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: true },
  });

  async function* pages(query: Query): AsyncGenerator<readonly Item[]> {
    let from: Record<string, unknown> | undefined;
    do {
      const { Items, LastEvaluatedKey } = await db.send(
        new QueryCommand({
          TableName: name,
          ...keyCondition(query),
          ConsistentRead: !query.eventually,
          ScanIndexForward: !query.descending,
          ...(query.limit !== undefined && { Limit: query.limit }),
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      yield Items ?? [];
      from = LastEvaluatedKey;
    } while (from);
  }

  async function getBatch(keys: readonly Key[]): Promise<readonly Item[]> {
    const found: Item[] = [];
    let wanted: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
    for (let attempt = 0; wanted.length > 0; attempt++) {
      if (attempt === BATCH_ATTEMPTS) throw new Error(`${wanted.length} keys left unprocessed`);
      if (attempt > 0) await pause(25 * 2 ** attempt * Math.random());
      const answer = await db.send(
        new BatchGetCommand({ RequestItems: { [name]: { Keys: wanted, ConsistentRead: true } } }),
      );
      found.push(...(answer.Responses?.[name] ?? []));
      wanted = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    }
    return found;
  }

  return {
    pages,
    async get(key) {
      const { Item } = await db.send(
        new GetCommand({ TableName: name, Key: key, ConsistentRead: true }),
      );
      return Item;
    },
    async getMany(keys) {
      const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, i) =>
        getBatch(keys.slice(i * BATCH, (i + 1) * BATCH)),
      );
      return (await Promise.all(batches)).flat();
    },
    async put(item, condition) {
      const input = { TableName: name, Item: item, ...(condition && expressions(condition)) };
      return (await held(db.send(new PutCommand(input)))) !== undefined;
    },
    async update(key, update) {
      const input = { TableName: name, Key: key, ...expressions(update) };
      const sent = db.send(new UpdateCommand({ ...input, ReturnValues: "ALL_NEW" }));
      return (await held(sent))?.Attributes;
    },
    async remove(key, condition) {
      const input = { TableName: name, Key: key, ...(condition && expressions(condition)) };
      return (await held(db.send(new DeleteCommand(input)))) !== undefined;
    },
    async query(query) {
      for await (const page of pages(query)) return page;
      return [];
    },
  };
}

function keyCondition({ pk, prefix, between }: Query) {
  const range = between
    ? " AND #sk BETWEEN :from AND :to"
    : prefix === undefined
      ? ""
      : " AND begins_with(#sk, :prefix)";
  return {
    KeyConditionExpression: `#pk = :pk${range}`,
    ExpressionAttributeNames: { "#pk": "pk", ...(range && { "#sk": "sk" }) },
    ExpressionAttributeValues: {
      ":pk": pk,
      ...(between && { ":from": between[0], ":to": between[1] }),
      ...(!between && prefix !== undefined && { ":prefix": prefix }),
    },
  };
}

async function held<T>(sent: Promise<T>): Promise<T | undefined> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException")
      return undefined;
    throw error;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
