import { afterEach, expect, test } from "vitest";
import { httpEvent } from "../../../infra/local/http/http-event.ts";
import { readHttpResponse } from "../../../infra/local/http/http-response.ts";
import { matchRoute } from "../../../infra/local/http/http-routes.ts";
import { httpApi } from "./fixture-template.ts";
import { cleanUp, stageOf } from "./stage-kit.ts";

afterEach(cleanUp);

interface Seen {
  readonly event: {
    readonly version: string;
    readonly routeKey: string;
    readonly rawPath: string;
    readonly rawQueryString: string;
    readonly queryStringParameters: Record<string, string>;
    readonly pathParameters: Record<string, string>;
    readonly headers: Record<string, string>;
    readonly cookies?: string[];
    readonly body?: string;
    readonly isBase64Encoded: boolean;
    readonly requestContext: { readonly http: Record<string, string>; readonly stage: string };
  };
}

test("[LOC35] a request becomes an event of payload format 2.0", async () => {
  const stage = await stageOf(httpApi("ANY /api/{proxy+}"));
  const response = await fetch(`${stage.urls.site}/api/redeem%20now/x?a=1&a=2&b=%C3%A4`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Cookie: "one=1; two=2", "X-Shop": "demo" },
    body: '{"offer":"ä"}',
  });
  const { event } = (await response.json()) as Seen;
  expect(event).toMatchObject({
    version: "2.0",
    routeKey: "ANY /api/{proxy+}",
    rawPath: "/api/redeem now/x",
    rawQueryString: "a=1&a=2&b=%C3%A4",
    queryStringParameters: { a: "1,2", b: "ä" },
    pathParameters: { proxy: "redeem now/x" },
    cookies: ["one=1", "two=2"],
    headers: { "x-shop": "demo", "content-type": "application/json" },
    body: '{"offer":"ä"}',
    isBase64Encoded: false,
    requestContext: { stage: "$default", http: { method: "POST", protocol: "HTTP/1.1" } },
  });
  expect(event.headers.cookie).toBeUndefined();
});

test("[LOC35] a body that isn't text arrives base64-encoded", () => {
  const facts = { apiId: "a", accountId: "0", stage: "$default" };
  const match = {
    route: { key: "$default", method: "ANY", path: "$default", invoke: async () => ({}) },
    parameters: {},
  };
  const bodyAs = (type: string) =>
    httpEvent(
      facts,
      {
        method: "POST",
        path: "/%E0%A4%A",
        query: "",
        headers: { "content-type": type },
        body: Buffer.from("a=1"),
        sourceIp: "::1",
      },
      match,
      "id",
      0,
    ) as Seen["event"];
  expect(bodyAs("text/plain; charset=utf-8")).toMatchObject({
    body: "a=1",
    isBase64Encoded: false,
  });
  expect(bodyAs("application/problem+json")).toMatchObject({ isBase64Encoded: false });
  expect(bodyAs("application/x-www-form-urlencoded")).toMatchObject({
    body: "YT0x",
    isBase64Encoded: true,
    rawPath: "/%E0%A4%A",
  });
});

test.each([
  ["GET", "/api/offers", "GET /api/offers"],
  ["POST", "/api/offers", "ANY /api/{proxy+}"],
  ["GET", "/api/offers/7", "GET /api/offers/{id}"],
  ["GET", "/api/deep/er", "ANY /api/deep/{proxy+}"],
  ["GET", "/api/", "$default"],
  ["GET", "/elsewhere", "$default"],
])("[LOC36] %s %s takes the route %s", (method, path, key) => {
  const keys = [
    "$default",
    "ANY /api/{proxy+}",
    "ANY /api/deep/{proxy+}",
    "GET /api/offers/{id}",
    "GET /api/offers",
  ];
  const routes = keys.map((each) => {
    const [verb = "ANY", pattern = "$default"] = each === "$default" ? [] : each.split(" ");
    return { key: each, method: verb, path: pattern, invoke: async () => ({}) };
  });
  expect(matchRoute(routes, method, path)?.route.key).toBe(key);
});

test("[LOC36] without a route 404, with a failing function 500, and both in the gateway's words", async () => {
  const stage = await stageOf(httpApi("GET /api/{proxy+}"));
  const missing = await fetch(`${stage.urls.site}/elsewhere`);
  expect([missing.status, await missing.json()]).toEqual([404, { message: "Not Found" }]);
  const failing = await fetch(`${stage.urls.site}/api/x?do=throw`);
  expect([failing.status, await failing.json()]).toEqual([
    500,
    { message: "Internal Server Error" },
  ]);
  expect(stage.stats.http).toEqual({ requests: 1, statuses: { 500: 1 } });
});

test.each([
  [{ statusCode: 204 }, 204, ""],
  [{ hello: 1 }, 200, '{"hello":1}'],
  ["plain", 200, "plain"],
  [{ statusCode: 200, body: "aGk=", isBase64Encoded: true }, 200, "hi"],
  [{ statusCode: "201", body: "made" }, 201, "made"],
  [undefined, 500, '{"message":"Internal Server Error"}'],
  [{ statusCode: 42 }, 500, '{"message":"Internal Server Error"}'],
  [{ statusCode: 200, body: { not: "text" } }, 500, '{"message":"Internal Server Error"}'],
])("[LOC36] the return value %j is answered with %i", (value, status, body) => {
  const response = readHttpResponse(value);
  expect([response.status, response.body.toString()]).toEqual([status, body]);
});

test("[LOC36] headers and cookies of the return value are sent", () => {
  const { headers } = readHttpResponse({
    statusCode: 200,
    headers: { "X-Request": 7, "Content-Type": "text/csv" },
    cookies: ["a=1", "b=2"],
  });
  expect(headers).toEqual({
    "content-type": "text/csv",
    "x-request": "7",
    "set-cookie": ["a=1", "b=2"],
  });
});
