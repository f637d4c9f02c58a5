import type { Sockets } from "../ports.ts";
import { type Connections, encodeEvent, MAX_FRAME_BYTES, PING } from "../socketio/index.ts";
import type { GatewayAnswer, GatewayClient } from "./gateway-client.ts";

/** Attempts at a post, and the first pause before the next (ms). */
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 40;

export interface Posting {
  readonly client: Pick<GatewayClient, "post" | "close">;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly onError: (error: unknown, connection: string) => void;
}

/**
 * The gateway's `@connections`. A full buffer (429) or a failure on the way is met with a few pauses with jitter and then left to `sync`; a connection that is gone (410) is
 * reported so that it can be cleaned up. Nothing throws: an undelivered frame must never cost a sender her ack.
 */
export function createConnections({ client, sleep, random, onError }: Posting): Connections {
  return {
    async post(connection, frame) {
      for (let attempt = 1; ; attempt++) {
        const answer = await client.post(connection, frame);
        if (answer.kind === "done") return "sent";
        if (answer.kind === "gone") return "gone";
        const final = answer.kind === "failed" && answer.final;
        if (final || attempt === ATTEMPTS) {
          onError(errorOf(answer), connection);
          return "busy";
        }
        await sleep(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random()));
      }
    },
    async disconnect(connection) {
      const answer = await client.close(connection);
      if (answer.kind === "limited" || answer.kind === "failed") {
        onError(errorOf(answer), connection);
      }
    },
  };
}

/** The use cases' sockets: events as Socket.IO frames. */
export function createSockets(connections: Connections): Sockets {
  return {
    async emit(connection, event, payload) {
      const frame = encodeEvent(event, payload);
      if (Buffer.byteLength(frame) > MAX_FRAME_BYTES) {
        throw new Error(`a ${event} event is larger than a frame`);
      }
      return connections.post(connection, frame);
    },
    ping: (connection) => connections.post(connection, PING),
    disconnect: (connection) => connections.disconnect(connection),
  };
}

function errorOf(answer: GatewayAnswer): Error {
  return answer.kind === "failed" ? answer.error : new Error("the client's buffer stays full");
}
