import type { Connection } from "./gateway.ts";
import type { Queued } from "./outbox.ts";
import { encodeEventIn } from "./packets.ts";

type Awaitable<Value> = Value | Promise<Value>;

/** A client asks to join a namespace. */
export interface Handshake<Context> extends Connection<Context> {
  readonly namespace: string;
  /** The client's `auth` option: hostile until checked. */
  readonly auth: Readonly<Record<string, unknown>>;
}

/** Why a client may not join; it gets both in `connect_error`. */
export interface Refusal {
  readonly message: string;
  readonly data?: unknown;
}

/** A connection in a namespace, for the length of one invocation. */
export interface Socket<Context> extends Connection<Context> {
  /** What the client knows as `socket.id`. It follows from connection and namespace, so every invocation agrees on it. */
  readonly id: string;
  readonly namespace: string;
  /** Sends an event to this very client, with the invocation's answer. `too_large`: it was not sent. */
  emit(name: string, ...args: unknown[]): Queued;
  /** Takes the client out of the namespace; `close` ends the whole connection. */
  disconnect(close?: boolean): void;
}

/** Lets a client in (`undefined`) or refuses it. A throw refuses it too, with nothing but a reference. */
export type Middleware<Context> = (handshake: Handshake<Context>) => Awaitable<Refusal | undefined>;

export type ConnectionHandler<Context> = (
  socket: Socket<Context>,
  handshake: Handshake<Context>,
) => Awaitable<void>;

export type DisconnectHandler<Context> = (socket: Socket<Context>) => Awaitable<void>;

/**
 * Handles one kind of event. `args` is what the client sent after the name: hostile until checked.
 * The returned array is the ack, sent if the client asked for one; nothing returned is an empty ack.
 */
export type EventHandler<Context> = (
  socket: Socket<Context>,
  args: readonly unknown[],
) => Awaitable<readonly unknown[] | undefined>;

export interface Namespace<Context> {
  readonly name: string;
  /** Adds a check for joining clients; checks run in order until one refuses. */
  use(middleware: Middleware<Context>): Namespace<Context>;
  /** `connection`: a client joined. What is emitted here leaves in the same frame as the answer, for batching clients. */
  on(event: "connection", handler: ConnectionHandler<Context>): Namespace<Context>;
  /** `disconnect`: a client left the namespace on purpose. The end of a connection comes to `onDisconnect` instead. */
  on(event: "disconnect", handler: DisconnectHandler<Context>): Namespace<Context>;
  /** Handles events of this name. The last handler given for a name counts. */
  event(name: string, handler: EventHandler<Context>): Namespace<Context>;
  /** One text frame with an event of this namespace, for `post`. */
  encode(name: string, ...args: unknown[]): string;
}

/** A namespace and what was registered for it. */
export interface Registry<Context> extends Namespace<Context> {
  readonly middlewares: Middleware<Context>[];
  readonly connected: ConnectionHandler<Context>[];
  readonly left: DisconnectHandler<Context>[];
  readonly events: Map<string, EventHandler<Context>>;
}

export function createNamespace<Context>(name: string): Registry<Context> {
  const registry: Registry<Context> = {
    name,
    middlewares: [],
    connected: [],
    left: [],
    events: new Map(),
    use(middleware) {
      registry.middlewares.push(middleware);
      return registry;
    },
    on(event: "connection" | "disconnect", handler: ConnectionHandler<Context>) {
      if (event === "connection") registry.connected.push(handler);
      else registry.left.push(handler as DisconnectHandler<Context>);
      return registry;
    },
    event(event, handler) {
      registry.events.set(event, handler);
      return registry;
    },
    encode: (event, ...args) => encodeEventIn(name, event, ...args),
  };
  return registry;
}

/** Socket.IO accepts `of("chat")` for `of("/chat")`. */
export const namespaceName = (name: string): string => (name.startsWith("/") ? name : `/${name}`);
