import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import aws4 from "aws4";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createGatewayClient } from "../../functions/adapters/gateway-client.ts";
import { measure, meter } from "../../functions/adapters/meter.ts";
import { createConnections, createSockets } from "../../functions/adapters/sockets.ts";

/** Answers of the `@connections` to come, one per request; the last one stays. */
type Answer = { readonly status: number; readonly error?: string } | "cut" | "silence";
let answers: Answer[] = [];
const requests: string[] = [];
const bodies: string[] = [];
const heads: IncomingMessage["headers"][] = [];
let server: Server;
let endpoint: string;
const region = "eu-north-1";
const credentials = { accessKeyId: "AKIDLOCAL", secretAccessKey: "secret", sessionToken: "token" };

const limited: Answer = { status: 429, error: "LimitExceededException" };
const sent: Answer = { status: 200 };

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    heads.push(request.headers);
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      bodies.push(body);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer === "cut") request.socket.destroy();
      else if (answer !== "silence") {
        const { status, error } = answer ?? { status: 200 };
        response.writeHead(status, error ? { "x-amzn-errortype": error } : {}).end("{}");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dev`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

afterEach(() => {
  requests.length = 0;
  bodies.length = 0;
  heads.length = 0;
});

const client = (patienceMs = 5000) =>
  createGatewayClient({ endpoint, region, credentials, patienceMs });

function connections(patienceMs?: number) {
  const pauses: number[] = [];
  const errors: unknown[] = [];
  const adapter = createConnections({
    client: client(patienceMs),
    sleep: async (ms) => void pauses.push(ms),
    random: () => 1,
    onError: (error) => errors.push(error),
  });
  return { adapter, pauses, errors };
}

test("[SIO93] a connection that is gone is told at the first answer, and closing it is no error", async () => {
  answers = [{ status: 410, error: "GoneException" }];
  const { adapter, errors } = connections();
  expect(await adapter.post("a+b=", "x")).toBe("gone");
  await adapter.disconnect("a+b=");
  expect(requests).toEqual([
    "POST /dev/@connections/a%2Bb%3D",
    "DELETE /dev/@connections/a%2Bb%3D",
  ]);
  expect(errors).toEqual([]);
});

test("[SIO94] a full buffer is met with two pauses with jitter, half a second at most, and then given up", async () => {
  answers = [limited];
  const { adapter, pauses, errors } = connections();
  expect(await adapter.post("c=", "x")).toBe("busy");
  expect(requests).toHaveLength(3);
  expect(pauses).toHaveLength(2);
  expect(pauses.reduce((sum, ms) => sum + ms)).toBeLessThan(500);
  expect(errors).toHaveLength(1);
});

test.each<[string, Answer]>([
  ["a full buffer", limited],
  ["a failure of the gateway", { status: 500 }],
  ["a connection cut under way", "cut"],
])("[SIO94] %s that passes costs no message", async (_what, answer) => {
  answers = [answer, sent];
  const { adapter, errors } = connections();
  expect(await adapter.post("c=", "x")).toBe("sent");
  expect(requests).toHaveLength(2);
  expect(errors).toEqual([]);
});

test.each<[string, Answer]>([
  ["what is not allowed", { status: 403, error: "ForbiddenException" }],
  ["what is too large", { status: 413, error: "PayloadTooLargeException" }],
  ["silence", "silence"],
])("[SIO95] %s is tried once and reported, and never throws", async (_what, answer) => {
  answers = [answer];
  const { adapter, pauses, errors } = connections(60);
  expect(await adapter.post("c=", "x")).toBe("busy");
  expect(requests).toHaveLength(1);
  expect(pauses).toEqual([]);
  expect(errors).toHaveLength(1);
  answers = [sent];
});

test("[SIO96] events leave as Socket.IO frames, a ping as Engine.IO's own, each to its connection, many at a time", async () => {
  answers = [sent];
  const sockets = createSockets(connections().adapter);
  expect(await sockets.ping("one=")).toBe("sent");
  const event = { conversation: "c", from: "agent" } as const;
  expect(await sockets.emit("two=", "typing", event)).toBe("sent");
  expect(bodies).toEqual(["2", `42["typing",${JSON.stringify(event)}]`]);
  const ids = Array.from({ length: 60 }, (_, i) => `id-${i}`);
  await Promise.all(ids.map((id) => sockets.ping(id)));
  const posted = ids.map((id) => `POST /dev/@connections/${id}`);
  expect([...requests].slice(2).sort()).toEqual([...posted].sort());
});

test("[SIO97] what is sent is signed in full, with the token, and to the same address as the SDK's", async () => {
  answers = [sent];
  const sdk = new ApiGatewayManagementApiClient({ endpoint, region, credentials });
  for (const id of ["L0SM9cOFvHcCIhw=", "a+b/c="]) {
    await client().post(id, "x");
    await sdk.send(new PostToConnectionCommand({ ConnectionId: id, Data: "Hyvää päivää" }));
    expect(requests.at(-2)).toBe(requests.at(-1));
    const { authorization = "", ...head } = heads.at(-1) ?? {};
    const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(";") ?? [];
    const again = aws4.sign(
      {
        service: "execute-api",
        region,
        method: "POST",
        path: requests.at(-1)?.split(" ")[1] ?? "",
        headers: Object.fromEntries(names.map((name) => [name, String(head[name])])),
        body: "Hyvää päivää",
      },
      credentials,
    );
    expect(again.headers?.Authorization).toBe(authorization);
  }
  sdk.destroy();
  expect(heads[0]?.["content-type"]).toBe(heads[1]?.["content-type"]);
  expect(heads[0]?.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIDLOCAL\/\d{8}\/eu-north-1\/execute-api\/aws4_request, SignedHeaders=content-length;content-type;host;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
  );
});

test("[SIO98] posts are counted once each, repetitions too, however often the client is metered", async () => {
  answers = [limited, sent];
  const metered = client();
  meter(metered);
  meter(metered);
  const adapter = createConnections({
    client: metered,
    sleep: async () => {},
    random: Math.random,
    onError: () => {},
  });
  const { cost } = await measure(async () => {
    await adapter.post("c=", "x");
    await adapter.disconnect("c=");
  });
  expect(cost).toMatchObject({ posts: 2, requests: 0 });
  expect(cost.byCommand).toEqual({ PostToConnection: 2, DeleteConnection: 1 });
});

test("[SIO98] connections to the gateway are used again", async () => {
  answers = [sent];
  let opened = 0;
  const count = () => {
    opened += 1;
  };
  server.on("connection", count);
  const one = client();
  for (let n = 0; n < 5; n += 1) await one.post("c=", "x");
  server.off("connection", count);
  expect(opened).toBe(1);
});
