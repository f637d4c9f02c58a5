import { Manager, type Socket, type WebSocket as WebSocketTransport } from "socket.io-client";

/** The class that Heed's transport extends: the browser's WebSocket transport, or Node.js's in tests. */
export type TransportBase = typeof WebSocketTransport;

export interface RawSocketOptions {
  /** `wss://host/stage`. */
  readonly url: string;
  readonly transport: TransportBase;
  readonly query: Record<string, string>;
  /** ms until an attempt is given up. */
  readonly timeout: number;
  readonly onEvent: (name: string, payload: unknown) => void;
  /** Refused, failed or closed; called once, and not after `close`. */
  readonly onEnd: () => void;
}

/** One attempt's socket; it never comes back by itself. */
export interface RawSocket {
  readonly connected: boolean;
  emit(
    name: string,
    payload: unknown,
    timeout: number,
    done: (error: Error | null, ack?: unknown) => void,
  ): void;
  close(): void;
}

/** Opens one Socket.IO connection on a WebSocket API. The stage is the path: as part of the address it would become a namespace. */
export function openSocket(options: RawSocketOptions): RawSocket {
  const { protocol, host, pathname } = new URL(options.url);
  const manager = new Manager(`${protocol}//${host}`, {
    path: pathname,
    addTrailingSlash: false,
    transports: [options.transport],
    query: options.query,
    reconnection: false,
    autoConnect: false,
    timeout: options.timeout,
  });
  const socket: Socket = manager.socket("/");
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    socket.disconnect();
    options.onEnd();
  };
  socket.on("connect_error", end);
  socket.on("disconnect", end);
  socket.onAny((name: string, payload: unknown) => options.onEvent(name, payload));
  socket.connect();
  return {
    get connected() {
      return socket.connected;
    },
    emit(name, payload, timeout, done) {
      socket.timeout(timeout).emit(name, payload, done);
    },
    close() {
      ended = true;
      socket.disconnect();
    },
  };
}
