import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import type { Connection, Connections } from "../connections.ts";
import { messageEvent, type socketContext } from "../events.ts";
import { frameMeter } from "./frame-meter.ts";
import type { Invoker, RouteOutcome } from "./invoker.ts";
import type { GatewayLimits } from "./limits.ts";
import { type SocketRoutes, selectRoute } from "./routes.ts";
import { billedMessages, type GatewayStats } from "./stats.ts";

const UNSUPPORTED_DATA = 1003;
const TOO_BIG = 1009;

/** What the message path needs of its API. */
export interface MessagePath {
  readonly routes: SocketRoutes;
  readonly selectionKey: string;
  readonly allowBinary: boolean;
  readonly limits: GatewayLimits;
  readonly stats: GatewayStats;
  readonly connections: Connections;
  readonly invoker: Invoker;
  context(connection: Connection, routeKey: string): ReturnType<typeof socketContext>;
  log(line: string): void;
}

/**
 * Serves the messages of one open connection: size and binary limits, route selection, and the
 * answer or error frame. Messages are served concurrently; no order is kept.
 */
export function serveMessages(
  path: MessagePath,
  connection: Connection,
  socket: WebSocket,
  stream: Duplex,
): void {
  const meter = frameMeter((bytes) => {
    if (bytes > path.limits.frameBytes) socket.close(TOO_BIG, "Message Too Long");
  });
  // Before the library's own listener, so that an oversized frame never becomes a message.
  stream.prependListener("data", meter);
  socket.on("message", (data: RawData, isBinary: boolean) => {
    if (socket.readyState !== socket.OPEN) return;
    if (isBinary && !path.allowBinary) {
      socket.close(UNSUPPORTED_DATA, "Binary is not supported");
      return;
    }
    void serveMessage(path, connection, data as Buffer, isBinary);
  });
}

async function serveMessage(
  path: MessagePath,
  connection: Connection,
  data: Buffer,
  isBinary: boolean,
): Promise<void> {
  path.stats.messagesIn += 1;
  path.stats.bytesIn += data.length;
  path.stats.billedMessages += billedMessages(data.length);
  path.connections.touch(connection);
  const body = data.toString(isBinary ? "base64" : "utf8");
  const routeKey = selectRoute(path.routes, path.selectionKey, body);
  const route = path.routes[routeKey];
  const context = path.context(connection, routeKey);
  const fail = (message: string) => sendError(path, connection, message, context.requestId);
  if (!route) {
    fail("Forbidden");
    return;
  }
  const event = messageEvent(body, isBinary, context);
  const outcome = await path.invoker.call(routeKey, route.integration, event);
  const problem = describe(outcome);
  if (problem) {
    path.log(`${routeKey}: ${problem.reason}`);
    fail(problem.message);
  } else if (route.routeResponse && outcome.kind === "answer") {
    respond(path, connection, outcome.body, outcome.base64);
  }
}

function respond(path: MessagePath, connection: Connection, body: string, base64: boolean): void {
  const binary = base64 && path.allowBinary;
  const data = base64 ? Buffer.from(body, "base64") : body;
  if (!path.connections.send(connection, data, binary)) return;
  path.stats.routeResponses += 1;
  if (data.length === 0) path.stats.emptyFrames += 1;
}

function sendError(
  path: MessagePath,
  connection: Connection,
  message: string,
  requestId: string,
): void {
  const { connectionId } = connection.facts;
  const frame = JSON.stringify({ message, connectionId, requestId });
  if (path.connections.send(connection, frame)) path.stats.errorFrames += 1;
}

function describe(outcome: RouteOutcome): { message: string; reason: string } | undefined {
  if (outcome.kind === "answer") return undefined;
  if (outcome.kind === "timeout") {
    return { message: "Endpoint request timed out", reason: "the integration timed out" };
  }
  return { message: "Internal server error", reason: outcome.reason };
}
