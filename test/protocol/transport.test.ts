import { Manager, NodeWebSocket, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Server } from "../../functions/socketio/index.ts";
import { heedTransport, type TransportOptions } from "../../web/shared/transport/index.ts";
import { type RunningServer, startServer, until, type Who } from "./local-api.ts";

const MINUTE = 60_000;
const LIMIT = 32 * 1024;

let server: RunningServer;
const managers: Manager[] = [];

function register(io: Server<Who>) {
  io.of("/")
    .use(({ auth }) => (auth.token === "bad" ? { message: "no entry" } : undefined))
    .on("connection", (socket) => void socket.emit("welcome", socket.context.transport))
    .event("echo", async (_socket, args) => args)
    .event("push", async (socket, args) => void args.map((name) => socket.emit(String(name))));
}

/** Opens a connection with the transport under test; `transport()` is the running instance. */
function open(options: Partial<TransportOptions> = {}, auth: object = {}, reconnection = false) {
  const Transport = heedTransport({ heartbeat: MINUTE, ...options }, NodeWebSocket);
  const manager = new Manager(server.url, {
    path: server.path,
    addTrailingSlash: false,
    transports: [Transport],
    reconnection,
    reconnectionDelay: 10,
  });
  managers.push(manager);
  const socket: Socket = manager.socket("/", { auth: { ...auth } });
  const reasons: string[] = [];
  socket.on("disconnect", (reason) => reasons.push(reason));
  const transport = () => manager.engine.transport as InstanceType<typeof Transport>;
  return { manager, socket, reasons, transport };
}

async function connected(options: Partial<TransportOptions> = {}) {
  const client = open(options);
  await until(() => client.socket.connected);
  server.received.length = 0;
  return client;
}

beforeEach(async () => {
  server = await startServer(register);
});

afterEach(async () => {
  for (const manager of managers.splice(0)) manager._close();
  await server.close();
});

describe("opening and framing", () => {
  test("[SIO50] the first frame is CONNECT, answered in one route response without a greeting", async () => {
    const { socket } = open({}, { token: "t" });
    const welcome = new Promise((resolve) => socket.once("welcome", resolve));
    expect(await welcome).toBe("heed");
    expect(socket.connected).toBe(true);
    expect(server.received).toEqual(['40{"token":"t"}']);
    expect(server.posted).toEqual([]);
    expect(server.gateway.stats.invocations).toEqual({ authorizer: 1, $default: 1 });
    expect(server.gateway.stats.messagesOut).toBe(1);
  });

  test("[SIO50] a refusal reaches connect_error", async () => {
    const { socket } = open({}, { token: "bad" });
    const error = await new Promise<Error>((resolve) => socket.once("connect_error", resolve));
    expect(error.message).toBe("no entry");
  });

  test("[SIO51] what is emitted in one tick is one frame and one invocation, in order", async () => {
    const { socket } = await connected();
    const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => socket.emitWithAck("echo", n)));
    expect(answers).toEqual([1, 2, 3, 4, 5]);
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.split("\x1e")).toHaveLength(5);
    expect(server.gateway.stats.invocations.$default).toBe(2);
  });

  test("[SIO51] a tick's packets take another frame where one would be too large", async () => {
    const { socket } = await connected();
    const texts = [1, 2, 3, 4, 5].map((n) => String(n).repeat(12_000));
    const answers = await Promise.all(texts.map((text) => socket.emitWithAck("echo", text)));
    expect(answers).toEqual(texts);
    expect(server.received.map((frame) => frame.split("\x1e").length)).toEqual([2, 2, 1]);
  });

  test("[SIO52] several packets in one incoming frame arrive in order", async () => {
    const { socket } = await connected();
    const seen: string[] = [];
    socket.onAny((name) => seen.push(name));
    socket.emit("push", "a", "b", "c");
    await until(() => seen.length === 3);
    expect(seen).toEqual(["a", "b", "c"]);
    expect(server.posted).toEqual([]);
  });

  test("[SIO53] what is emitted right before disconnecting still leaves", async () => {
    const { socket, manager } = await connected();
    socket.emit("echo", "last");
    socket.emit("echo", "words");
    socket.disconnect();
    await until(() => server.received.length > 0);
    expect(server.received).toEqual(['42["echo","last"]\x1e42["echo","words"]\x1e41']);
    expect(manager._readyState).toBe("closed");
  });

  test("[SIO54] empty frames and objects are the gateway's own, and leave the connection alone", async () => {
    const { socket, reasons } = await connected();
    const answers = [{ statusCode: 200 }, { statusCode: 200, nonsense: true }];
    for (const answer of answers) {
      server.intercept = async () => answer;
      socket.emit("echo");
    }
    await until(() => server.gateway.stats.emptyFrames + server.gateway.stats.errorFrames === 2);
    server.intercept = undefined;
    expect(await socket.emitWithAck("echo", "still here")).toBe("still here");
    expect(reasons).toEqual([]);
  });

  test("[SIO55] attachments travel as base64 text in their packet's own frame", async () => {
    const { socket } = await connected();
    const [bytes, rest] = await new Promise<[Uint8Array, unknown]>((resolve) =>
      socket.emit("echo", Uint8Array.from([1, 2, 3]), "x", (...args: [Uint8Array, unknown]) =>
        resolve(args),
      ),
    );
    expect([...new Uint8Array(bytes)]).toEqual([1, 2, 3]);
    expect(rest).toBe("x");
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatch(/^451-1\[.*\]\x1ebAQID$/);
  });
});

