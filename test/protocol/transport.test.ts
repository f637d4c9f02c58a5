import { describe, expect, test } from "vitest";
import { until } from "./local-api.ts";
import { eachWithServer } from "./own-client.ts";

const LIMIT = 32 * 1024;

const { open, connected, server } = eachWithServer();

describe("opening and framing", () => {
  test("[SIO50] the first frame is CONNECT, answered in one route response without a greeting", async () => {
    const { socket } = open({}, { token: "t" });
    const welcome = new Promise((resolve) => socket.once("welcome", resolve));
    expect(await welcome).toBe("heed");
    expect(socket.connected).toBe(true);
    expect(server().received).toEqual(['40{"token":"t"}']);
    expect(server().posted).toEqual([]);
    expect(server().gateway.stats.invocations).toEqual({ authorizer: 1, $default: 1 });
    expect(server().gateway.stats.messagesOut).toBe(1);
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
    expect(server().received).toHaveLength(1);
    expect(server().received[0]?.split("\x1e")).toHaveLength(5);
    expect(server().gateway.stats.invocations.$default).toBe(2);
  });

  test("[SIO51] a tick's packets take another frame where one would be too large", async () => {
    const { socket } = await connected();
    const texts = [1, 2, 3, 4, 5].map((n) => String(n).repeat(12_000));
    const answers = await Promise.all(texts.map((text) => socket.emitWithAck("echo", text)));
    expect(answers).toEqual(texts);
    expect(server().received.map((frame) => frame.split("\x1e").length)).toEqual([2, 2, 1]);
  });

  test("[SIO52] several packets in one incoming frame arrive in order", async () => {
    const { socket } = await connected();
    const seen: string[] = [];
    socket.onAny((name) => seen.push(name));
    socket.emit("push", "a", "b", "c");
    await until(() => seen.length === 3);
    expect(seen).toEqual(["a", "b", "c"]);
    expect(server().posted).toEqual([]);
  });

  test("[SIO53] what is emitted right before disconnecting still leaves", async () => {
    const { socket, manager } = await connected();
    socket.emit("echo", "last");
    socket.emit("echo", "words");
    socket.disconnect();
    await until(() => server().received.length > 0);
    expect(server().received).toEqual(['42["echo","last"]\x1e42["echo","words"]\x1e41']);
    expect(manager._readyState).toBe("closed");
  });

  test("[SIO54] empty frames and objects are the gateway's own, and leave the connection alone", async () => {
    const { socket, reasons } = await connected();
    const { stats } = server().gateway;
    server().intercept = async () => ({ statusCode: 200 });
    socket.emit("echo");
    await until(() => stats.emptyFrames === 1);
    server().intercept = async () => ({ statusCode: 200, body: "6", nonsense: true });
    socket.emit("echo");
    await until(() => stats.errorFrames === 1);
    server().intercept = undefined;
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
    expect(server().received).toHaveLength(1);
    expect(server().received[0]?.split("\x1e")).toEqual([
      '451-0["echo",{"_placeholder":true,"num":0},"x"]',
      "bAQID",
    ]);
  });
});

describe("limits", () => {
  const envelope = Buffer.byteLength('420["echo",""]');
  const fitting = "ä".repeat((LIMIT - envelope) / 2);

  test("[SIO56] a message of exactly 32 KB of UTF-8 passes; a larger one is refused, and its ack says so", async () => {
    const refused: unknown[] = [];
    const { socket, reasons } = await connected({ onRefused: (failure) => refused.push(failure) });
    expect((await socket.emitWithAck("echo", fitting)).length).toBe(fitting.length);
    expect(Buffer.byteLength(server().received[0] ?? "")).toBe(LIMIT);
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
    expect(server().received).toHaveLength(1);
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
