import { afterEach, expect, test } from "vitest";
import {
  connect,
  pause,
  post,
  route,
  type SocketEvent,
  start,
  stopAll,
  until,
} from "./gateway-kit.ts";

afterEach(stopAll);

test("[LOC1] a route response carries the function's body to the caller", async () => {
  const api = await start({
    routes: { $default: route((event) => ({ statusCode: 200, body: `re:${event.body}` }), true) },
  });
  const client = await connect(`${api.url}/dev`);
  client.socket.send('40{"a":1}');
  expect(await client.message(0)).toBe('re:40{"a":1}');
  expect(api.stats).toMatchObject({ messagesIn: 1, messagesOut: 1, routeResponses: 1 });
});

test("[LOC1] a route without a response answers nothing", async () => {
  const api = await start({ routes: { $default: route(() => ({ statusCode: 200, body: "x" })) } });
  const client = await connect(`${api.url}/dev`);
  client.socket.send("2");
  await until(() => api.stats.invocations.$default === 1);
  await pause(50);
  expect(client.received).toEqual([]);
});

test("[LOC2] a route response without a body sends an empty frame", async () => {
  const answers = [{ statusCode: 200 }, { statusCode: 200, body: undefined }];
  const api = await start({ routes: { $default: route(() => answers.pop(), true) } });
  const client = await connect(`${api.url}/dev`);
  client.socket.send("2");
  client.socket.send("2");
  expect([await client.message(0), await client.message(1)]).toEqual(["", ""]);
  expect(api.stats.emptyFrames).toBe(2);
});

test("[LOC3] a throw, an unknown key or a malformed value becomes an error frame", async () => {
  const answers: (() => unknown)[] = [
    () => {
      throw new Error("broken");
    },
    () => ({ statusCode: 200, body: "6", result: "?" }),
    () => undefined,
    () => ({ body: "6" }),
    () => ({ statusCode: 200, body: { not: "text" } }),
  ];
  const requestIds: string[] = [];
  const lines: string[] = [];
  const api = await start({
    log: (line) => lines.push(line),
    routes: {
      $default: route((event) => {
        requestIds.push(event.requestContext.requestId);
        return answers[Number(event.body)]?.();
      }, true),
    },
  });
  const client = await connect(`${api.url}/dev`);
  for (const [at] of answers.entries()) {
    client.socket.send(String(at));
    const [connectionId] = api.connections.ids();
    expect(JSON.parse(await client.message(at))).toEqual({
      message: "Internal server error",
      connectionId,
      requestId: requestIds[at],
    });
  }
  expect(api.stats.errorFrames).toBe(answers.length);
  expect(lines[1]).toContain('unknown key "result"');
  expect(client.socket.readyState).toBe(client.socket.OPEN);
});

test("[LOC4] a function that outlasts the integration time-out gets the client a time-out frame", async () => {
  const api = await start({
    limits: { integrationMs: 30 },
    routes: { $default: route(() => pause(200), true) },
  });
  const client = await connect(`${api.url}/dev`);
  client.socket.send("2");
  expect(JSON.parse(await client.message(0))).toMatchObject({
    message: "Endpoint request timed out",
  });
});

test("[LOC5] a binary frame closes the connection with 1003, unless let through", async () => {
  const echo = route(
    ({ body, isBase64Encoded }) => ({ statusCode: 200, body, isBase64Encoded }),
    true,
  );
  const strict = await start({ routes: { $default: echo } });
  const client = await connect(`${strict.url}/dev`);
  client.socket.send(Buffer.from([1, 2, 3]));
  expect((await client.closed).code).toBe(1003);
  expect(strict.stats.invocations.$default).toBeUndefined();

  const open = await start({ routes: { $default: echo }, allowBinary: true });
  const free = await connect(`${open.url}/dev`);
  const reply = new Promise((resolve) =>
    free.socket.on("message", (data, binary) => resolve([binary, data])),
  );
  free.socket.send(Buffer.from([1, 2, 3]));
  expect(await reply).toEqual([true, Buffer.from([1, 2, 3])]);
});

