import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { type Head, isFirstWait } from "../domain/conversation/head.ts";
import { takeOver } from "../domain/conversation/transitions.ts";
import { conversationView } from "../domain/conversation/view.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { ofRound } from "../domain/routing/slots.ts";
import { shopperContext } from "../domain/visit/context.ts";
import { claimSlot, releaseSlot } from "./claim.ts";
import type { Caller, Deps } from "./deps.ts";
import { drainFor } from "./drain.ts";
import { isLead } from "./lead.ts";
import { leaveQueues } from "./route.ts";
import { say } from "./say.ts";
import { sayForeign } from "./say-foreign.ts";
import { entitled, tell } from "./tell.ts";

/**
 * A supervisor becomes the conversation's agent, in a round of her own: the slot first, then the head on condition of where it stood, as at a ring. She needs a free slot like anybody.
 * The agent who had it is told, and her slot is free.
 */
export async function takeOverConversation(
  deps: Deps,
  caller: Caller<"agent">,
  { conversation }: { readonly conversation: string },
): Promise<Result<Acks["takeover"]>> {
  const { id } = caller.owner;
  const now = deps.clock();
  const head = await deps.store.head(conversation);
  if (!head || !(await isLead(deps, caller))) {
    return failure("forbidden", "only supervisors take conversations over");
  }
  const taking = takeOver(head, { id, name: caller.name ?? id }, now);
  if (!taking) return failure("conflict", "it rings at somebody, is yours, or is closed");
  const { state } = taking.to;
  const slot = {
    kind: "active",
    round: state.round,
    since: now,
    language: head.request.language,
  } as const;
  const claimed = await claimSlot(deps, id, conversation, slot);
  if (!claimed) {
    return failure("refused", "you are not online, or all your slots are in use");
  }
  await deps.store.addAgentConversation(id, conversation);
  const moved = await deps.store.changeState(conversation, taking.from, taking.to);
  if (moved.kind !== "done") {
    const current = (await deps.store.head(conversation))?.state;
    const mine = current?.kind === "active" && current.agent === id;
    if (!mine || current.round !== state.round) {
      await releaseSlot(deps, id, conversation, ofRound(state.round));
      await deps.store.removeAgentConversation(id, conversation);
    }
    return failure("conflict", "the conversation moved on; try again");
  }
  const before = head.state;
  const had = before.kind === "active" || before.kind === "resting" ? before.agent : undefined;
  const [freed, { visit, customer }] = await Promise.all([
    had === undefined ? undefined : releaseSlot(deps, had, conversation, ofRound(before.round)),
    deps.store.visitor(head.visitor, now),
    had === undefined ? undefined : deps.store.removeAgentConversation(had, conversation),
    before.kind === "waiting" ? leaveQueues(deps, head) : undefined,
    before.kind === "waiting" && isFirstWait(head)
      ? deps.router.count({ ...head.request, id: conversation }, levelOf(claimed, head))
      : undefined,
  ]);
  await say(deps, conversation, `joined:${state.round}`, {
    kind: "notice",
    notice: had === undefined ? "agent-joined" : "agent-changed",
    name: caller.name ?? id,
  });
  await sayForeign(deps, moved.head, claimed);
  const view = conversationView(moved.head);
  const hears = entitled(moved.head);
  await tell(
    deps,
    conversation,
    moved.participants,
    "conversation",
    view,
    (participant) => hears(participant) || participant.owner === had,
  );
  if (freed) await drainFor(deps, freed);
  return { ok: true, conversation: view, context: shopperContext(moved.head, visit, customer) };
}

function levelOf({ languages }: Agent, { request }: Head): number {
  return languages[request.language] ?? 0;
}
