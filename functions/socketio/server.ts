import { createEngine, type Engine } from "./engine.ts";
import { createNamespace, type Namespace, namespaceName, type Registry } from "./namespace.ts";
import { type EngineOptions, settle } from "./options.ts";
import { createReceiver } from "./receiver.ts";

/** How long a remembered connection may stay outside of every namespace: `socket.io`'s own default. */
const CONNECT_TIMEOUT_MS = 45_000;

export interface ServerOptions<Context> extends EngineOptions<Context> {}

/** A Socket.IO 5 server for one WebSocket API. */
export interface Server<Context> extends Engine<Context> {
  /** The namespace of this name, created when first asked for. `/` exists from the start. */
  of(name: string): Namespace<Context>;
}

/**
 * Creates a server. Register namespaces and handlers once, outside the Lambda handler; then give it every event.
 * @example
 * const io = createServer<Context>({ post, disconnect });
 * io.of("/").event("hello", async (socket, [name]) => [`hello, ${String(name)}`]);
 * export const handler = io.handle;
 */
export function createServer<Context>(options: ServerOptions<Context>): Server<Context> {
  const withDefaults = { connectTimeout: CONNECT_TIMEOUT_MS, ...options };
  const settings = settle(withDefaults);
  const namespaces = new Map<string, Registry<Context>>();
  const engine = createEngine(withDefaults, (connection, outbox) =>
    createReceiver({ connection, outbox, settings, namespaces }),
  );
  const of = (name: string): Namespace<Context> => {
    const key = namespaceName(name);
    const namespace = namespaces.get(key) ?? createNamespace<Context>(key);
    namespaces.set(key, namespace);
    return namespace;
  };
  of("/");
  return { ...engine, of };
}
