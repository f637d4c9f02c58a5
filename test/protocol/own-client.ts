import { Manager, NodeWebSocket, type Socket } from "socket.io-client";
import { afterEach, beforeEach } from "vitest";
import type { Server } from "../../functions/socketio/index.ts";
import type { WebSocketApiOptions } from "../../infra/local/websocket-api.ts";
import { heedTransport, type TransportOptions } from "../../web/shared/transport/index.ts";
import { type RunningServer, startServer, until, type Who } from "./local-api.ts";

/** A period in which no test sees a heartbeat. */
export const MINUTE = 60_000;

function register(io: Server<Who>) {
  io.of("/")
    .use(({ auth }) => (auth.token === "bad" ? { message: "no entry" } : undefined))
    .on("connection", (socket) => void socket.emit("welcome", socket.context.transport))
    .event("echo", async (_socket, args) => args)
    .event("push", async (socket, args) => void args.map((name) => socket.emit(String(name))));
}

/** A server for each test of a file, and clients that come to it with the own transport. */
export function eachWithServer() {
  let server: RunningServer;
  const managers: Manager[] = [];
  const released: (() => void)[] = [];

  beforeEach(async () => {
    server = await startServer(register);
  });

  afterEach(async () => {
    for (const manager of managers.splice(0)) manager._close();
    for (const release of released.splice(0)) release();
    await server.close();
  });

  /** Opens a connection; `transport()` is the running instance. */
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

  return {
    open,
    server: () => server,
    /** Starts another server instead, behind a gateway with other limits. */
    async restart(gateway: Partial<WebSocketApiOptions>) {
      await server.close();
      server = await startServer(register, {}, gateway);
    },
    async connected(options: Partial<TransportOptions> = {}) {
      const client = open(options);
      await until(() => client.socket.connected);
      server.received.length = 0;
      return client;
    },
    /** A back end that says nothing, until the test is over. */
    silent: () =>
      new Promise<object>((resolve) => {
        released.push(() => resolve({ statusCode: 200, body: "6" }));
      }),
  };
}
