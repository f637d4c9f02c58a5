/** One message is billed for every started 32 KB. */
const BILLED_BYTES = 32 * 1024;

/** What a WebSocket API did since it started; counters only ever grow. */
export interface GatewayStats {
  /** Connections whose handshake was answered with 101. */
  connects: number;
  /** Handshakes refused, by HTTP status. */
  refused: Record<number, number>;
  /** Connections that ended, by WebSocket close code. */
  closes: Record<number, number>;
  /** Function calls by route key, and `authorizer`. */
  invocations: Record<string, number>;
  messagesIn: number;
  bytesIn: number;
  /** Everything sent to clients: posts, route responses and error frames. */
  messagesOut: number;
  bytesOut: number;
  routeResponses: number;
  /** Route responses without a body, which a stock Socket.IO client dies of. */
  emptyFrames: number;
  errorFrames: number;
  posts: { ok: number; gone: number; limited: number; tooLarge: number };
  deletes: number;
  /** Messages as billed, both directions, per started 32 KB. */
  billedMessages: number;
}

export function newGatewayStats(): GatewayStats {
  return {
    connects: 0,
    refused: {},
    closes: {},
    invocations: {},
    messagesIn: 0,
    bytesIn: 0,
    messagesOut: 0,
    bytesOut: 0,
    routeResponses: 0,
    emptyFrames: 0,
    errorFrames: 0,
    posts: { ok: 0, gone: 0, limited: 0, tooLarge: 0 },
    deletes: 0,
    billedMessages: 0,
  };
}

/** Adds one to a counter kept by key. */
export function tally<K extends string | number>(counters: Record<K, number>, key: K): void {
  counters[key] = (counters[key] ?? 0) + 1;
}

/** Messages billed for one of `bytes`; an empty one counts as one. */
export function billedMessages(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / BILLED_BYTES));
}
