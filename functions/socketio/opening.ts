import { protocol } from "engine.io-parser";
import type { Query } from "./gateway.ts";

/**
 * How a connection means to open.
 * - `own`: by a transport that opens itself; nothing needs to be sent to it;
 * - `stock`: by a plain Socket.IO client, which waits for the open packet: start the greeter;
 * - `refused`: not an Engine.IO 4 client over WebSocket; answer HTTP 400. Code and message are Engine.IO's own.
 */
export type Opening =
  | { readonly kind: "own" }
  | { readonly kind: "stock" }
  | { readonly kind: "refused"; readonly code: 0 | 5; readonly message: string };

/**
 * Reads the query string of `$connect`, in the authorizer or in the route's function.
 * @param query the event's `queryStringParameters`
 * @param ownTransport the name of a transport that opens itself, if the site has one
 */
export function openingOf(query: Query | null | undefined, ownTransport?: string): Opening {
  if (query?.EIO !== String(protocol)) {
    return { kind: "refused", code: 5, message: "Unsupported protocol version" };
  }
  if (query.transport === "websocket") return { kind: "stock" };
  if (ownTransport !== undefined && query.transport === ownTransport) return { kind: "own" };
  return { kind: "refused", code: 0, message: "Transport unknown" };
}