describe("limits", () => {
  const envelope = Buffer.byteLength('420["echo",""]');
  const fitting = "ä".repeat((LIMIT - envelope) / 2);

  test("[SIO56] a message of exactly 32 KB of UTF-8 passes; a larger one is refused, and its ack says so", async () => {
    const refused: unknown[] = [];
    const { socket, reasons } = await connected({ onRefused: (failure) => refused.push(failure) });
    expect(await socket.emitWithAck("echo", fitting)).toMatchObject({ length: fitting.length });
    const failure = { ok: false, code: "too_large", message: expect.stringContaining("32768") };
    expect(await socket.emitWithAck("echo", `${fitting}ä`)).toEqual(failure);
    expect(refused).toEqual([failure]);
    expect(reasons).toEqual([]);
  });

  test("[SIO56] its neighbours in the same tick are sent", async () => {
    const { socket } = await connected();
    const large = "x".repeat(LIMIT);
    const answers = await Promise.all(
      ["a", large, "b"].map((text) => socket.emitWithAck("echo", text)),
    );
    expect(answers).toEqual(["a", expect.objectContaining({ code: "too_large" }), "b"]);
    expect(server.received).toHaveLength(1);
  });

  test("[SIO56] without an ack, and with attachments, the refusal comes by the hook", async () => {
    const codes: string[] = [];
    const { socket } = await connected({ onRefused: ({ code }) => codes.push(code) });
    socket.emit("echo", "x".repeat(LIMIT));
    socket.emit("echo", new Uint8Array(LIMIT));
    socket.emit("echo", new Blob(["x"]));
    await until(() => codes.length === 3);
    expect(codes).toEqual(["too_large", "too_large", "too_large"]);
    expect(await socket.emitWithAck("echo", 1)).toBe(1);
  });

  test("[SIO56] credentials that are too large end in connect_error", async () => {
    const { socket } = open({}, { token: "x".repeat(LIMIT) });
    const error = await new Promise<Error>((resolve) => socket.once("connect_error", resolve));
    expect(error.message).toBe("too_large");
  });
});

describe("heartbeat", () => {
  const beats = () => server.received.filter((frame) => frame === "3").length;
  const pause = (milliseconds: number) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));

  test("[SIO57] heartbeats leave at their period, and answered ones keep the connection", async () => {
    const { reasons } = await connected({ heartbeat: 40, answerWithin: 200 });
    await until(() => beats() >= 10);
    expect(reasons).toEqual([]);
    expect(new Set(server.received)).toEqual(new Set(["3"]));
    expect(server.posted).toEqual([]);
  });

  test("[SIO58] a back end that stops answering ends the connection as a ping timeout, within period + answer time", async () => {
    const { reasons } = await connected({ heartbeat: 100, answerWithin: 150 });
    server.intercept = async () => {
      throw new Error("down");
    };
    const from = Date.now();
    await until(() => reasons.length > 0);
    expect(reasons).toEqual(["ping timeout"]);
    expect(server.gateway.stats.errorFrames).toBeGreaterThan(0);
    expect(Date.now() - from).toBeLessThan(100 + 150 + 100);
  });

  test("[SIO58] so does a socket that is open at one end only", async () => {
    const { reasons } = await connected({ heartbeat: 50, answerWithin: 100 });
    server.intercept = () => new Promise(() => undefined);
    await until(() => reasons.length > 0);
    expect(reasons).toEqual(["ping timeout"]);
    server.intercept = undefined;
  });

  test("[SIO58] a CONNECT that nobody answers ends likewise, and is tried again", async () => {
    server.intercept = async () => {
      throw new Error("down");
    };
    const { manager, socket } = open({ answerWithin: 80 }, {}, true);
    const closes: string[] = [];
    manager.on("close", (reason) => closes.push(reason));
    await until(() => closes.length > 0, 1_000);
    expect(closes[0]).toBe("ping timeout");
    server.intercept = undefined;
    await until(() => socket.connected);
  });

  test("[SIO59] the period can be changed at any time, and later connections keep it", async () => {
    const { socket, transport, manager } = open({}, {}, true);
    await until(() => socket.connected);
    await pause(50);
    expect(beats()).toBe(0);
    transport().setHeartbeat(30);
    await until(() => beats() >= 3);
    transport().setHeartbeat(MINUTE);
    const so_far = beats();
    await pause(100);
    expect(beats()).toBeLessThanOrEqual(so_far + 1);
    transport().setHeartbeat(30);
    manager.engine.close();
    await until(() => !socket.connected);
    await until(() => socket.connected);
    const before = beats();
    await until(() => beats() >= before + 2);
  });

  test("[SIO60] a check asks at once; repeating it neither costs a frame nor grants more time", async () => {
    const { reasons, transport } = await connected({ answerWithin: 150 });
    transport().check();
    await until(() => beats() === 1);
    await pause(200);
    expect(reasons).toEqual([]);
    server.intercept = () => new Promise(() => undefined);
    const from = Date.now();
    while (reasons.length === 0 && Date.now() - from < 2_000) {
      transport().check();
      await pause(10);
    }
    expect(reasons).toEqual(["ping timeout"]);
    expect(Date.now() - from).toBeLessThan(300);
    expect(beats()).toBe(2);
    server.intercept = undefined;
  });

  test("[SIO61] after the gateway cuts a connection the client comes back by itself", async () => {
    await server.close();
    server = await startServer(register, {}, { limits: { lifeMs: 100 } });
    const { socket, reasons } = open({}, {}, true);
    let times = 0;
    socket.on("connect", () => {
      times += 1;
    });
    await until(() => times >= 3);
    expect(new Set(reasons)).toEqual(new Set(["transport close"]));
  });
});
