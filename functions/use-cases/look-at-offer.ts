import { approvalTimeOut } from "./approve-offer.ts";
import type { Deps } from "./deps.ts";
import { expireOffer } from "./settle-offer.ts";

/**
 * The sweeper's look at an offer: at the end of the time in which a supervisor may approve it, in case its timer was lost, and at the offer's own end.
 * @returns when to look again (epoch ms), or undefined for never
 */
export async function lookAtOffer(deps: Deps, code: string): Promise<number | undefined> {
  const wait = await approvalTimeOut(deps, code);
  if (wait !== undefined) return wait;
  const offer = await deps.store.offer(code);
  if (offer && offer.state !== "revoked" && offer.expiresAt > deps.clock()) return offer.expiresAt;
  await expireOffer(deps, code);
  return undefined;
}

/** An `approval` timer. One that comes early is armed again. */
export async function approvalTimer(deps: Deps, code: string): Promise<void> {
  const wait = await approvalTimeOut(deps, code);
  if (wait !== undefined) await deps.timers.arm({ kind: "approval", code }, wait);
}
