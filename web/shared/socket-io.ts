import { Manager, type WebSocket as WebSocketTransport } from "socket.io-client";
import type { OpenSocket } from "./socket.ts";
import { heedTransport } from "./transport/index.ts";

/**
 * Connects by socket.io-client and Heed's transport.
 *
 * @param base the WebSocket transport to build on, where it isn't the browser's
 */
export function socketIo(base?: typeof WebSocketTransport): OpenSocket {
  return ({ url, query, heartbeat, onEvent, onEnd }) => {
    const { protocol, host, pathname } = new URL(url);
    const Transport = heedTransport({ heartbeat }, base);
    const manager = new Manager(`${protocol}//${host}`, {
      // The stage belongs to the path: as part of the address it would become a namespace.
      path: pathname,
      addTrailingSlash: false,
      transports: [Transport],
      query: { ...query },
      reconnection: false,
      autoConnect: false,
    });
    const socket = manager.socket("/");
    const transport = () => {
      const running: unknown = manager.engine?.transport;
      return running instanceof Transport ? running : undefined;
    };
    let over = false;
    const end = (refusal?: unknown): void => {
      if (over) return;
      over = true;
      socket.disconnect();
      onEnd(refusal);
    };
    socket.on("connect_error", (error: Error & { readonly data?: unknown }) => end(error.data));
    socket.on("disconnect", () => end());
    socket.onAny((name: string, payload: unknown) => onEvent(name, payload));
    socket.connect();
    return {
      get connected() {
        return socket.connected;
      },
      emit(name, payload, timeout, done) {
        socket.timeout(timeout).emit(name, payload, (error: Error | null, ack: unknown) => {
          done(error ? "lost" : { ack });
        });
      },
      close() {
        over = true;
        socket.disconnect();
      },
      setHeartbeat: (ms) => transport()?.setHeartbeat(ms),
      check: () => transport()?.check(),
    };
  };
}

/** `socketIo` on the browser's own WebSocket. */
export const openSocketIo: OpenSocket = socketIo();
