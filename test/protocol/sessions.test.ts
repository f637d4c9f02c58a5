import { describe, expect, test } from "vitest";
import { memorySessions, type SessionStore } from "../../functions/socketio/index.ts";
import { bytes, frame, OWN, STOCK, setUp } from "./harness.ts";

/** A server with sessions whose clock the test moves. */
function strict() {
  const sessions = memorySessions();
  const clock = { now: 1_000 };
  const set = setUp({
    sessions,
    now: () => clock.now,
    pingInterval: 300,
    pingTimeout: 200,
    connectTimeout: 1_000,
  });
  set.io.of("/custom");
  return { ...set, sessions, clock };
}

describe("with a session store", () => {
  test("[SIO40] attachments may come in frames of their own, as bytes or as base64 text", async () => {
    const { io, body } = strict();
    io.of("/").event("echo", async (_socket, args) => [
      args.length,
      String(args[0]),
      String(args[1]),
    ]);
    await io.greet("c1");
    await body(frame("40", STOCK));
    const header = '452-9["echo",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]';
    expect(await body(frame(header, STOCK))).toBe("6");
    expect(await body(bytes([97, 98]))).toBe("6");
    expect(await body(frame("bY2Q=", STOCK))).toBe('439[2,"ab","cd"]');
  });

  test("[SIO41] an event before CONNECT closes the connection", async () => {
    const { io, body, closed, sessions } = strict();
    await io.greet("c1");
    await body(frame('42["x"]', STOCK));
    expect(closed).toEqual(["c1"]);
    expect(sessions.ids()).toEqual([]);
  });

  test("[SIO41] a connection that was never greeted is closed", async () => {
    const { body, closed } = strict();
    await body(frame("40", STOCK));
    expect(closed).toEqual(["c1"]);
  });

  test("[SIO42] leaving a namespace closes the way to it, and to no other", async () => {
    const { io, body, closed } = strict();
    io.of("/").event("x", async () => ["ok"]);
    await io.greet("c1");
    for (const packet of ["40", "40/custom,", "41/custom,"]) await body(frame(packet, STOCK));
    expect(await body(frame('421["x"]', STOCK))).toBe('431["ok"]');
    expect(closed).toEqual([]);
    await body(frame('42/custom,["x"]', STOCK));
    expect(closed).toEqual(["c1"]);
  });

  test("[SIO43] a stock client is pinged when due, and closed when it does not answer in time", async () => {
    const { io, body, clock, posted, closed } = strict();
    await io.greet("c1");
    await body(frame("40", STOCK));
    posted.length = 0;
    clock.now += 299;
    expect(await io.sweep("c1")).toBe("idle");
    clock.now += 1;
    expect(await io.sweep("c1")).toBe("pinged");
    expect(posted).toEqual([["c1", "2"]]);
    clock.now += 199;
    await body(frame("3", STOCK));
    clock.now += 100;
    expect(await io.sweep("c1")).toBe("idle");
    clock.now += 1;
    expect(await io.sweep("c1")).toBe("pinged");
    clock.now += 200;
    expect(await io.sweep("c1")).toBe("closed");
    expect(closed).toEqual(["c1"]);
    expect(await io.sweep("c1")).toBe("gone");
  });

  test("[SIO44] a client that never connects to a namespace is closed after the connect time-out", async () => {
    const { io, body, clock, closed } = strict();
    await io.greet("c1");
    for (let passed = 0; passed < 900; passed += 300) {
      clock.now += 300;
      expect(await io.sweep("c1")).toBe("pinged");
      await body(frame("3", STOCK));
    }
    clock.now += 100;
    expect(await io.sweep("c1")).toBe("closed");
    expect(closed).toEqual(["c1"]);
  });

  test("[SIO44] having left every namespace is no reason to close", async () => {
    const { io, body, clock } = strict();
    await io.greet("c1");
    await body(frame("40", STOCK));
    await body(frame("41", STOCK));
    clock.now += 5_000;
    expect(await io.sweep("c1")).toBe("pinged");
  });

  test("[SIO45] a session ends with its connection, or when a post finds it gone", async () => {
    const { io, sessions } = strict();
    await io.greet("c1");
    await io.handle({
      requestContext: { connectionId: "c1", eventType: "DISCONNECT", authorizer: STOCK },
    });
    expect(sessions.ids()).toEqual([]);

    const lost = setUp({ sessions, pingInterval: 0 }, ["sent", "gone"]);
    await lost.io.greet("c2");
    expect(await lost.io.sweep("c2")).toBe("gone");
    expect(sessions.ids()).toEqual([]);

    const late = setUp({ sessions, post: async () => "gone" });
    expect(await late.io.greet("c3", async () => undefined)).toBe("gone");
    expect(sessions.ids()).toEqual([]);
  });

  test("[SIO45] a greeting that is delivered twice is sent once", async () => {
    const { io, posted } = strict();
    expect(await io.greet("c1")).toBe("greeted");
    expect(await io.greet("c1")).toBe("greeted");
    expect(posted).toHaveLength(1);
  });

  test("[SIO46] a batching client's messages read and write no session", async () => {
    let uses = 0;
    const counting: SessionStore = {
      async update(_id, change) {
        uses += 1;
        return change(undefined).result;
      },
    };
    const { io, body } = setUp({ sessions: counting });
    io.of("/").event("x", async () => ["ok"]);
    expect(await body(frame('40\x1e421["x"]\x1e3\x1e41', OWN))).toBe('40{"sid":"c1"}\x1e431["ok"]');
    expect(uses).toBe(0);
  });
});
