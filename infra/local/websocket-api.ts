import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketApi, type WebSocketApiOptions } from "./gateway/api.ts";

export type { WebSocketApiOptions } from "./gateway/api.ts";
export { WebSocketApi } from "./gateway/api.ts";
export type { LambdaInvoke } from "./gateway/lambda.ts";
export { GATEWAY_LIMITS, type GatewayLimits } from "./gateway/limits.ts";
export type { Integration, SocketRoute, SocketRoutes } from "./gateway/routes.ts";
export type { GatewayStats } from "./gateway/stats.ts";

export interface RunningWebSocketApi {
  readonly port: number;
  /** Origin for clients, such as `ws://127.0.0.1:4000`; the stage's path comes behind it. */
  readonly url: string;
  /** What to give the SDK's ApiGatewayManagementApi client as endpoint. */
  readonly endpoint: string;
  readonly api: WebSocketApi;
  readonly connections: WebSocketApi["connections"];
  readonly stats: WebSocketApi["stats"];
  close(): Promise<void>;
}

/**
 * Starts a WebSocket API by itself, with an HTTP server of its own on 127.0.0.1.
 *
 * @param options routes and limits; `port` 0 or absent picks a free one
 * @throws if the port is taken
 */
export async function startWebSocketApi(
  options: WebSocketApiOptions & { readonly port?: number },
): Promise<RunningWebSocketApi> {
  const api = new WebSocketApi(options);
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (api.request(path, request, response)) return;
    request.resume();
    response.writeHead(403, { "content-type": "application/json" }).end('{"message":"Forbidden"}');
  });
  server.on("upgrade", (request, socket, head) => void api.upgrade(request, socket, head));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `ws://127.0.0.1:${port}`,
    endpoint: `http://127.0.0.1:${port}/${api.stage}`,
    api,
    connections: api.connections,
    stats: api.stats,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await api.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
