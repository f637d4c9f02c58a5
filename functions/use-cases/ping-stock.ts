import type { Connection, DueRef } from "../ports.ts";
import type { Deps } from "./deps.ts";

const MINUTE_MS = 60_000;
/**
 * The sweeper comes once a minute, so a ping leaves 7 to 9 minutes after the one before: within the interval that was announced to the client, and even after a lost
 * tick before the gateway closes an idle connection at 10.
 */
const PING_EVERY_MS = 8 * MINUTE_MS;
/** A ping that did not leave is tried again at the next tick. */
const RETRY_MS = 1000;

/** Has the sweeper keep a stock client's connection alive. To be called before the connection is remembered. */
export async function keepAlive(
  deps: Pick<Deps, "store" | "clock">,
  { id, owner, expiresAt }: Connection,
): Promise<void> {
  await deps.store.addDue({
    at: nextPing(deps.clock()),
    ref: { kind: "connection", id, owner, until: expiresAt },
  });
}

/**
 * Pings a stock client, and forgets a connection that is gone.
 * @returns when to ping again (epoch ms), or undefined when the connection has ended
 */
export async function pingStock(
  deps: Pick<Deps, "store" | "sockets" | "clock">,
  { id, owner, until }: Extract<DueRef, { kind: "connection" }>,
): Promise<number | undefined> {
  const now = deps.clock();
  if (until <= now) return undefined;
  const pinged = await deps.sockets.ping(id);
  if (pinged === "gone") {
    await deps.store.removeConnection(owner, id);
    return undefined;
  }
  return pinged === "sent" ? nextPing(now) : now + RETRY_MS;
}

/** In whole minutes, so that a client that asks to connect again and again is pinged at most once a minute for it. */
function nextPing(now: number): number {
  return Math.floor((now + PING_EVERY_MS) / MINUTE_MS) * MINUTE_MS;
}