test("[LOC6] a frame over 32 KB closes with 1009; a message may have 128 KB in several frames", async () => {
  const bodies: number[] = [];
  const api = await start({
    routes: { $default: route((event) => bodies.push(event.body?.length ?? 0)) },
  });
  const fits = await connect(`${api.url}/dev`);
  fits.socket.send("x".repeat(32 * 1024));
  for (let part = 0; part < 4; part++) fits.socket.send("y".repeat(32_768), { fin: part === 3 });
  await until(() => bodies.length === 2);
  expect(bodies).toEqual([32_768, 131_072]);
  expect(api.stats.billedMessages - api.stats.messagesOut).toBeGreaterThanOrEqual(5);

  const frame = await connect(`${api.url}/dev`);
  frame.socket.send("x".repeat(32 * 1024 + 1));
  expect((await frame.closed).code).toBe(1009);

  const message = await connect(`${api.url}/dev`);
  for (let part = 0; part < 5; part++) message.socket.send("y".repeat(32_768), { fin: part === 4 });
  expect((await message.closed).code).toBe(1009);
  expect(bodies).toHaveLength(2);
});

test("[LOC6] the limit counts UTF-8 bytes, not characters", async () => {
  const api = await start({ routes: { $default: route(() => ({ statusCode: 200 })) } });
  const client = await connect(`${api.url}/dev`);
  client.socket.send("ä".repeat(16 * 1024 + 1));
  expect((await client.closed).code).toBe(1009);
});

test("[LOC7] messages of one connection are served concurrently and may overtake each other", async () => {
  const seen: string[] = [];
  const api = await start({
    jitter: { seed: 7, maxMs: 40 },
    routes: { $default: route((event) => seen.push(event.body ?? "")) },
  });
  const client = await connect(`${api.url}/dev`);
  const sent = Array.from({ length: 30 }, (_, n) => String(n));
  for (const body of sent) client.socket.send(body);
  await until(() => seen.length === sent.length);
  expect(seen).not.toEqual(sent);
  expect([...seen].sort()).toEqual([...sent].sort());
});

test("[LOC8] bodies that are no JSON object take $default; a JSON object may name its own route", async () => {
  const taken: string[] = [];
  const note = (event: SocketEvent) => taken.push(`${event.requestContext.routeKey} ${event.body}`);
  const api = await start({ routes: { $default: route(note), ping: route(note) } });
  const client = await connect(`${api.url}/dev`);
  const bodies = ["3", "40", "[1]", "{bad", '{"action":"ping"}', '{"action":"other"}'];
  for (const body of bodies) {
    client.socket.send(body);
    await until(() => taken.length === bodies.indexOf(body) + 1);
  }
  expect(taken.map((line) => line.split(" ")[0])).toEqual([
    "$default",
    "$default",
    "$default",
    "$default",
    "ping",
    "$default",
  ]);
});

test("[LOC8] a message that no route takes is answered Forbidden", async () => {
  const api = await start({ routes: {} });
  const client = await connect(`${api.url}/dev`);
  client.socket.send("3");
  expect(JSON.parse(await client.message(0))).toMatchObject({ message: "Forbidden" });
});

test("[LOC9] an event tells connection, stage, domain, route and times", async () => {
  const events: SocketEvent[] = [];
  const api = await start({ routes: { $default: route((event) => events.push(event)) } });
  const client = await connect(`${api.url}/dev`, { headers: { "User-Agent": "kit" } });
  client.socket.send("hello");
  await until(() => events.length === 1);
  const [id] = api.connections.ids();
  expect(events[0]).toMatchObject({
    body: "hello",
    isBase64Encoded: false,
    requestContext: {
      routeKey: "$default",
      eventType: "MESSAGE",
      messageDirection: "IN",
      stage: "dev",
      connectionId: id,
      domainName: `127.0.0.1:${api.port}`,
      identity: { userAgent: "kit", sourceIp: "127.0.0.1" },
      messageId: expect.any(String),
      requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
    },
  });
  expect(await post(api, id ?? "", "back")).toBe("ok");
});
