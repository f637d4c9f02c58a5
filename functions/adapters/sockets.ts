import {
  type ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import type { Sockets } from "../ports.ts";
import {
  type Connections,
  encodeEvent,
  MAX_FRAME_BYTES,
  PING,
  type PostResult,
} from "../socketio/index.ts";

/** Attempts at a connection whose buffer is full, and the first pause before the next (ms). */
const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 40;

export interface Posting {
  readonly client: ApiGatewayManagementApiClient;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly onError: (error: unknown, connection: string) => void;
}

/**
 * The gateway's `@connections`. A full buffer (429) is met with a few pauses with jitter and then left to `sync`; a connection that is gone (410) is reported so that it can be cleaned up.
 * Nothing throws: an undelivered frame must never cost a sender her ack.
 */
export function createConnections({ client, sleep, random, onError }: Posting): Connections {
  async function post(connection: string, frame: string | Uint8Array): Promise<PostResult> {
    for (let attempt = 1; ; attempt++) {
      try {
        await client.send(new PostToConnectionCommand({ ConnectionId: connection, Data: frame }));
        return "sent";
      } catch (error) {
        if (isNamed(error, "GoneException")) return "gone";
        if (!isNamed(error, "LimitExceededException") || attempt === ATTEMPTS) {
          onError(error, connection);
          return "busy";
        }
        await sleep(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random()));
      }
    }
  }
  return {
    post,
    async disconnect(connection) {
      try {
        await client.send(new DeleteConnectionCommand({ ConnectionId: connection }));
      } catch (error) {
        if (!isNamed(error, "GoneException")) onError(error, connection);
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

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
