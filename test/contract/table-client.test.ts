import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createTableClient } from "../../functions/adapters/dynamo/table-client.ts";
import { measure, meter } from "../../functions/adapters/meter.ts";

type Answer = { readonly status: number; readonly body: unknown } | "cut" | "silence";
const ITEM = { Item: { pk: { S: "a" } } };
const DONE: Answer = { status: 200, body: ITEM };
const refused = (name: string, status = 400): Answer => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: "said so" },
});

let server: Server;
let endpoint: string;
/** One per request; the last one stays. */
let answers: Answer[] = [];
const heard: { headers: IncomingMessage["headers"]; body: object }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      heard.push({ headers: request.headers, body: JSON.parse(text) });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer === "cut") request.socket.destroy();
      else if (answer !== "silence" && answer) {
        const { status, body } = answer;
        response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

afterEach(() => {
  heard.length = 0;
});

const client = (patienceMs = 5000) =>
  createTableClient({
    endpoint,
    region: "eu-north-1",
    credentials: { accessKeyId: "AKIDLOCAL", secretAccessKey: "secret" },
    patienceMs,
  });

test("[STO90] a request names its operation, is signed for the service, and brings the answer as it came", async () => {
  answers = [DONE];
  const input = { TableName: "t", Key: { pk: { S: "ä" }, sk: { S: "b" } } };
  expect(await client().request("GetItem", input)).toEqual(ITEM);
  expect(heard[0]).toMatchObject({
    headers: { "x-amz-target": "DynamoDB_20120810.GetItem" },
    body: input,
  });
  expect(heard[0]?.headers.authorization).toContain("/eu-north-1/dynamodb/aws4_request");
});

test.each<[string, Answer]>([
  ["throttled", refused("ProvisionedThroughputExceededException")],
  ["throttled by the account", refused("ThrottlingException")],
  ["failed inside DynamoDB", refused("InternalServerError", 500)],
  ["answered by something in between", { status: 503, body: "<html>busy</html>" }],
  ["cut", "cut"],
  ["lost", "silence"],
])("[STO91] a request that is %s is tried three times", async (_what, answer) => {
  answers = [answer, answer, DONE];
  expect(await client(100).request("GetItem", {})).toEqual(ITEM);
  expect(heard).toHaveLength(3);
  heard.length = 0;
  answers = [answer];
  await expect(client(100).request("GetItem", {})).rejects.toThrow();
  expect(heard).toHaveLength(3);
});

test.each(["ConditionalCheckFailedException", "ValidationException", "AccessDeniedException"])(
  "[STO92] a refusal is told by DynamoDB's own name and not repeated: %s",
  async (name) => {
    answers = [refused(name)];
    await expect(client().request("PutItem", {})).rejects.toMatchObject({
      name,
      message: "DynamoDB answered 400: said so",
    });
    expect(heard).toHaveLength(1);
  },
);

test("[STO93] a metered client counts every attempt, asks for units once, and reads them", async () => {
  answers = [
    refused("ThrottlingException"),
    { status: 200, body: { ConsumedCapacity: { TableName: "t", CapacityUnits: 2 } } },
  ];
  const metered = client();
  meter(metered, { units: true });
  meter(metered, { units: true });
  const { cost } = await measure(() => metered.request("PutItem", { TableName: "t" }));
  expect(cost).toMatchObject({ requests: 2, writeUnits: 2, byCommand: { PutItem: 2 } });
  expect(heard.map(({ body }) => body)).toEqual([
    { TableName: "t", ReturnConsumedCapacity: "TOTAL" },
    { TableName: "t", ReturnConsumedCapacity: "TOTAL" },
  ]);
});
