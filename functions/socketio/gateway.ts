/** What API Gateway hands to the function of a WebSocket route, as far as this library reads it. */
export interface WebSocketEvent<Context = unknown> {
  readonly requestContext: RequestContext<Context>;
  /** Text of the frame; base64 when `isBase64Encoded`. Absent for an empty frame. */
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
  /** Only on `$connect`. */
  readonly queryStringParameters?: Query | null | undefined;
}

export type Query = Readonly<Record<string, string | undefined>>;

export interface RequestContext<Context = unknown> {
  readonly connectionId: string;
  readonly eventType: "CONNECT" | "MESSAGE" | "DISCONNECT";
  /** What the authorizer returned at `$connect`, unchanged for the connection's life. */
  readonly authorizer?: Context | undefined;
  /** Milliseconds since the epoch. */
  readonly connectedAt?: number | undefined;
  readonly requestTimeEpoch?: number | undefined;
  readonly identity?: {
    readonly sourceIp?: string | undefined;
    readonly userAgent?: string | undefined;
  };
  /** Only on `$disconnect`. */
  readonly disconnectStatusCode?: number | undefined;
  readonly disconnectReason?: string | undefined;
}

/** What a route's function returns. Any other key, or a missing body, reaches the client as a frame that kills it. */
export interface RouteResponse {
  readonly statusCode: 200 | 400;
  readonly body: string;
}

/**
 * The outcome of a post.
 * - `sent`: the gateway took it (not: the client has it);
 * - `gone`: the connection does not exist, or not yet (HTTP 410);
 * - `busy`: rate exceeded or the client's buffer is full (HTTP 429), after the implementation's own retries.
 */
export type PostResult = "sent" | "gone" | "busy";

/** The gateway's `@connections` API. Neither function may throw for a connection that is gone. */
export interface Connections {
  /** Sends one frame. Bytes are only ever passed when the server was created with `binary: true`. */
  post(connectionId: string, frame: string | Uint8Array): Promise<PostResult>;
  /** Closes the connection. */
  disconnect(connectionId: string): Promise<void>;
}

/** One WebSocket connection, as an invocation sees it. */
export interface Connection<Context = unknown> {
  readonly connectionId: string;
  /** The authorizer's context. The gateway vouches for it; the client can't change it. */
  readonly context: Context;
  readonly request: RequestContext<Context>;
}
