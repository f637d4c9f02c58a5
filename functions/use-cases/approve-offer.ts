import type { ApprovalOver } from "../contract/approval.ts";
import type { AgentPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { type Answer, answered, pendingOf, wordless } from "../domain/offer/approval.ts";
import type { Offer } from "../domain/offer/offer.ts";
import { redact } from "../domain/visit/redact.ts";
import { approvalOver } from "./approval-view.ts";
import type { Caller, Deps } from "./deps.ts";
import { isLead } from "./lead.ts";
import { say } from "./say.ts";
import { dayScope, releaseBudget, releaseShopper } from "./settle-offer.ts";
import { tellOwner } from "./tell.ts";
import { tellLeads } from "./tell-leads.ts";

const GONE = failure("not_found", "no such proposal waits");

/**
 * A supervisor approves a proposal, as it is or lower, or refuses it. Her rights are read now; the write's condition is that nobody else has answered, so that of several answers the first counts and
 * the others are told of it. Her own answer again finishes what the first may have left undone.
 */
export async function answerApproval(
  deps: Deps,
  caller: Caller<"agent">,
  { code, answer, percent, reason }: AgentPayload<"approval:answer">,
): Promise<Result<Acks["approval:answer"]>> {
  const [lead, offer] = await Promise.all([
    isLead(deps, caller),
    deps.store.offer(code),
    deps.rules.refresh(),
  ]);
  if (!lead) return failure("forbidden", "only supervisors approve");
  if (!offer?.approval) return GONE;
  const by = { id: caller.owner.id, name: caller.name ?? caller.owner.id };
  if (pendingOf(offer)) {
    const [over, lines] = await Promise.all([isOver(deps, offer), deps.store.ledger(code)]);
    // Its money is not reserved yet.
    if (lines.length === 0) return GONE;
    if (over) {
      await settle(deps, offer, { kind: "withdraw" });
      return failure("closed", "the conversation is over");
    }
  }
  const settled = await settle(
    deps,
    offer,
    answer === "approve"
      ? { kind: "approve", by, ...(percent !== undefined && { percent }) }
      : { kind: "refuse", by, ...(reason !== undefined && { reason: redact(reason) }) },
  );
  if (!settled.ok) return settled.code === "conflict" ? otherAnswer(deps, code, by.id) : settled;
  return settled;
}

/** Somebody was first: herself, with a lost answer, or another. */
async function otherAnswer(
  deps: Deps,
  code: string,
  self: string,
): Promise<Result<Acks["approval:answer"]>> {
  const offer = await deps.store.offer(code);
  const over = offer && approvalOver(offer);
  if (!offer || !over) return GONE;
  if (over.by?.id === self) {
    await finishIfBegun(deps, offer);
    return { ok: true, over };
  }
  const who = over.by ? ` by ${over.by.name}` : "";
  return failure("conflict", `it was ${over.outcome.replace("-", " ")}${who} before`);
}

/** An `approval` timer, or the sweeper's look at its time: early it waits on, late or twice it does no harm. @returns when to look again (epoch ms) */
export async function approvalTimeOut(deps: Deps, code: string): Promise<number | undefined> {
  const offer = await deps.store.offer(code);
  if (!offer) {
    // Listed before it was made, and never made.
    await deps.store.unlistApproval(code);
    return undefined;
  }
  const pending = pendingOf(offer);
  if (pending && pending.until > deps.clock()) return pending.until;
  if (!pending) {
    // Its proposer may have died between reserving and noticing that it was taken back.
    if (offer.state === "revoked") await takeBack(deps, offer);
    await finishIfBegun(deps, offer);
    return undefined;
  }
  const [over, lines] = await Promise.all([isOver(deps, offer), deps.store.ledger(code)]);
  // One that died before its money was reserved was never asked.
  const kind = over || lines.length === 0 ? "withdraw" : "time-out";
  await settle(deps, offer, { kind });
  return undefined;
}

/** The conversation has ended: what was proposed in it is taken back. One request when nothing was. */
export async function withdrawApprovals(deps: Deps, conversation: string): Promise<void> {
  const rows = await deps.store.listedApprovals();
  for (const { code } of rows.filter((row) => row.conversation === conversation)) {
    const offer = await deps.store.offer(code);
    if (offer) await settle(deps, offer, { kind: "withdraw" });
  }
}

async function isOver({ store }: Deps, { conversation }: Offer): Promise<boolean> {
  return (await store.head(conversation))?.state.kind === "closed";
}

/** The answer's one write, and what follows from it. `conflict`: the proposal waits no more. */
export async function settle(
  deps: Deps,
  offer: Offer,
  answer: Answer,
): Promise<Result<{ readonly over: ApprovalOver }>> {
  const next = answered(offer, answer, deps.settings.offers.minPercent, deps.clock());
  if ("ok" in next) return next;
  const changed = await deps.store.changeOffer(next, ["proposed"]);
  if (changed !== "done") return failure("conflict", "it was answered before");
  await finish(deps, next);
  const over = approvalOver(next);
  return over ? { ok: true, over } : GONE;
}

/** A proposal stays listed until everything that follows from its answer is done. */
async function finishIfBegun(deps: Deps, offer: Offer): Promise<void> {
  const rows = await deps.store.listedApprovals();
  if (rows.some(({ code }) => code === offer.code)) await finish(deps, offer);
}

/** What follows from an answer; each step is harmless when repeated, the last one tells that all were done. */
async function finish(deps: Deps, offer: Offer): Promise<void> {
  const { code, percent, expiresAt, conversation, agent, approval } = offer;
  if (!approval || approval.kind === "pending") return;
  if (offer.state === "revoked") await takeBack(deps, offer);
  else {
    const { at } = approval;
    await deps.store.lower(dayScope(offer), code, offer.reserved);
    await deps.store.addLedger({ code, event: "approved", amount: offer.reserved, at });
    const card = { code, percent, expiresAt, status: "open" } as const;
    await say(
      deps,
      conversation,
      `offer:${code}`,
      { kind: "offer", offer: card },
      { kind: "agent", id: agent, name: approval.agentName },
    );
  }
  const over = approvalOver(offer);
  if (over) {
    await Promise.all([
      tellOwner(deps, { role: "agent", id: agent }, "approval:over", over),
      tellLeads(deps, "approval:over", over, agent),
    ]);
  }
  const told = wordless(offer);
  if (told) await deps.store.changeOffer(told, ["revoked"]);
  await deps.store.unlistApproval(code);
}

/**
 * Gives back what a revoked proposal had reserved, to the day's budget and to its shopper, who never saw it. Whoever proposes looks at the offer once more after its line is in the ledger; so whichever comes
 * last, the line or the answer, finds the other.
 */
export async function takeBack(deps: Pick<Deps, "store">, offer: Offer): Promise<void> {
  const { code, reserved: amount, approval } = offer;
  await Promise.all([releaseBudget(deps, offer), releaseShopper(deps, offer)]);
  const lines = await deps.store.ledger(code);
  if (lines.some(({ event }) => event === "proposed")) {
    const at = approval && "at" in approval ? approval.at : offer.expiresAt;
    await deps.store.addLedger({ code, event: "revoked", amount, at });
  }
}
