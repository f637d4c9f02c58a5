export interface SocketOptions {
  /** Address of the stage's WebSocket API, `wss://host/stage`. */
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  /** Milliseconds between heartbeats. */
  readonly heartbeat: number;
  readonly onEvent: (name: string, payload: unknown) => void;
  /** Refused, failed or closed by the other side or by silence; called once, and not after `close`. `refusal`: what the server says beside a refused CONNECT. */
  readonly onEnd: (refusal?: unknown) => void;
}

/** One attempt at a Socket.IO connection; it never comes back by itself. */
export interface Socket {
  /** CONNECT has been answered, and nothing has ended it since. */
  readonly connected: boolean;
  /**
   * Sends an event and waits for its ack.
   *
   * @param timeout ms
   * @param done gets the ack's value, or `lost` when none came in time or the connection ended before
   */
  emit(
    name: string,
    payload: unknown,
    timeout: number,
    done: (result: { readonly ack: unknown } | "lost") => void,
  ): void;
  close(): void;
  /** Changes the heartbeat's period, ms. */
  setHeartbeat(ms: number): void;
  /** Asks the other side for a sign of life now. */
  check(): void;
}

/**
 * How a connection is opened. There are two, which pass the same tests: `openSocketIo` is socket.io-client itself; `openSlimSocket` speaks as much of the
 * same protocol as Heed's back end needs, for pages where every kilobyte counts.
 */
export type OpenSocket = (options: SocketOptions) => Socket;
