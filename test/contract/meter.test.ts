import {
  BatchGetItemCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Middleware, measure, meter } from "../../functions/adapters/meter.ts";
import { type Database, startDatabase } from "./table.ts";

let database: Database;
let table: string;

beforeAll(async () => {
  database = await startDatabase();
  table = await database.table();
  meter(database.client, { units: true });
  meter(database.client, { units: true });
});
afterAll(() => database.stop());

const keyOf = (id: string) => ({ pk: { S: id }, sk: { S: "x" } });
const get = (id: string) =>
  database.client.send(
    new GetItemCommand({ TableName: table, Key: keyOf(id), ConsistentRead: true }),
  );
const put = (id: string, bytes = 1, when?: string) =>
  database.client.send(
    new PutItemCommand({
      TableName: table,
      Item: { ...keyOf(id), text: { S: "x".repeat(bytes) } },
      ...(when !== undefined && { ConditionExpression: when }),
    }),
  );

/** A client whose requests go nowhere. */
function fakeClient(clientName: string, commandName: string) {
  const middlewares: Middleware[] = [];
  const client = { middlewareStack: { add: (one: Middleware) => void middlewares.push(one) } };
  const answer = async (_args: { input: object }) => ({ output: {} });
  const send = () =>
    middlewares.reduceRight(
      (next, middleware) => middleware(next, { clientName, commandName }),
      answer,
    )({ input: {} });
  return { client, send };
}

test("[STO54] a section counts its requests by command, and their units as the table reports them", async () => {
  const { result, cost } = await measure(async () => {
    await put("a", 3000);
    await get("a");
    await database.client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys: [keyOf("a"), keyOf("b")] } } }),
    );
    return "result";
  });
  expect(result).toBe("result");
  expect(cost).toEqual({
    requests: 3,
    roundTrips: 3,
    readUnits: 2,
    writeUnits: 3,
    posts: 0,
    byCommand: { PutItem: 1, GetItem: 1, BatchGetItem: 1 },
  });
});

test("[STO55] round trips are the longest chain of requests that follow one another", async () => {
  const { cost } = await measure(async () => {
    await Promise.all([get("a"), get("b"), get("c")]);
    await Promise.all([get("a").then(() => get("b")), get("c")]);
  });
  expect(cost).toMatchObject({ requests: 6, roundTrips: 3 });
});

test("[STO56] sections count apart from each other and from what is outside, and an outer one counts the inner", async () => {
  await get("a");
  const outer = await measure(async () => {
    const [one, two] = await Promise.all([
      measure(() => get("a")),
      measure(() => Promise.all([get("a"), get("b")])),
    ]);
    await get("c");
    return [one.cost.requests, two.cost.requests];
  });
  expect(outer.result).toEqual([1, 2]);
  expect(outer.cost).toMatchObject({ requests: 4, roundTrips: 2 });
  expect((await measure(async () => 1)).cost.requests).toBe(0);
});

test("[STO57] a write refused by its condition counts as a unit; a failure comes through", async () => {
  const { cost } = await measure(() =>
    put("new", 1, "attribute_exists(pk)").catch((error: Error) =>
      expect(error.name).toBe("ConditionalCheckFailedException"),
    ),
  );
  expect(cost).toMatchObject({ requests: 1, writeUnits: 1 });
  await expect(measure(() => put("", 1))).rejects.toThrow();
});

test("[STO58] posts to connections count apart, with the round trips that went before the first", async () => {
  const gateway = fakeClient("ApiGatewayManagementApiClient", "PostToConnectionCommand");
  const queue = fakeClient("SQSClient", "SendMessageCommand");
  meter(gateway.client);
  meter(queue.client, { units: true });
  const { cost } = await measure(async () => {
    await get("a");
    await Promise.all([gateway.send(), gateway.send(), get("b")]);
    await queue.send();
  });
  expect(cost).toMatchObject({
    requests: 2,
    roundTrips: 2,
    roundTripsBeforePost: 1,
    posts: 2,
    byCommand: { GetItem: 2, PostToConnection: 2, SendMessage: 1 },
  });
});

test("[STO59] the SDK's repetitions count as the requests they are", async () => {
  const other = await startDatabase();
  let failures = 2;
  meter(other.client);
  other.client.middlewareStack.add(
    (next) => (args) => {
      if (failures-- > 0)
        throw Object.assign(new Error("slow down"), { name: "ThrottlingException" });
      return next(args);
    },
    { step: "deserialize", priority: "low", name: "throttle" },
  );
  const { cost } = await measure(() => other.client.send(new ListTablesCommand({})));
  expect(cost).toMatchObject({ requests: 3, roundTrips: 3, byCommand: { ListTables: 3 } });
  await other.stop();
});
