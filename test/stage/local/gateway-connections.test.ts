import {
  DeleteConnectionCommand,
  GetConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  connect,
  management,
  pause,
  post,
  refusal,
  route,
  type SocketEvent,
  start,
  stopAll,
  until,
} from "./gateway-kit.ts";

afterEach(async () => {
  vi.useRealTimers();
  await stopAll();
});

const allow = (event: SocketEvent) => ({
  principalId: "visitor",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: event.methodArn }],
  },
  context: { role: "shopper", level: 3, known: true },
});

function withAuthorizer(verdict: (event: SocketEvent) => unknown) {
  return {
    ...route(() => ({ statusCode: 200 })),
    authorizer: {
      invoke: async (event: object) => verdict(event as SocketEvent),
      identitySources: ["route.request.querystring.EIO"],
    },
  };
}

test("[LOC10] a post before $connect has returned is Gone, after it is delivered", async () => {
  let early = "";
  let id = "";
  const api = await start({
    routes: {
      $connect: route(async (event) => {
        id = event.requestContext.connectionId;
        early = await post(api, id, "too early");
        return { statusCode: 200 };
      }),
    },
  });
  const client = await connect(`${api.url}/dev`);
  expect(early).toBe("GoneException");
  expect(await post(api, id, "now")).toBe("ok");
  expect(await client.message(0)).toBe("now");
  expect(api.stats.posts).toEqual({ ok: 1, gone: 1, limited: 0, tooLarge: 0 });
});

test("[LOC10] a post to a closed or unknown connection is Gone, with the error's name in a header", async () => {
  const api = await start({ routes: {} });
  const client = await connect(`${api.url}/dev`);
  const id = api.connections.ids()[0] ?? "";
  client.socket.close();
  await until(() => api.connections.size === 0);
  expect(await post(api, id, "late")).toBe("GoneException");
  const response = await fetch(`${api.endpoint}/@connections/nobody%3D`, { method: "POST" });
  expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([
    410,
    "GoneException",
  ]);
});

test("[LOC11] connection ids need encoding in a URL and are taken encoded", async () => {
  const api = await start({ routes: {} });
  const client = await connect(`${api.url}/dev`);
  const id = api.connections.ids()[0] ?? "";
  expect(encodeURIComponent(id)).not.toBe(id);
  await fetch(`${api.endpoint}/%40connections/${encodeURIComponent(id)}`, {
    method: "POST",
    body: "hi",
  });
  expect(await client.message(0)).toBe("hi");
});

test("[LOC12] DELETE closes a connection, GET describes it", async () => {
  const api = await start({ routes: {} });
  const client = await connect(`${api.url}/dev`);
  const ConnectionId = api.connections.ids()[0] ?? "";
  const sdk = management(api.endpoint);
  const about = await sdk.send(new GetConnectionCommand({ ConnectionId }));
  expect(about.Identity?.SourceIp).toBe("127.0.0.1");
  expect(about.ConnectedAt).toBeInstanceOf(Date);
  await sdk.send(new DeleteConnectionCommand({ ConnectionId }));
  expect((await client.closed).code).toBe(1000);
  await expect(sdk.send(new GetConnectionCommand({ ConnectionId }))).rejects.toMatchObject({
    name: "GoneException",
  });
  sdk.destroy();
});

test("[LOC13] a post over 128 KB is refused, one to a client that doesn't read is limited", async () => {
  const api = await start({ routes: {}, limits: { clientBufferBytes: 1_000 } });
  const client = await connect(`${api.url}/dev`);
  const id = api.connections.ids()[0] ?? "";
  expect(await post(api, id, "x".repeat(128 * 1024 + 1))).toBe("PayloadTooLargeException");
  client.socket.pause();
  const large = Buffer.alloc(128 * 1024, "x");
  let refused = "ok";
  for (let n = 0; n < 500 && refused === "ok"; n++) {
    const result = api.connections.post(id, large);
    refused = result.ok ? "ok" : result.code;
  }
  expect(refused).toBe("limited");
});

test("[LOC13] tests can inject 429", async () => {
  const api = await start({ routes: {} });
  const client = await connect(`${api.url}/dev`);
  const id = api.connections.ids()[0] ?? "";
  let left = 1;
  api.connections.onPost = () => (left-- > 0 ? "limited" : undefined);
  expect(await post(api, id, "first")).toBe("LimitExceededException");
  expect(await post(api, id, "second")).toBe("ok");
  expect(await client.message(0)).toBe("second");
});

test("[LOC14] the authorizer's context comes with every later route, as strings", async () => {
  const contexts: unknown[] = [];
  const note = (event: SocketEvent) => {
    contexts.push(event.requestContext.authorizer);
    return { statusCode: 200 };
  };
  const api = await start({
    routes: {
      $connect: { ...withAuthorizer(allow), ...route(note) },
      $default: route(note),
      $disconnect: route(note),
    },
  });
  const client = await connect(`${api.url}/dev?EIO=4`);
  client.socket.send("2");
  await until(() => contexts.length === 2);
  client.socket.close();
  await until(() => contexts.length === 3);
  const expected = { principalId: "visitor", role: "shopper", level: "3", known: "true" };
  for (const context of contexts) expect(context).toMatchObject(expected);
  expect(api.stats.invocations).toEqual({
    authorizer: 1,
    $connect: 1,
    $default: 1,
    $disconnect: 1,
  });
});

