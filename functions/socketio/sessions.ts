import type { Part } from "./frames.ts";

/** What a server remembers of one connection between invocations, when it is given a store. Times are ms since the epoch. */
export interface Session {
  readonly sid: string;
  readonly openedAt: number;
  readonly namespaces: readonly string[];
  /** It has connected to some namespace once, so the connect time-out no longer applies. */
  readonly connected: boolean;
  /** Messages of a binary packet whose attachments are still to come. */
  readonly partial: readonly Part[];
  /** When the ping was sent that is still unanswered. */
  readonly pingedAt?: number | undefined;
  readonly nextPingAt: number;
}

/** The outcome of a change: the session to keep (`undefined`: forget it) and what the caller wanted to know. */
export interface Change<Result> {
  readonly session: Session | undefined;
  readonly result: Result;
}

/**
 * Where sessions live. Without a store the server is stateless; with one it is as strict as `socket.io` itself.
 * A session is worth a few hundred bytes and may be dropped two hours after `openedAt`, the gateway's own limit.
 */
export interface SessionStore {
  /**
   * Applies a pure change atomically and returns its result. `change` may run more than once (optimistic locking).
   * When it returns the very session it was given there is nothing to write.
   */
  update<Result>(
    connectionId: string,
    change: (session: Session | undefined) => Change<Result>,
  ): Promise<Result>;
}

/** Sessions in this process: for tests and development. */
export function memorySessions(): SessionStore & { readonly ids: () => string[] } {
  const sessions = new Map<string, Session>();
  return {
    ids: () => [...sessions.keys()],
    async update(connectionId, change) {
      const { session, result } = change(sessions.get(connectionId));
      if (session === undefined) sessions.delete(connectionId);
      else sessions.set(connectionId, session);
      return result;
    },
  };
}

/** Time-outs in milliseconds. */
export interface Timing {
  readonly pingInterval: number;
  readonly pingTimeout: number;
  readonly connectTimeout: number;
}

export const newSession = (sid: string, now: number, timing: Timing): Session => ({
  sid,
  openedAt: now,
  namespaces: [],
  connected: false,
  partial: [],
  nextPingAt: now + timing.pingInterval,
});

export const withNamespace = (session: Session, namespace: string): Session => ({
  ...session,
  connected: true,
  namespaces: [...session.namespaces.filter((name) => name !== namespace), namespace],
});

export const withoutNamespace = (session: Session, namespace: string): Session => ({
  ...session,
  namespaces: session.namespaces.filter((name) => name !== namespace),
});

export const afterPong = (session: Session): Session =>
  session.pingedAt === undefined ? session : { ...session, pingedAt: undefined };

/** What is due for a connection now, and the session after it. */
export function due(
  session: Session,
  now: number,
  timing: Timing,
): Change<"expired" | "ping" | "idle"> {
  const silent = session.pingedAt !== undefined && now - session.pingedAt >= timing.pingTimeout;
  const idler = !session.connected && now - session.openedAt >= timing.connectTimeout;
  if (silent || idler) return { session: undefined, result: "expired" };
  if (session.pingedAt !== undefined || now < session.nextPingAt)
    return { session, result: "idle" };
  return {
    session: { ...session, pingedAt: now, nextPingAt: now + timing.pingInterval },
    result: "ping",
  };
}
