import { openPacket } from "./frames.ts";
import type { Connections } from "./gateway.ts";
import { newSession, type SessionStore, type Timing } from "./sessions.ts";

/** Bounds of the greeter: it gives up after about two seconds, a tenth of what stock clients wait. */
const FIRST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 40;
const ATTEMPTS = 54;

export type Sleep = (milliseconds: number) => Promise<void>;

export const sleepFor: Sleep = (milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Posts the open packet that a stock client waits for. A connection can be posted to only after its `$connect` has returned,
 * so this must run outside of it (a queue message, say) and may come early: then it tries again.
 * @returns `greeted`, or `gone` when the connection never appeared. A second greeting of a remembered connection is not sent.
 */
export async function greet(
  connectionId: string,
  how: Pick<Connections, "post"> & {
    readonly sid: string;
    readonly now: number;
    readonly timing: Timing;
    readonly maxPayload: number;
    readonly sessions?: SessionStore | undefined;
    readonly sleep: Sleep;
  },
): Promise<"greeted" | "gone"> {
  const known = await how.sessions?.update(connectionId, (session) => ({
    session: session ?? newSession(how.sid, how.now, how.timing),
    result: session !== undefined,
  }));
  if (known) return "greeted";
  const { pingInterval, pingTimeout } = how.timing;
  const frame = openPacket({ sid: how.sid, pingInterval, pingTimeout, maxPayload: how.maxPayload });
  let wait = FIRST_WAIT_MS;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if ((await how.post(connectionId, frame)) === "sent") return "greeted";
    if (attempt < ATTEMPTS) await how.sleep(wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
  await how.sessions?.update(connectionId, () => ({ session: undefined, result: undefined }));
  return "gone";
}