test("[LOC15] without identity source 401 unheard; deny 403; Unauthorized 401; broken 500", async () => {
  let calls = 0;
  let verdict: (event: SocketEvent) => unknown = allow;
  const api = await start({
    routes: {
      $connect: withAuthorizer((event) => {
        calls += 1;
        return verdict(event);
      }),
    },
  });
  const status = async (next: typeof verdict, query = "?EIO=4") => {
    verdict = next;
    return refusal(`${api.url}/dev${query}`);
  };
  expect([await status(allow, ""), calls]).toEqual([401, 0]);
  const unauthorized = () => {
    throw new Error("Unauthorized");
  };
  const broken = () => {
    throw new Error("anything else");
  };
  expect(await status(unauthorized)).toBe(401);
  expect(await status(broken)).toBe(500);
  expect(await status(() => ({ isAuthorized: true }))).toBe(500);
  expect(await status((event) => ({ ...allow(event), context: { a: { b: 1 } } }))).toBe(500);
  expect(await status((event) => ({ ...allow(event), context: { a: "x".repeat(9_000) } }))).toBe(
    500,
  );
  const statement = (Effect: string, Resource: string) => () => ({
    principalId: "x",
    policyDocument: { Statement: [{ Action: "execute-api:Invoke", Effect, Resource }] },
  });
  expect(await status(statement("Deny", "*"))).toBe(403);
  expect(await status(statement("Allow", "arn:aws:execute-api:*:*:other/dev/$connect"))).toBe(403);
  verdict = statement("Allow", "arn:aws:execute-api:*:*:local/dev/*");
  await connect(`${api.url}/dev?EIO=4`);
  expect(api.stats.refused).toEqual({ 401: 2, 403: 2, 500: 4 });
});

test("[LOC16] a $connect that refuses or fails answers the handshake with its status", async () => {
  let answer: () => unknown = () => ({ statusCode: 403 });
  const api = await start({ routes: { $connect: route(() => answer()) } });
  expect(await refusal(`${api.url}/dev`)).toBe(403);
  answer = () => {
    throw new Error("broken");
  };
  expect(await refusal(`${api.url}/dev`)).toBe(502);
  expect(api.connections.size).toBe(0);
});

test("[LOC16] a MOCK $connect opens without a function; another path or a long URL is refused", async () => {
  const mock = { integration: { kind: "mock", statusCode: 200 }, routeResponse: false } as const;
  const api = await start({ routes: { $connect: mock } });
  await connect(`${api.url}/dev?EIO=4`);
  expect(api.stats.invocations).toEqual({});
  expect(await refusal(`${api.url}/prod`)).toBe(403);
  expect(await refusal(`${api.url}/dev/`)).toBe(403);
  expect(await refusal(`${api.url}/dev?q=${"x".repeat(4_096)}`)).toBe(414);
});

describe("[LOC17] by a clock that the test moves", () => {
  const MINUTE = 60_000;
  const answering = { routes: { $default: route(() => ({ statusCode: 200, body: "3" }), true) } };
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });

  test("a connection idle for 10 minutes is closed with 1001, and no other", async () => {
    const api = await start(answering);
    const [quiet, busy] = [await connect(`${api.url}/dev`), await connect(`${api.url}/dev`)];
    vi.advanceTimersByTime(9 * MINUTE);
    busy.socket.send("2");
    await busy.message(0);
    vi.advanceTimersByTime(MINUTE - 1);
    expect(api.connections.size).toBe(2);
    vi.advanceTimersByTime(1);
    expect((await quiet.closed).code).toBe(1001);
    vi.advanceTimersByTime(9 * MINUTE - 1);
    busy.socket.send("2");
    await busy.message(1);
  });

  test("a connection of 2 hours is closed with 1001, however busy", async () => {
    const api = await start(answering);
    const { socket, message, closed } = await connect(`${api.url}/dev`);
    for (let beat = 0; beat < 23; beat += 1) {
      vi.advanceTimersByTime(5 * MINUTE);
      socket.send("2");
      await message(beat);
    }
    vi.advanceTimersByTime(5 * MINUTE);
    expect((await closed).code).toBe(1001);
  });
});

test("[LOC17] tests scale both times", async () => {
  const idle = await start({ routes: {}, limits: { idleMs: 50 } });
  expect((await (await connect(`${idle.url}/dev`)).closed).code).toBe(1001);
  const old = await start({ routes: {}, limits: { lifeMs: 50 } });
  expect((await (await connect(`${old.url}/dev`)).closed).code).toBe(1001);
});

test("[LOC18] $disconnect is told code and reason, and tests can lose it", async () => {
  const ends: unknown[] = [];
  const api = await start({
    routes: {
      $disconnect: route(({ requestContext: { disconnectStatusCode, disconnectReason } }) =>
        ends.push([disconnectStatusCode, disconnectReason]),
      ),
    },
  });
  const first = await connect(`${api.url}/dev`);
  first.socket.close(4000, "bye");
  await until(() => ends.length === 1);
  api.api.dropDisconnects = true;
  const second = await connect(`${api.url}/dev`);
  second.socket.terminate();
  await until(() => api.connections.size === 0);
  await pause(30);
  expect(ends).toEqual([[4000, "bye"]]);
});

test("[LOC45] closing drops connections and handshakes under way, and waits for calls only briefly", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const api = await start({
    routes: {
      $connect: route(async (event) => {
        if (event.queryStringParameters?.wait) await held;
        return { statusCode: 200 };
      }),
      $default: route(() => new Promise(() => {})),
    },
  });
  const open = await connect(`${api.url}/dev`);
  open.socket.send("2");
  const opening = connect(`${api.url}/dev?wait=1`).catch(() => "dropped");
  await until(() => api.stats.invocations.$connect === 2 && api.stats.invocations.$default === 1);
  const from = performance.now();
  const closing = api.close();
  release();
  await closing;
  expect(performance.now() - from).toBeLessThan(5_000);
  expect(await opening).toBe("dropped");
  expect((await open.closed).code).toBe(1006);
});
