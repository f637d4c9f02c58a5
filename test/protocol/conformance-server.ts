import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createEngine,
  createServer,
  type Engine,
  type EngineOptions,
  memorySessions,
  type Server,
  type WebSocketEvent,
} from "../../functions/socketio/index.ts";
import { WebSocketApi } from "../../infra/local/websocket-api.ts";
import { httpConnections } from "./local-api.ts";

/** What the public Engine.IO 4 and Socket.IO 5 suites expect of the server under test, in milliseconds and bytes. */
const TIMING = { pingInterval: 300, pingTimeout: 200, maxPayload: 1_000_000 };
const CONNECT_TIMEOUT_MS = 1_000;

/** How often connections are looked at: what a deployed stage's sweeper does every minute must be exact to a few ms here. */
const SWEEP_MS = 5;

export const ENGINE_PATH = "/engine.io/";
export const SOCKET_PATH = "/socket.io/";

export interface ConformanceServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Echoes every message: the Engine.IO suite's server. */
const createEcho = (options: EngineOptions<unknown>): Engine<unknown> =>
  createEngine(options, (_connection, outbox) => ({
    async message(data) {
      outbox.add([typeof data === "string" ? `4${data}` : data]);
      return "ok";
    },
  }));

/** The Socket.IO suite's server: two namespaces that answer `message` and `message-with-ack`. */
function createSuiteServer(options: EngineOptions<unknown>): Server<unknown> {
  const io = createServer({ ...options, connectTimeout: CONNECT_TIMEOUT_MS });
  for (const name of ["/", "/custom"]) {
    io.of(name)
      .on("connection", (socket, { auth }) => void socket.emit("auth", auth))
      .event("message", async (socket, args) => void socket.emit("message-back", ...args))
      .event("message-with-ack", async (_socket, args) => args);
  }
  return io;
}

/**
 * One WebSocket API without a route response: the suites look at raw frames, and a noop, which a client would ignore,
 * is a frame that they don't expect.
 */
function createApi(
  stage: string,
  path: string,
  origin: () => string,
  allowBinary: boolean,
  create: (options: EngineOptions<unknown>) => Engine<unknown>,
) {
  const sessions = memorySessions();
  const engine = create({
    ...httpConnections(() => `${origin()}/${stage}`),
    ...TIMING,
    sessions,
    routeResponse: false,
    binary: allowBinary,
  });
  const invoke = async (input: object): Promise<object> => {
    const event = input as WebSocketEvent;
    const answer = await engine.handle(event);
    const { eventType, connectionId } = event.requestContext;
    if (eventType === "CONNECT" && answer.statusCode === 200) void engine.greet(connectionId);
    return answer;
  };
  const route = { integration: { kind: "function", invoke } as const, routeResponse: false };
  const routes = { $connect: route, $default: route, $disconnect: route };
  const api = new WebSocketApi({ routes, stage, paths: [path], allowBinary });
  const sweep = () => Promise.all(sessions.ids().map((id) => engine.sweep(id)));
  return { path, stage, api, sweep };
}

/**
 * Starts both servers behind one port of 127.0.0.1, through local WebSocket APIs.
 * @param options `port` 0 picks a free one; `allowBinary` lets binary frames through, which API Gateway does not
 */
export async function startConformance(options: {
  readonly port?: number;
  readonly allowBinary?: boolean;
}): Promise<ConformanceServer> {
  const { port = 0, allowBinary = false } = options;
  let origin = "";
  const apis = [
    createApi("engine", ENGINE_PATH, () => origin, allowBinary, createEcho),
    createApi("socket", SOCKET_PATH, () => origin, allowBinary, createSuiteServer),
  ];
  const pathOf = (url = "/") => new URL(url, "http://localhost").pathname;
  const http = createHttpServer((request, response) => {
    const path = pathOf(request.url);
    const found = apis.find(({ stage }) => path.startsWith(`/${stage}/`));
    if (found?.api.request(path, request, response)) return;
    response.writeHead(403, { "content-type": "application/json" }).end('{"message":"Forbidden"}');
  });
  http.on("upgrade", (request, socket, head) => {
    const found = apis.find(({ path }) => path === pathOf(request.url));
    if (found) void found.api.upgrade(request, socket, head);
    else socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
  });
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, "127.0.0.1", resolve);
  });
  const address = http.address() as AddressInfo;
  origin = `http://127.0.0.1:${address.port}`;
  const timer = setInterval(() => {
    for (const { sweep } of apis) void sweep();
  }, SWEEP_MS);
  return {
    port: address.port,
    async close() {
      clearInterval(timer);
      await Promise.all(apis.map(({ api }) => api.close()));
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
