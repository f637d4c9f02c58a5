import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { NodeWebSocket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocket as NodeSocket, WebSocketServer } from "ws";
import { openSlimSocket } from "../../web/shared/slim-socket.ts";
import type { OpenSocket, Socket, SocketOptions } from "../../web/shared/socket.ts";
import { socketIo } from "../../web/shared/socket-io.ts";

/** The other end of the wire: what arrives, and what is to be answered. */
class Wire {
  readonly frames: string[] = [];
  readonly urls: string[] = [];
  answer: (frame: string, send: (frame: string) => void) => void = greet;
  socket: NodeSocket | undefined;
}

const greet = (frame: string, send: (frame: string) => void) => {
  if (frame === "40") send('40{"sid":"s"}');
  if (frame === "3") send("6");
};

let wire: Wire;
const http = createServer();
const sockets = new WebSocketServer({ server: http });
const opened: Socket[] = [];

beforeAll(async () => {
  Object.assign(globalThis, { WebSocket: globalThis.WebSocket ?? NodeSocket });
  sockets.on("connection", (socket, request) => {
    const here = wire;
    here.socket = socket;
    here.urls.push(request.url ?? "");
    socket.on("message", (data) => {
      here.frames.push(String(data));
      here.answer(String(data), (frame) => socket.send(frame));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  for (const socket of opened.splice(0)) socket.close();
});
afterAll(() => {
  for (const socket of sockets.clients) socket.terminate();
  http.close();
});

async function until(check: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !check(); i += 1) await new Promise((go) => setTimeout(go, 10));
  expect(check()).toBe(true);
}

test("[MSG67] the slim socket ends a connection that answers no heartbeat, also while one is asked for", async () => {
  vi.useFakeTimers();
  const frames: string[] = [];
  interface Handlers {
    onopen?: () => void;
    onmessage?: (event: { data: string }) => void;
  }
  let link: Handlers = {};
  class Silent implements Handlers {
    static readonly OPEN = 1;
    declare onopen?: () => void;
    declare onmessage?: (event: { data: string }) => void;
    readyState = 1;
    constructor() {
      link = this;
    }
    send(frame: string) {
      frames.push(frame);
    }
    close() {
      this.readyState = 3;
    }
  }
  vi.stubGlobal("WebSocket", Silent);
  const onEnd = vi.fn();
  const options = { url: "ws://host/stage", query: {}, heartbeat: 60_000 };
  openSlimSocket({ ...options, onEvent: () => undefined, onEnd });
  link.onopen?.();
  link.onmessage?.({ data: '40{"sid":"s"}' });
  await vi.advanceTimersByTimeAsync(61_000);
  link.onmessage?.({ data: "6" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(frames).toEqual(["40", "3", "3"]);
  expect(onEnd).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(onEnd).toHaveBeenCalledOnce();

  const checked = vi.fn();
  const socket = openSlimSocket({ ...options, onEvent: () => undefined, onEnd: checked });
  link.onopen?.();
  link.onmessage?.({ data: '40{"sid":"s"}' });
  socket.check();
  await vi.advanceTimersByTimeAsync(15_000);
  expect(checked).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe.each([
  ["socket.io-client", socketIo(NodeWebSocket as unknown as Parameters<typeof socketIo>[0])],
  ["the slim socket", openSlimSocket],
] satisfies [string, OpenSocket][])("[MSG67] %s", (_, open) => {
  const events: unknown[][] = [];
  let ends = 0;

  async function connect(options: Partial<SocketOptions> = {}): Promise<Socket> {
    wire = new Wire();
    events.length = 0;
    ends = 0;
    const { port } = http.address() as AddressInfo;
    const socket = open({
      url: `ws://127.0.0.1:${port}/stage`,
      query: { role: "shopper", proof: "a+b/c=" },
      heartbeat: 60_000,
      onEvent: (name, payload) => events.push([name, payload]),
      onEnd: (refusal) => {
        expect(refusal).toBeUndefined();
        ends += 1;
      },
      ...options,
    });
    opened.push(socket);
    await until(() => socket.connected);
    return socket;
  }

  test("asks for the stage's path with its query, and begins with CONNECT", async () => {
    await connect();
    const url = new URL(wire.urls[0] ?? "", "ws://host");
    expect(url.pathname).toBe("/stage");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      role: "shopper",
      proof: "a+b/c=",
      EIO: "4",
      transport: "heed",
    });
    expect(wire.frames).toEqual(["40"]);
  });

  test("tells events, also several in one frame, and ignores what is none", async () => {
    await connect();
    wire.socket?.send('42["one",{"a":1}]\x1e6\x1e42["two",null]');
    wire.socket?.send("");
    wire.socket?.send('{"message":"Internal server error"}');
    wire.socket?.send('42["three"]');
    await until(() => events.length === 3);
    expect(events).toEqual([
      ["one", { a: 1 }],
      ["two", null],
      ["three", undefined],
    ]);
    expect(ends).toBe(0);
  });

  test("an ack finds its request, in whatever order", async () => {
    const socket = await connect();
    const got: unknown[] = [];
    socket.emit("first", { text: "ä" }, 2000, (result) => got.push(["first", result]));
    socket.emit("second", {}, 2000, (result) => got.push(["second", result]));
    await until(() => wire.frames.length === 2);
    expect(wire.frames[1]).toBe('420["first",{"text":"ä"}]\x1e421["second",{}]');
    wire.socket?.send('431[{"ok":true}]');
    wire.socket?.send('430[{"ok":false}]');
    await until(() => got.length === 2);
    expect(got).toEqual([
      ["second", { ack: { ok: true } }],
      ["first", { ack: { ok: false } }],
    ]);
  });

  test("a request without an answer is lost in time, and a late answer does nothing", async () => {
    const socket = await connect();
    const got: unknown[] = [];
    socket.emit("ask", {}, 40, (result) => got.push(result));
    await until(() => got.length === 1);
    wire.socket?.send("430[1]");
    await new Promise((go) => setTimeout(go, 30));
    expect(got).toEqual(["lost"]);
    expect(socket.connected).toBe(true);
  });

  test("what no frame can carry is answered here, and nothing of it is sent", async () => {
    const socket = await connect();
    const got: unknown[] = [];
    socket.emit("ask", "x".repeat(40_000), 2000, (result) => got.push(result));
    await until(() => got.length === 1);
    expect(got).toMatchObject([{ ack: { ok: false, code: "too_large" } }]);
    expect(wire.frames).toEqual(["40"]);
    expect(socket.connected).toBe(true);
  });

  test.each([
    ["the network", () => wire.socket?.terminate()],
    ["the server", () => wire.socket?.close(1001)],
    ["a disconnect", () => wire.socket?.send("41")],
  ])("an end by %s is told once, and requests are lost", async (_name, cut) => {
    const socket = await connect();
    const got: unknown[] = [];
    socket.emit("ask", {}, 5000, (result) => got.push(result));
    await until(() => wire.frames.length === 2);
    cut();
    await until(() => ends === 1);
    expect(got).toEqual(["lost"]);
    expect(socket.connected).toBe(false);
    await new Promise((go) => setTimeout(go, 30));
    expect(ends).toBe(1);
  });

  test.each([
    ['44{"message":"no","data":{"code":"unauthorised","now":7}}', { code: "unauthorised", now: 7 }],
    ['44{"message":"no"}', undefined],
  ])("a refused CONNECT is an end, and says why: %s", async (answer, why) => {
    const { port } = http.address() as AddressInfo;
    const ended: unknown[] = [];
    wire = new Wire();
    wire.answer = (frame, send) => {
      if (frame === "40") send(answer);
    };
    const onEnd = (refusal: unknown) => ended.push(refusal);
    const url = `ws://127.0.0.1:${port}/stage`;
    opened.push(open({ url, query: {}, heartbeat: 60_000, onEvent: () => undefined, onEnd }));
    await until(() => ended.length === 1);
    expect(ended).toEqual([why]);
  });

  test("heartbeats go out and are answered; a changed period holds at once", async () => {
    const socket = await connect();
    socket.setHeartbeat(30);
    await until(() => wire.frames.filter((frame) => frame === "3").length >= 3);
    expect(ends).toBe(0);
  });

  test("a closed socket tells nothing, sends nothing, and says goodbye", async () => {
    const socket = await connect();
    socket.close();
    const got: unknown[] = [];
    await until(() => wire.socket?.readyState === NodeSocket.CLOSED);
    expect(wire.frames.join()).toMatch(/41/);
    expect(ends).toBe(0);
    expect(socket.connected).toBe(false);
    expect(got).toEqual([]);
  });
});
