import type { Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { pendingOf } from "../domain/offer/approval.ts";
import type { Offer } from "../domain/offer/offer.ts";
import { approvalView } from "./approval-view.ts";
import { settle, takeBack } from "./approve-offer.ts";
import type { Deps } from "./deps.ts";
import { releaseBudget } from "./settle-offer.ts";
import { tellLeads } from "./tell-leads.ts";

/** Every supervisor is told of the proposal, and a timer bounds how long it waits. */
export async function askForApproval(
  deps: Deps,
  offer: Offer,
): Promise<Result<Acks["offer:propose"]>> {
  const { code, expiresAt, agent } = offer;
  const approval = approvalView(offer);
  if (!approval) return { ok: true, code, expiresAt };
  await deps.timers.arm({ kind: "approval", code }, approval.until);
  await tellLeads(deps, "approval", approval, agent);
  return { ok: true, code, expiresAt, approval };
}

/** Was the offer taken back while its money was being reserved? Then the reservation is given back here: whoever took it back may have found none. */
export async function isTakenBack(deps: Deps, offer: Offer): Promise<boolean> {
  const { code, conversation } = offer;
  const [current, head] = await Promise.all([
    deps.store.offer(code),
    pendingOf(offer) ? deps.store.head(conversation) : undefined,
  ]);
  if (current?.state === "revoked") {
    await takeBack(deps, current);
    return true;
  }
  if (current?.state === "declined" || current?.state === "expired") {
    await releaseBudget(deps, current);
    return true;
  }
  if (head?.state.kind !== "closed" || !current) return false;
  await settle(deps, current, { kind: "withdraw" });
  return true;
}
