import type { ShopperPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Head } from "../domain/conversation/head.ts";
import { conversationView } from "../domain/conversation/view.ts";
import type { Slot } from "../domain/routing/agent.ts";
import { counts } from "../domain/routing/slots.ts";
import { accepted, dismissed, invitationOver } from "../domain/visit/change.ts";
import type { QuietMark } from "../domain/visit/quiet.ts";
import type { OpenInvitation, Visit } from "../domain/visit/visit.ts";
import { changeVisit } from "./change-visit.ts";
import { releaseSlot } from "./claim.ts";
import { endConversation } from "./close.ts";
import type { Caller, Deps } from "./deps.ts";
import { drainFor } from "./drain.ts";
import { sealVisit } from "./memo.ts";
import { ofCustomer } from "./of-customer.ts";
import { openChat } from "./open-chat.ts";
import { noteQuiet } from "./quiet.ts";
import { newHead, startConversation } from "./start-conversation.ts";
import { tellOwner } from "./tell.ts";

const NOT_YOURS = failure("not_found", "this invitation is over");

/**
 * The shopper says yes. The invitation's id becomes the conversation's, so a double click or a second tab finds the first one's. The agent named in the invitation is rung first; the hold may have run out
 * in the moment of the click: then the conversation goes to whoever fits best, and the shopper is told. The visit names the conversation as soon as there is one, before anybody is rung.
 */
export async function acceptInvitation(
  deps: Deps,
  caller: Caller<"shopper">,
  { invitation: id, timeZone }: ShopperPayload<"invitation:accept">,
): Promise<Result<Acks["invitation:accept"]>> {
  const visitor = caller.owner.id;
  const { visit } = await deps.store.visitor(visitor, deps.clock());
  const invitation = visit?.invitation;
  if (!visit || invitation?.id !== id) {
    const head = visit?.conversation === id ? await deps.store.head(id) : undefined;
    return head ? { ok: true, conversation: conversationView(head) } : NOT_YOURS;
  }
  let changed: Visit | undefined;
  const link = async (): Promise<boolean> => {
    changed = await changeVisit(deps, visitor, (current, now) =>
      current.conversation === undefined ? accepted(current, id, now, timeZone) : current,
    );
    return changed === undefined || changed.conversation === id;
  };
  const waiting = headOf(deps, visit, invitation);
  const head = await startConversation(deps, caller, waiting, invitation, link);
  if (!head) return NOT_YOURS;
  await ofCustomer(deps, changed, head);
  if (changed && changed.conversation !== id) {
    // She opened a chat by herself in another tab at this very moment: that one counts.
    await endConversation(deps, head, "shopper");
    return openChat(deps, caller, { ...(timeZone !== undefined && { timeZone }) });
  }
  await tellOwner(
    deps,
    caller.owner,
    "invitation:over",
    { id, reason: "accepted" },
    caller.connection,
  );
  // Without it the next batch would bring the visit as it was before.
  const memo = changed && (await sealVisit(deps.tokens, changed));
  return { ok: true, conversation: conversationView(head), ...(memo !== undefined && { memo }) };
}

function headOf(deps: Deps, visit: Visit, invitation: OpenInvitation): Head {
  return newHead(deps, {
    id: invitation.id,
    visitor: visit.visitor,
    language: invitation.language,
    languageConfidence: 1,
    reason: { rule: invitation.rule, values: invitation.values },
    ...(invitation.topic !== undefined && { topic: invitation.topic }),
    ...(visit.cart && { cartValue: visit.cart.value }),
    ...(visit.customer?.tier !== undefined && { tier: visit.customer.tier }),
  });
}

/** The shopper says "not now": gone in every tab, the rule stays quiet, the agent's slot is free again. */
export async function dismissInvitation(
  deps: Deps,
  caller: Caller<"shopper">,
  { invitation: id }: { readonly invitation: string },
): Promise<Result<Acks["invitation:dismiss"]>> {
  let agent: string | undefined;
  let mark: QuietMark | undefined;
  const visit = await changeVisit(deps, caller.owner.id, (current, at) => {
    const { invitation, over } = current;
    const named = [invitation, over].find((each) => each?.id === id);
    if (!named) return current;
    agent = invitation?.id === id ? invitation.agent : undefined;
    mark = { kind: "dismissed", rule: named.rule, at };
    return dismissed(current, id, at);
  });
  if (!visit) return NOT_YOURS;
  if (mark) await noteQuiet(deps, visit, mark);
  if (agent !== undefined) {
    // Another tab may have accepted it at the same time: what has become of it by then is not to be freed.
    const freed = await releaseSlot(deps, agent, id, ({ kind }) => kind === "invited");
    await Promise.all([
      tellOwner(
        deps,
        caller.owner,
        "invitation:over",
        { id, reason: "dismissed" },
        caller.connection,
      ),
      deps.bus.publish({ type: "invitation.dismissed", detail: { invitation: id } }),
    ]);
    if (freed) await drainFor(deps, freed);
  }
  return { ok: true, memo: await sealVisit(deps.tokens, visit) };
}

/** An `invitation` timer: nobody answered it. The hold counts no more by itself; here its place is given on and the screen cleared. */
export async function invitationTimeOut(
  deps: Deps,
  timer: { readonly invitation: string; readonly visitor: string; readonly agent: string },
): Promise<void> {
  const now = deps.clock();
  let over = false;
  await changeVisit(deps, timer.visitor, (visit) => {
    const open = visit.invitation;
    if (open?.id !== timer.invitation || open.until > now) return visit;
    over = true;
    return invitationOver(visit, timer.invitation);
  });
  if (over) {
    await tellOwner(deps, { role: "shopper", id: timer.visitor }, "invitation:over", {
      id: timer.invitation,
      reason: "expired",
    });
  }
  const runOut = (slot: Slot) => slot.kind === "invited" && !counts(slot, now);
  const agent = await releaseSlot(deps, timer.agent, timer.invitation, runOut);
  if (agent) await drainFor(deps, agent);
}
