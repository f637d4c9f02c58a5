import { randomUUID } from "node:crypto";
import { MAX_FRAME_BYTES } from "./frames.ts";
import type { Connection, Connections } from "./gateway.ts";
import type { SessionStore, Timing } from "./sessions.ts";

/** Where an unexpected error happened. `ref` is all that the client is told; log it to find the error again. */
export interface ErrorPlace {
  readonly ref: string;
  readonly connectionId: string;
  readonly namespace?: string | undefined;
  readonly event?: string | undefined;
}

/** Why an event's ack is not its handler's. `ref` is the one that `onError` was given. */
export interface AckFailure {
  readonly code: "internal" | "unknown_event" | "too_large";
  readonly ref?: string;
}

export interface EngineOptions<Context> extends Connections, Partial<Timing> {
  /** Does this client read several packets from one frame? Ask the context that the authorizer made. Default: none does. */
  isBatching?(context: Context): boolean;
  /** Name of a client transport that opens itself (see `openingOf`); only needed where `$connect` is handled here. */
  readonly ownTransport?: string;
  /** Does `$default` have a route response? When not, everything is posted. Default: true. */
  readonly routeResponse?: boolean;
  /** May frames be binary? API Gateway lets none through. Default: false, attachments travel as base64 text. */
  readonly binary?: boolean;
  /** Largest outgoing frame in bytes. Default: the gateway's 32 KB. */
  readonly maxFrameBytes?: number;
  /** Announced to stock clients, in bytes. Default: `maxFrameBytes`. */
  readonly maxPayload?: number;
  /** Remembers connections between invocations. Default: nothing is remembered, and nothing is read or written. */
  readonly sessions?: SessionStore;
  /** A heartbeat arrived: an own client's, or a stock client's answer to a ping. */
  onHeartbeat?(connection: Connection<Context>): Promise<void>;
  /** The gateway reported the end of a connection. It may forget to: don't depend on it. */
  onDisconnect?(connection: Connection<Context>, reason: string): Promise<void>;
  /** Something unexpected was thrown. Default: `console.error`. */
  onError?(error: unknown, place: ErrorPlace): void;
  /** The arguments of a failed event's ack. Default: `{ error: { code, ref } }`. */
  ackError?(failure: AckFailure): readonly unknown[];
  /** Milliseconds since the epoch. */
  now?(): number;
  /** Unguessable ids. */
  newId?(): string;
}

/** Options with their defaults filled in, and an error hook that can't fail. */
export function settle<Context>(options: EngineOptions<Context>) {
  const { onError = (error, place) => console.error(place, error) } = options;
  const newId = () => options.newId?.() ?? randomUUID();
  const limit = options.maxFrameBytes ?? MAX_FRAME_BYTES;
  return {
    timing: {
      pingInterval: options.pingInterval ?? 540_000,
      pingTimeout: options.pingTimeout ?? 120_000,
      connectTimeout: options.connectTimeout ?? Number.POSITIVE_INFINITY,
    },
    routeResponse: options.routeResponse ?? true,
    binary: options.binary ?? false,
    limit,
    maxPayload: options.maxPayload ?? limit,
    sessions: options.sessions,
    now: () => options.now?.() ?? Date.now(),
    newId,
    isBatching: (context: Context) => options.isBatching?.(context) ?? false,
    ackError: (failure: AckFailure) => options.ackError?.(failure) ?? [{ error: failure }],
    /** Reports an error and returns the reference under which it was reported. */
    report(error: unknown, place: Omit<ErrorPlace, "ref">): string {
      const ref = newId();
      try {
        onError(error, { ref, ...place });
      } catch {
        // A failing hook must not cost the client its answer.
      }
      return ref;
    },
  };
}

export type Settings<Context> = ReturnType<typeof settle<Context>>;
