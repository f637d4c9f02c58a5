import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { expressions } from "./expressions.ts";
import type { Key } from "./keys.ts";
import type { Attributes, Requests } from "./requests.ts";
import type { Item, Query, Table } from "./table.ts";

const BATCH = 100;
const BATCH_ATTEMPTS = 6;

/** The table by bare requests; their own repetitions cover throttling of everything but the rest of a batch. */
export function createRequestedTable(request: Requests, name: string): Table {
  const named = { TableName: name };

  async function* pages(query: Query): AsyncGenerator<readonly Item[]> {
    let from: Attributes | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await request("Query", {
        ...named,
        ...keyCondition(query),
        ConsistentRead: !query.eventually,
        ScanIndexForward: !query.descending,
        ...(query.limit !== undefined && { Limit: query.limit }),
        ...(from && { ExclusiveStartKey: from }),
      });
      yield Items.map(itemOf);
      from = LastEvaluatedKey;
    } while (from);
  }

  async function getBatch(keys: readonly Key[], eventually: boolean): Promise<readonly Item[]> {
    const found: Item[] = [];
    let wanted: readonly Attributes[] = keys.map(keyOf);
    for (let attempt = 0; wanted.length > 0; attempt++) {
      if (attempt === BATCH_ATTEMPTS) throw new Error(`${wanted.length} keys left unprocessed`);
      if (attempt > 0) await pause(25 * 2 ** attempt * Math.random());
      const { Responses = {}, UnprocessedKeys = {} } = await request("BatchGetItem", {
        RequestItems: { [name]: { Keys: wanted, ConsistentRead: !eventually } },
      });
      found.push(...(Responses[name] ?? []).map(itemOf));
      wanted = UnprocessedKeys[name]?.Keys ?? [];
    }
    return found;
  }

  return {
    pages,
    async get(key, { eventually = false } = {}) {
      const input = { ...named, Key: keyOf(key), ConsistentRead: !eventually };
      const { Item } = await request("GetItem", input);
      return Item && itemOf(Item);
    },
    async getMany(keys, { eventually = false } = {}) {
      const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, i) =>
        getBatch(keys.slice(i * BATCH, (i + 1) * BATCH), eventually),
      );
      return (await Promise.all(batches)).flat();
    },
    async put(item, condition) {
      const input = { ...named, Item: attributes(item), ...expressed(condition) };
      return (await held(request("PutItem", input))) !== undefined;
    },
    async update(key, update) {
      const input = { ...named, Key: keyOf(key), ...expressed(update), ReturnValues: "ALL_NEW" };
      const written = await held(request("UpdateItem", input));
      return written && itemOf(written.Attributes ?? {});
    },
    async remove(key, condition) {
      const input = { ...named, Key: keyOf(key), ...expressed(condition) };
      return (await held(request("DeleteItem", input))) !== undefined;
    },
    async query(query) {
      for await (const page of pages(query)) return page;
      return [];
    },
  };
}

/** Values that are undefined are left out, and a map with a key "constructor", which looks like an instance of a class, is a map. */
function attributes(item: Item): Attributes {
  return marshall(item, { removeUndefinedValues: true, convertClassInstanceToMap: true });
}

function itemOf(stored: Attributes): Item {
  return unmarshall(stored as Parameters<typeof unmarshall>[0]);
}

function keyOf({ pk, sk }: Key): Attributes {
  return { pk: { S: pk }, sk: { S: sk } };
}

function expressed(update: Parameters<typeof expressions>[0] | undefined): object {
  if (!update) return {};
  const { ExpressionAttributeValues: values, ...rest } = expressions(update);
  return { ...rest, ...(values && { ExpressionAttributeValues: attributes(values) }) };
}

function keyCondition({ pk, prefix, between }: Query): object {
  const range = between
    ? " AND #sk BETWEEN :from AND :to"
    : prefix === undefined
      ? ""
      : " AND begins_with(#sk, :prefix)";
  return {
    KeyConditionExpression: `#pk = :pk${range}`,
    ExpressionAttributeNames: { "#pk": "pk", ...(range && { "#sk": "sk" }) },
    ExpressionAttributeValues: attributes({
      ":pk": pk,
      ...(between && { ":from": between[0], ":to": between[1] }),
      ...(!between && prefix !== undefined && { ":prefix": prefix }),
    }),
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
