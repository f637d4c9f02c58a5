/**
 * What API Gateway allows a WebSocket API, after its published quotas. Tests scale the times
 * down; the sizes stay as they are.
 */
export interface GatewayLimits {
  /** No message in either direction for this long closes the connection, in ms. */
  readonly idleMs: number;
  /** A connection lives no longer than this, in ms. */
  readonly lifeMs: number;
  /** A function that has not answered a route by then is given up, in ms. */
  readonly integrationMs: number;
  /** Largest single frame from a client, in bytes. */
  readonly frameBytes: number;
  /** Largest message in either direction, in bytes. */
  readonly messageBytes: number;
  /** Longest request line of the handshake, in characters. */
  readonly urlChars: number;
  /** Largest authorizer context, in bytes of JSON. */
  readonly contextBytes: number;
  /** Bytes waiting for a slow client before posts to it are refused. */
  readonly clientBufferBytes: number;
}

export const GATEWAY_LIMITS: GatewayLimits = {
  idleMs: 10 * 60_000,
  lifeMs: 2 * 60 * 60_000,
  integrationMs: 29_000,
  frameBytes: 32 * 1024,
  messageBytes: 128 * 1024,
  urlChars: 4_096,
  contextBytes: 8 * 1024,
  clientBufferBytes: 1024 * 1024,
};
