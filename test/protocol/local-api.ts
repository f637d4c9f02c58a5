import type {
  Connections,
  PostResult,
  Server,
  ServerOptions,
  WebSocketEvent,
} from "../../functions/socketio/index.ts";
import { createServer, openingOf } from "../../functions/socketio/index.ts";
import {
  type RunningWebSocketApi,
  startWebSocketApi,
  type WebSocketApiOptions,
} from "../../infra/local/websocket-api.ts";
import { TRANSPORT_NAME } from "../../web/shared/transport/index.ts";

/** `@connections` over HTTP, as an SDK would use it; binary frames only where the local API lets them through. */
export function httpConnections(endpoint: () => string): Connections {
  const url = (connectionId: string) =>
    `${endpoint()}/@connections/${encodeURIComponent(connectionId)}`;
  const results: Record<number, PostResult> = { 200: "sent", 410: "gone", 429: "busy" };
  return {
    async post(connectionId, frame) {
      const headers = typeof frame === "string" ? {} : { "x-binary": "1" };
      const body = typeof frame === "string" ? frame : Buffer.from(frame);
      const response = await fetch(url(connectionId), { method: "POST", body, headers });
      await response.arrayBuffer();
      const result = results[response.status];
      if (!result) throw new Error(`@connections answered ${response.status}`);
      return result;
    },
    async disconnect(connectionId) {
      await fetch(url(connectionId), { method: "DELETE" });
    },
  };
}

/** The context that the authorizer below makes. */
export interface Who {
  readonly principalId: string;
  readonly transport: string;
}

export interface RunningServer {
  readonly io: Server<Who>;
  readonly gateway: RunningWebSocketApi;
  /** For `io(url, { path })`. */
  readonly url: string;
  readonly path: string;
  /** Every text frame that reached `$default`, and every one that was posted. */
  readonly received: string[];
  readonly posted: string[];
  /** What was thrown; the end of a test throws a little, when its gateway goes first. */
  readonly errors: unknown[];
  /** Replaces the function behind `$default` while set. */
  intercept: ((event: WebSocketEvent<Who>) => Promise<object>) | undefined;
  close(): Promise<void>;
}

interface AuthorizerEvent {
  readonly methodArn: string;
  readonly queryStringParameters?: Record<string, string>;
  readonly requestContext: { readonly connectionId: string };
}

const policy = (effect: "Allow" | "Deny", event: AuthorizerEvent) => ({
  principalId: "shopper",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Action: "execute-api:Invoke", Effect: effect, Resource: event.methodArn }],
  },
  context: { transport: event.queryStringParameters?.transport ?? "" },
});

/** A server behind the local WebSocket API, wired as a deployed one: authorizer, greeter, MOCK `$connect`, route response. */
export async function startServer(
  register: (io: Server<Who>) => void,
  options: Partial<ServerOptions<Who>> = {},
  gatewayOptions: Partial<WebSocketApiOptions> = {},
): Promise<RunningServer> {
  const received: string[] = [];
  const posted: string[] = [];
  const errors: unknown[] = [];
  const connections = httpConnections(() => running.gateway.endpoint);
  const io = createServer<Who>({
    ...connections,
    async post(connectionId, frame) {
      posted.push(String(frame));
      return connections.post(connectionId, frame);
    },
    onError: (error) => void errors.push(error),
    isBatching: ({ transport }) => transport === TRANSPORT_NAME,
    ...options,
  });
  register(io);
  const authorize = async (input: object): Promise<object> => {
    const event = input as AuthorizerEvent;
    const opening = openingOf(event.queryStringParameters, TRANSPORT_NAME);
    if (opening.kind === "stock") void io.greet(event.requestContext.connectionId);
    return policy(opening.kind === "refused" ? "Deny" : "Allow", event);
  };
  const handle = async (input: object): Promise<object> => {
    const event = input as WebSocketEvent<Who>;
    if (event.requestContext.eventType === "MESSAGE") received.push(event.body ?? "");
    return running.intercept?.(event) ?? io.handle(event);
  };
  const integration = { kind: "function", invoke: handle } as const;
  const $connect = {
    integration: { kind: "mock", statusCode: 200 } as const,
    routeResponse: false,
    authorizer: { invoke: authorize, identitySources: ["route.request.querystring.EIO"] },
  };
  const gateway = await startWebSocketApi({
    routes: {
      $connect,
      $default: { integration, routeResponse: options.routeResponse ?? true },
      $disconnect: { integration, routeResponse: false },
    },
    ...gatewayOptions,
  });
  const running: RunningServer = {
    io,
    gateway,
    url: gateway.url,
    path: `/${gateway.api.stage}`,
    received,
    posted,
    errors,
    intercept: undefined,
    close: () => gateway.close(),
  };
  return running;
}

/** Resolves when `condition` holds; fails after `within` milliseconds. */
export async function until(condition: () => boolean, within = 5_000): Promise<void> {
  const end = Date.now() + within;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`still not so after ${within} ms: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
