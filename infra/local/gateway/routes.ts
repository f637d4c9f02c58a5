import type { Authorizer } from "./authorizer.ts";
import type { LambdaInvoke } from "./lambda.ts";

/** What answers a route: a function, or nothing but a status (API Gateway's MOCK integration). */
export type Integration =
  | { readonly kind: "mock"; readonly statusCode: number }
  | { readonly kind: "function"; readonly invoke: LambdaInvoke };

export interface SocketRoute {
  readonly integration: Integration;
  /** Whether the route has a route response: then the function's body goes back to the caller. */
  readonly routeResponse: boolean;
  /** Who may connect; only `$connect` can have one. */
  readonly authorizer?: Authorizer;
}

/** `$connect`, `$disconnect`, `$default`, and routes picked by the selection expression. */
export type SocketRoutes = Readonly<Record<string, SocketRoute>>;

/**
 * Picks the route of a message, as `$request.body.<key>` does: only a JSON object with a string
 * under that key can name another route than `$default`.
 */
export function selectRoute(routes: SocketRoutes, selectionKey: string, body: string): string {
  const custom = Object.keys(routes).some((key) => !key.startsWith("$"));
  if (!custom || !body.trimStart().startsWith("{")) return "$default";
  try {
    const key: unknown = JSON.parse(body)[selectionKey];
    return typeof key === "string" && !key.startsWith("$") && routes[key] ? key : "$default";
  } catch {
    return "$default";
  }
}
