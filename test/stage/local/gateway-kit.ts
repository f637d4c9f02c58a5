import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import WebSocket from "ws";
import {
  type RunningWebSocketApi,
  type SocketRoute,
  startWebSocketApi,
  type WebSocketApiOptions,
} from "../../../infra/local/websocket-api.ts";

/** The parts of a WebSocket event that the tests look at. */
export interface SocketEvent {
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly headers?: Record<string, string>;
  readonly queryStringParameters?: Record<string, string>;
  readonly methodArn?: string;
  readonly requestContext: {
    readonly connectionId: string;
    readonly routeKey: string;
    readonly eventType: string;
    readonly requestId: string;
    readonly stage: string;
    readonly domainName: string;
    readonly connectedAt: number;
    readonly messageId?: string;
    readonly authorizer?: Record<string, unknown>;
    readonly disconnectStatusCode?: number;
    readonly disconnectReason?: string;
    readonly identity: { readonly sourceIp: string };
  };
}

export type Handler = (event: SocketEvent) => unknown;

/** A Lambda-backed route around a plain handler. */
export function route(handler: Handler, routeResponse = false): SocketRoute {
  return {
    integration: { kind: "function", invoke: async (event) => handler(event as SocketEvent) },
    routeResponse,
  };
}

const running: RunningWebSocketApi[] = [];
const sockets: WebSocket[] = [];

/** Starts an API that `stopAll` will stop. */
export async function start(options: WebSocketApiOptions): Promise<RunningWebSocketApi> {
  const api = await startWebSocketApi(options);
  running.push(api);
  return api;
}

export async function stopAll(): Promise<void> {
  for (const socket of sockets.splice(0)) socket.terminate();
  await Promise.all(running.splice(0).map((api) => api.close()));
}

/** A client that remembers what it received. */
export interface Client {
  readonly socket: WebSocket;
  readonly received: string[];
  /** The n-th received message (from 0), waiting for it if need be. */
  message(n: number): Promise<string>;
  readonly closed: Promise<{ code: number; reason: string }>;
}

/** A handshake that was answered with an HTTP status. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/** Opens a WebSocket; rejects with `Refused` when the handshake is not upgraded. */
export async function connect(url: string, options: WebSocket.ClientOptions = {}): Promise<Client> {
  const socket = new WebSocket(url, { perMessageDeflate: false, ...options });
  sockets.push(socket);
  const received: string[] = [];
  let arrived = () => {};
  socket.on("message", (data) => {
    received.push(data.toString());
    arrived();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
    socket.once("unexpected-response", (_request, response) => {
      response.resume();
      reject(new Refused(response.statusCode ?? 0));
    });
  });
  socket.on("error", () => {});
  const message = async (n: number): Promise<string> => {
    while (received.length <= n) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
    return received[n] ?? "";
  };
  return { socket, received, message, closed };
}

/** The status with which a handshake is refused; fails if it is accepted. */
export async function refusal(url: string, options: WebSocket.ClientOptions = {}): Promise<number> {
  const outcome = await connect(url, options).catch((error: unknown) => error);
  if (outcome instanceof Refused) return outcome.status;
  throw new Error("the handshake was accepted", { cause: outcome });
}

/** Posts with the real SDK; returns the error's name, or "ok". */
export async function post(api: RunningWebSocketApi, id: string, data: string): Promise<string> {
  const client = management(api.endpoint);
  try {
    await client.send(new PostToConnectionCommand({ ConnectionId: id, Data: data }));
    return "ok";
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  } finally {
    client.destroy();
  }
}

/** A management client that never retries. */
export function management(endpoint: string): ApiGatewayManagementApiClient {
  return new ApiGatewayManagementApiClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until `probe` is true, 5 s at most. */
export async function until(probe: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!probe()) {
    if (Date.now() > deadline) throw new Error("waited 5 s in vain");
    await pause(5);
  }
}
