import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { backoff } from "../../web/shared/backoff.ts";
import { Connection } from "../../web/shared/connection.ts";
import type { SocketOptions } from "../../web/shared/socket.ts";

const WELCOME = {
  role: "shopper",
  version: 1,
  now: 0,
  credential: { visitor: "visitor-1", key: "key" },
  languages: ["en"],
};

interface FakeSocket extends SocketOptions {
  closed: boolean;
  readonly emitted: { name: string; done: (result: { ack: unknown } | "lost") => void }[];
}

let sockets: FakeSocket[];
let queries: number;
let refusals: number[];
let connection: Connection<"shopper">;

const last = (): FakeSocket => {
  const socket = sockets.at(-1);
  if (!socket) throw new Error("no attempt");
  return socket;
};
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const welcome = (change: object = {}) =>
  last().onEvent("welcome", { ...WELCOME, now: Date.now(), ...change });

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  queries = 0;
  refusals = [];
  connection = new Connection<"shopper">({
    url: "wss://socket.example/test",
    open(options) {
      const socket: FakeSocket = { ...options, closed: false, emitted: [] };
      sockets.push(socket);
      return {
        connected: true,
        emit: (name, _payload, _timeout, done) => socket.emitted.push({ name, done }),
        close: () => {
          socket.closed = true;
        },
        setHeartbeat: () => undefined,
        check: () => undefined,
      };
    },
    query: async () => {
      queries += 1;
      return { role: "shopper", attempt: String(queries) };
    },
    refused: (offset) => refusals.push(offset),
    heartbeat: 1000,
    random: () => 1,
    backoff: { first: 1000, most: 8000 },
  });
});
afterEach(() => {
  connection.stop();
  vi.useRealTimers();
});

describe("[MSG63] a connection comes back by itself", () => {
  test("each attempt has a query of its own, and the pauses grow to their bound", async () => {
    connection.start();
    const times: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      await settle();
      const begun = Date.now();
      last().onEnd();
      while (sockets.length === i + 1) await settle(500);
      times.push(Date.now() - begun);
    }
    expect(times).toEqual([1000, 2000, 4000, 8000, 8000, 8000]);
    expect(last().query).toEqual({ role: "shopper", attempt: "7" });
  });

  test("pauses are spread, so that many clients do not come back at once", () => {
    const bounds = { first: 1000, most: 8000 };
    expect(backoff(0, 0, bounds)).toBe(500);
    expect(backoff(0, 1, bounds)).toBe(1000);
    expect(backoff(50, 0, bounds)).toBe(4000);
  });

  test("it is online when the server has said welcome, not before", async () => {
    connection.start();
    await settle();
    expect(connection.state).toBe("connecting");
    expect(await connection.request("typing", { conversation: "conversation-1" })).toMatchObject({
      code: "offline",
    });
    welcome();
    expect(connection.state).toBe("online");
  });

  test("one that lasted starts counting anew, one that was cut at once does not", async () => {
    connection.start();
    await settle();
    welcome();
    last().onEnd();
    await settle(1000);
    welcome();
    last().onEnd();
    await settle(1999);
    expect(sockets).toHaveLength(2);
    await settle(1);
    welcome();
    await settle(6000);
    last().onEnd();
    await settle(1000);
    expect(sockets).toHaveLength(4);
  });

  test("a connection without a welcome is given up", async () => {
    connection.start();
    await settle();
    const first = last();
    await settle(22_000);
    expect(first.closed).toBe(true);
    expect(sockets.length).toBeGreaterThan(1);
  });

  test("a query that can't be built is a failed attempt", async () => {
    let calls = 0;
    const failing = new Connection<"agent">({
      url: "wss://socket.example/test",
      open: () => {
        throw new Error("not reached");
      },
      query: async () => {
        calls += 1;
        throw new Error("no ticket");
      },
      heartbeat: 1000,
      random: () => 0,
    });
    failing.start();
    await settle(3000);
    expect(failing.state).toBe("offline");
    expect(calls).toBeGreaterThan(1);
    failing.stop();
  });

  test("after stop nothing happens any more", async () => {
    connection.start();
    await settle();
    welcome();
    connection.stop();
    expect(last().closed).toBe(true);
    await settle(120_000);
    expect(sockets).toHaveLength(1);
    expect(connection.state).toBe("stopped");
  });

  test("reconnect closes and asks for a new query at once", async () => {
    connection.start();
    await settle();
    welcome();
    connection.reconnect();
    await settle();
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closed).toBe(true);
  });

  test("what an earlier socket still says is not heard", async () => {
    const heard = vi.fn();
    connection.on("typing", heard);
    connection.start();
    await settle();
    welcome();
    const old = last();
    connection.reconnect();
    await settle();
    welcome();
    old.onEvent("typing", { conversation: "conversation-1", from: "agent" });
    old.onEnd();
    expect(heard).not.toHaveBeenCalled();
    expect(connection.state).toBe("online");
  });
});

test("[MSG64] a server of another version ends it for good", async () => {
  connection.start();
  await settle();
  welcome({ version: 2 });
  expect(connection.state).toBe("outdated");
  await settle(120_000);
  expect(sockets).toHaveLength(1);
});

test("[MSG65] it knows the server's clock", async () => {
  connection.start();
  await settle();
  welcome({ now: Date.now() + 3_600_000 });
  expect(connection.now() - Date.now()).toBe(3_600_000);
});

test("[MSG65] also from a refusal, which only the server's own word is", async () => {
  connection.start();
  await settle();
  const now = Date.now() + 3_600_000;
  last().onEnd({ code: "unauthorised", now });
  expect(connection.state).toBe("offline");
  expect(connection.now() - Date.now()).toBe(3_600_000);
  await settle(1000);
  last().onEnd({ code: "unauthorised" });
  await settle(2000);
  for (const said of [undefined, null, "no", { code: "internal", now: 0 }]) {
    last().onEnd(said);
    await settle(8000);
  }
  expect(refusals).toEqual([3_600_000, 3_600_000]);
  expect(sockets).toHaveLength(7);
});

describe("[MSG66] a request is answered once, by an ack or a failure", () => {
  test.each([
    { ack: { ok: true, seq: 3, at: 4 }, reply: { ok: true, seq: 3 } },
    { ack: { ok: false, code: "closed", message: "" }, reply: { ok: false, code: "closed" } },
    { ack: null, reply: { ok: false, code: "internal" } },
    { ack: "ok", reply: { ok: false, code: "internal" } },
    { ack: { ok: false }, reply: { ok: false, code: "internal" } },
  ])("$ack", async ({ ack, reply }) => {
    connection.start();
    await settle();
    welcome();
    const asked = connection.request("typing", { conversation: "conversation-1" });
    last().emitted[0]?.done({ ack });
    expect(await asked).toMatchObject(reply);
  });

  test("no ack in time", async () => {
    connection.start();
    await settle();
    welcome();
    const asked = connection.request("typing", { conversation: "conversation-1" });
    last().emitted[0]?.done("lost");
    expect(await asked).toMatchObject({ ok: false, code: "timeout" });
  });
});
