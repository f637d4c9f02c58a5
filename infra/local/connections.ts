import type { WebSocket } from "ws";
import type { SocketFacts } from "./events.ts";
import type { GatewayLimits } from "./gateway/limits.ts";
import { billedMessages, type GatewayStats } from "./gateway/stats.ts";

/** Why `@connections` refuses; each has its HTTP status and AWS error name. */
export const POST_REFUSALS = {
  gone: { status: 410, error: "GoneException" },
  limited: { status: 429, error: "LimitExceededException" },
  forbidden: { status: 403, error: "ForbiddenException" },
  tooLarge: { status: 413, error: "PayloadTooLargeException" },
} as const;

export type PostRefusal = keyof typeof POST_REFUSALS;
export type PostResult = { readonly ok: true } | { readonly ok: false; readonly code: PostRefusal };

/** A client's connection; it can be posted to only while it is open. */
export interface Connection {
  readonly facts: SocketFacts;
  state:
    | { readonly kind: "opening" }
    | { readonly kind: "open"; readonly socket: WebSocket }
    | { readonly kind: "closed" };
  lastActiveAt: number;
  idleTimer?: NodeJS.Timeout;
  lifeTimer?: NodeJS.Timeout;
}

/** Lets a test refuse posts: returns a refusal, or undefined to let the post through. */
export type PostHook = (connectionId: string, body: Uint8Array) => PostRefusal | undefined;

const OK: PostResult = { ok: true };
const GONE: PostResult = { ok: false, code: "gone" };
const GOING_AWAY = 1001;

/** The connections of one WebSocket API, and what `@connections` can do with them. */
export class Connections {
  readonly #byId = new Map<string, Connection>();
  readonly #limits: GatewayLimits;
  readonly #stats: GatewayStats;
  /** Set by tests to inject refusals such as 429. */
  onPost: PostHook | undefined;

  constructor(limits: GatewayLimits, stats: GatewayStats) {
    this.#limits = limits;
    this.#stats = stats;
  }

  /** Open connections and handshakes under way. */
  get size(): number {
    return this.#byId.size;
  }

  ids(): string[] {
    return [...this.#byId.keys()];
  }

  get(id: string): Connection | undefined {
    return this.#byId.get(id);
  }

  /** Registers a handshake; until `open` every post to it is refused as gone. */
  begin(facts: SocketFacts): Connection {
    const connection: Connection = {
      facts,
      state: { kind: "opening" },
      lastActiveAt: facts.connectedAt,
    };
    this.#byId.set(facts.connectionId, connection);
    return connection;
  }

  /** `$connect` has succeeded and the handshake is answered. */
  open(connection: Connection, socket: WebSocket): void {
    connection.state = { kind: "open", socket };
    connection.lifeTimer = setTimeout(
      () => socket.close(GOING_AWAY, "Going away"),
      this.#limits.lifeMs,
    );
    this.touch(connection);
  }

  /** A message went either way: the idle clock starts again. */
  touch(connection: Connection): void {
    connection.lastActiveAt = Date.now();
    if (connection.idleTimer) connection.idleTimer.refresh();
    else connection.idleTimer = setTimeout(() => this.#goneIdle(connection), this.#limits.idleMs);
  }

  /** Forgets a connection that has ended or was never opened. */
  end(connection: Connection): void {
    clearTimeout(connection.idleTimer);
    clearTimeout(connection.lifeTimer);
    connection.state = { kind: "closed" };
    this.#byId.delete(connection.facts.connectionId);
  }

  /** Sends a message to a client, as `POST @connections/{id}` does; `binary` is not AWS's. */
  post(id: string, body: Uint8Array, binary = false): PostResult {
    const injected = this.onPost?.(id, body);
    const result = injected ? { ok: false as const, code: injected } : this.#post(id, body, binary);
    if (result.ok) this.#stats.posts.ok += 1;
    else if (result.code !== "forbidden") this.#stats.posts[result.code] += 1;
    return result;
  }

  /** Closes a client's connection, as `DELETE @connections/{id}` does. */
  remove(id: string): PostResult {
    const socket = this.#openSocket(id);
    if (!socket) return GONE;
    this.#stats.deletes += 1;
    socket.close(1000, "Connection Closed Normally");
    return OK;
  }

  /** Whether the client can be posted to now. */
  isOpen(id: string): boolean {
    return this.#openSocket(id) !== undefined;
  }

  /** Sends text or bytes to an open client and counts it; false if the client has left. */
  send(connection: Connection, data: string | Uint8Array, binary = false): boolean {
    if (connection.state.kind !== "open") return false;
    const { socket } = connection.state;
    if (socket.readyState !== socket.OPEN) return false;
    const bytes = Buffer.byteLength(data);
    this.#stats.messagesOut += 1;
    this.#stats.bytesOut += bytes;
    this.#stats.billedMessages += billedMessages(bytes);
    this.touch(connection);
    socket.send(data, { binary });
    return true;
  }

  #post(id: string, body: Uint8Array, binary: boolean): PostResult {
    const connection = this.#byId.get(id);
    const socket = this.#openSocket(id);
    if (!connection || !socket) return GONE;
    if (body.byteLength > this.#limits.messageBytes) return { ok: false, code: "tooLarge" };
    if (socket.bufferedAmount > this.#limits.clientBufferBytes) {
      return { ok: false, code: "limited" };
    }
    return this.send(connection, body, binary) ? OK : GONE;
  }

  #openSocket(id: string): WebSocket | undefined {
    const state = this.#byId.get(id)?.state;
    if (state?.kind !== "open") return undefined;
    return state.socket.readyState === state.socket.OPEN ? state.socket : undefined;
  }

  #goneIdle(connection: Connection): void {
    if (connection.state.kind === "open") connection.state.socket.close(GOING_AWAY, "Going away");
  }
}
