import { io as connect, type ManagerOptions, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeEvent, memorySessions, type ServerOptions } from "../../functions/socketio/index.ts";
import type { WebSocketApiOptions } from "../../infra/local/websocket-api.ts";
import { type RunningServer, startServer, until, type Who } from "./local-api.ts";

/** A plain Socket.IO client over WebSocket, through a gateway whose invocations overtake each other. */
describe("a stock client", () => {
  let server: RunningServer;
  const clients: Socket[] = [];

  async function start(
    options: Partial<ServerOptions<Who>> = {},
    jitterMs = 5,
    gateway: Partial<WebSocketApiOptions> = {},
  ) {
    server = await startServer(
      (io) => {
        io.of("/")
          .use(({ auth }) => (auth.token === "bad" ? { message: "no entry", data: 7 } : undefined))
          .on("connection", (socket) => {
            socket.emit("welcome", socket.connectionId);
            socket.emit("second");
          })
          .event("echo", async (_socket, args) => args)
          .event("fan", async (_socket, [to, text]) => [
            await server.io.post(String(to), encodeEvent("note", text)),
          ]);
        io.of("/desk").event("where", async (socket) => [socket.namespace]);
      },
      options,
      { jitter: { seed: 7, maxMs: jitterMs }, ...gateway },
    );
  }

  function client(namespace = "/", options: Partial<ManagerOptions> & { auth?: object } = {}) {
    const socket = connect(`${server.url}${namespace}`, {
      path: server.path,
      addTrailingSlash: false,
      transports: ["websocket"],
      forceNew: true,
      reconnectionDelay: 10,
      ...options,
    });
    clients.push(socket);
    return socket;
  }

  const once = <Value>(socket: Socket, event: string) =>
    new Promise<Value>((resolve) => socket.once(event, resolve));

  beforeEach(() => start());

  afterEach(async () => {
    for (const socket of clients.splice(0)) socket.disconnect();
    await server.close();
  });

  test("[SIO70] is greeted, connects, and gets what is emitted meanwhile in order", async () => {
    const socket = client();
    const seen: string[] = [];
    socket.onAny((name) => seen.push(name));
    await until(() => seen.length === 2);
    expect(seen).toEqual(["welcome", "second"]);
    expect(socket.id).toBe(server.gateway.connections.ids()[0]);
    expect(server.posted[0]?.startsWith('0{"sid":')).toBe(true);
  });

  test("[SIO70] emits with acks, hears from other connections, and stays on noops", async () => {
    const [one, two] = [client(), client()];
    const [, twoId] = await Promise.all([once(one, "welcome"), once<string>(two, "welcome")]);
    expect(await one.emitWithAck("echo", { ä: [1, null] })).toEqual({ ä: [1, null] });
    const note = once(two, "note");
    expect(await one.emitWithAck("fan", twoId, "hello")).toBe("sent");
    expect(await note).toBe("hello");
    for (let n = 0; n < 10; n += 1) one.emit("echo", n);
    const many = Array.from({ length: 10 }, (_, n) => one.emitWithAck("echo", n));
    expect(await Promise.all(many)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("[SIO70] joins namespaces over one connection and leaves them", async () => {
    const main = client();
    await once(main, "welcome");
    const desk = main.io.socket("/desk");
    expect(await desk.emitWithAck("where")).toBe("/desk");
    expect(server.gateway.stats.connects).toBe(1);
    desk.disconnect();
    expect(await main.emitWithAck("echo", "still here")).toBe("still here");
  });

  test("[SIO70] needs nothing but a path at the root of a domain, where older clients' trailing slash fits", async () => {
    await server.close();
    await start({}, 5, { paths: ["/"] });
    const socket = client("/", { path: "/", addTrailingSlash: true });
    expect(await socket.emitWithAck("echo", "hello")).toBe("hello");
  });

  test("[SIO70] is told of refusals and unknown namespaces", async () => {
    const refused = await once<Error & { data?: unknown }>(
      client("/", { auth: { token: "bad" } }),
      "connect_error",
    );
    expect([refused.message, refused.data]).toEqual(["no entry", 7]);
    const lost = await once<Error>(client("/nowhere"), "connect_error");
    expect(lost.message).toBe("Invalid namespace");
  });

  test("[SIO70] carries attachments where it sends them as text and the server remembers", async () => {
    await server.close();
    await start({ sessions: memorySessions() }, 0);
    const socket = client("/", { forceBase64: true });
    // Nothing else may be on its way: an event between a header and its attachment would tear them apart.
    await once(socket, "second");
    const answer = await socket.emitWithAck("echo", Buffer.from([1, 2, 3]));
    expect([...new Uint8Array(answer)]).toEqual([1, 2, 3]);
  });

  test("[SIO71] stays as long as it is pinged, and leaves with a ping timeout when it is not", async () => {
    await server.close();
    await start({ pingInterval: 60, pingTimeout: 60 });
    const socket = client("/", { reconnection: false });
    const reasons: string[] = [];
    socket.on("disconnect", (reason) => reasons.push(reason));
    const id = await once<string>(socket, "welcome");
    for (let n = 0; n < 6; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await server.io.ping(id)).toBe("sent");
    }
    expect(reasons).toEqual([]);
    await until(() => reasons.length > 0);
    expect(reasons).toEqual(["ping timeout"]);
    expect(await server.io.ping(id)).toBe("gone");
  });

  test("[SIO71] comes back by itself after it was closed for a malformed packet", async () => {
    const socket = client();
    await once(socket, "welcome");
    socket.io.engine.write("zzz");
    await once(socket, "disconnect");
    await once(socket, "welcome");
    expect(server.gateway.stats.connects).toBe(2);
  });
});
