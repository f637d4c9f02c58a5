import type { AgentPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import {
  agentOf,
  type ClosedBy,
  type Head,
  isFirstWait,
  isLeft,
} from "../domain/conversation/head.ts";
import { close } from "../domain/conversation/transitions.ts";
import { conversationView } from "../domain/conversation/view.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { ofRound } from "../domain/routing/slots.ts";
import { chatClosed } from "../domain/visit/change.ts";
import { profileView } from "./card.ts";
import { changeVisit } from "./change-visit.ts";
import { changeSlot, releaseSlot } from "./claim.ts";
import type { Caller, Deps } from "./deps.ts";
import { drainFor } from "./drain.ts";
import { leaveQueues } from "./route.ts";
import { say } from "./say.ts";
import { entitled, tell, tellOwner } from "./tell.ts";

const NOTICES = {
  shopper: "closed-by-shopper",
  agent: "closed-by-agent",
  idle: "closed-idle",
} as const;

/** Either party ends the conversation; its agent may say how it ended. Ending it twice is one end. */
export async function closeConversation(
  deps: Deps,
  { owner, connection }: Caller,
  { conversation, ...outcome }: AgentPayload<"conversation:close">,
): Promise<Result<Acks["conversation:close"]>> {
  const head = await deps.store.head(conversation);
  const mine =
    head && (owner.role === "shopper" ? head.visitor === owner.id : agentOf(head) === owner.id);
  if (!mine) return failure("forbidden", "no such conversation of yours");
  if (owner.role === "agent" && Object.keys(outcome).length > 0) {
    const at = deps.clock();
    await deps.store.putAside(conversation, { kind: "outcome", at, by: owner.id, ...outcome });
  }
  const closed = await endConversation(deps, head, owner.role, connection);
  if (!closed) return failure("conflict", "the conversation moved on; try again");
  const agent = owner.role === "agent" ? await deps.store.agent(owner.id) : undefined;
  return {
    ok: true,
    conversation: conversationView(closed),
    ...(agent && { agent: profileView(agent, deps.clock()) }),
  };
}

/** Names the notice of the end; said when all is given back, so that whoever finds it said finds nothing left to do. */
export const CLOSED = "closed";

/**
 * Closes a conversation and gives back what it held; each step is harmless when repeated, so a crash in between is repaired by doing it again.
 * @param except the connection that hears of it by the answer to its request
 * @returns the closed head, or undefined when it moved on under our hands
 */
export async function endConversation(
  deps: Deps,
  head: Head,
  by: ClosedBy,
  except?: string,
): Promise<Head | undefined> {
  const closing = close(head, by, deps.clock());
  const moved = closing
    ? await deps.store.changeState(head.id, closing.from, closing.to)
    : await deps.store.participants(head.id, deps.clock());
  if (!moved || !("head" in moved) || moved.head.state.kind !== "closed") return undefined;
  const { head: closed, participants } = moved;
  const { by: closer } = moved.head.state;
  const agentId = agentOf(closed) ?? agentOf(head);
  const [agent] = await Promise.all([
    agentId === undefined ? undefined : giveBack(deps, agentId, head, except),
    agentId === undefined ? undefined : deps.store.removeAgentConversation(agentId, closed.id),
    ...Object.keys(closed.guests ?? {}).map((guest) =>
      deps.store.removeAgentConversation(guest, closed.id),
    ),
    // Whoever was rung has left the queues; a row left by a crash is cleaned up by the next drain.
    head.state.kind === "active" ? undefined : leaveQueues(deps, closed),
    gaveUp(head) ? deps.router.count({ ...head.request, id: head.id }) : undefined,
    // An answer to a message that was left waits for her next visit; the visit goes on naming it.
    closed.contact && closer === "agent"
      ? undefined
      : changeVisit(deps, closed.visitor, (visit, now) =>
          visit.conversation === closed.id ? chatClosed(visit, now) : visit,
        ),
    deps.bus.publish({
      type: "conversation.closed",
      detail: { conversation: closed.id, by: closer, ...(agentId && { agent: agentId }) },
    }),
  ]);
  await say(deps, closed.id, CLOSED, { kind: "notice", notice: NOTICES[closer] });
  await tell(
    deps,
    closed.id,
    participants,
    "conversation",
    conversationView(closed),
    entitled(closed),
  );
  if (head.state.kind === "offering") {
    await tellOwner(deps, { role: "agent", id: head.state.agent }, "ring:over", {
      conversation: head.id,
      round: head.state.round,
      reason: "closed",
    });
  }
  if (agent) await drainFor(deps, agent);
  return closed;
}

/** The slot of a chat is kept a while for what comes after it; any other is free at once. */
async function giveBack(
  deps: Deps,
  agent: string,
  head: Head,
  except: string | undefined,
): Promise<Agent | undefined> {
  const { clock, settings, timers } = deps;
  if (head.state.kind !== "active" || settings.wrapUpMs <= 0) {
    return releaseSlot(deps, agent, head.id);
  }
  const { round } = head.state;
  const until = clock() + settings.wrapUpMs;
  const slot = { kind: "wrap-up", round, until, language: head.request.language } as const;
  const kept = await changeSlot(deps, agent, head.id, ofRound(round), slot);
  if (kept?.slots[head.id]?.kind !== "wrap-up") return kept;
  await Promise.all([
    timers.arm({ kind: "slot", agent, key: head.id }, until),
    tellOwner(deps, { role: "agent", id: agent }, "presence", profileView(kept, clock()), except),
  ]);
  return kept;
}

/** She waited, and nobody had answered. */
function gaveUp(head: Head): boolean {
  const { kind } = head.state;
  return (kind === "waiting" || kind === "offering") && isFirstWait(head) && !isLeft(head);
}
