import type { ApprovalOver, ApprovalView } from "../contract/approval.ts";
import { SYNC_PAGE_BYTES } from "../contract/limits.ts";
import type { Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { pendingOf } from "../domain/offer/approval.ts";
import type { Offer } from "../domain/offer/offer.ts";
import type { Caller, Deps } from "./deps.ts";
import { isLead } from "./lead.ts";
import { withinBytes } from "./within-bytes.ts";

/** A proposal as consoles show it; undefined when it waits for nobody. */
export function approvalView(offer: Offer): ApprovalView | undefined {
  const pending = pendingOf(offer);
  if (!pending) return undefined;
  const { code, conversation, currency, reserved: cost, agent } = offer;
  const { asked: percent, cart, until, fallback, agentName: name, why } = pending;
  return {
    code,
    conversation,
    agent: { id: agent, name },
    percent,
    cost,
    cart,
    currency,
    until,
    fallback,
    ...(why !== undefined && { why }),
  };
}

/** What came of a proposal; undefined while it waits. */
export function approvalOver({
  code,
  conversation,
  percent,
  state,
  approval,
}: Offer): ApprovalOver | undefined {
  if (!approval || approval.kind === "pending") return undefined;
  const { kind: outcome } = approval;
  return {
    code,
    conversation,
    outcome,
    ...(state !== "revoked" && { percent }),
    ...("by" in approval && { by: approval.by }),
    ...("reason" in approval && approval.reason !== undefined && { reason: approval.reason }),
  };
}

/** Proposals that wait: a supervisor's console sees all of them, an agent's its own. What ends first stands first. */
export async function approvals(
  deps: Deps,
  caller: Caller<"agent">,
): Promise<Result<Acks["approvals"]>> {
  const [rows, lead] = await Promise.all([deps.store.listedApprovals(), isLead(deps, caller)]);
  const offers = await Promise.all(rows.map(({ code }) => deps.store.offer(code)));
  const views = offers
    .flatMap((offer) => (offer ? [approvalView(offer)] : []))
    .filter((view) => view !== undefined)
    .filter(({ agent }) => lead || agent.id === caller.owner.id)
    .sort((a, b) => a.until - b.until);
  return { ok: true, approvals: withinBytes(views, SYNC_PAGE_BYTES) };
}
