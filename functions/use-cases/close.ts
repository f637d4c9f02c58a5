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
import { agentCloses } from "../domain/conversation/parties.ts";
import { close } from "../domain/conversation/transitions.ts";
import { conversationView } from "../domain/conversation/view.ts";
import { chatEnd, type Verdict } from "../domain/feedback/ended-chat.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { ofRound } from "../domain/routing/slots.ts";
import { chatClosed } from "../domain/visit/change.ts";
import type { Visit } from "../domain/visit/visit.ts";
import { withdrawApprovals } from "./approve-offer.ts";
import { profileView } from "./card.ts";
import { changeVisit } from "./change-visit.ts";
import { changeSlot, releaseSlot } from "./claim.ts";
import type { Caller, Deps } from "./deps.ts";
import { drainFor } from "./drain.ts";
import { noteQuiet } from "./quiet.ts";
import { leaveQueues } from "./route.ts";
import { outboxOf, say } from "./say.ts";
import { entitled, tell, tellOwner } from "./tell.ts";

const NOTICES = {
  shopper: "closed-by-shopper",
  agent: "closed-by-agent",
  idle: "closed-idle",
} as const;

/** Either party ends the conversation; its agent may say how it ended. One at whom it only rings has no part in it. Ending it twice is one end. */
export async function closeConversation(
  deps: Deps,
  { owner, connection }: Caller,
  { conversation, ...outcome }: AgentPayload<"conversation:close">,
): Promise<Result<Acks["conversation:close"]>> {
  const head = await deps.store.head(conversation);
  const mine =
    head && (owner.role === "shopper" ? head.visitor === owner.id : agentCloses(head, owner.id));
  if (!mine) return failure("forbidden", "no such conversation of yours");
  const said = owner.role === "agent" && Object.keys(outcome).length > 0;
  if (said) {
    const at = deps.clock();
    await deps.store.putAside(conversation, { kind: "outcome", at, by: owner.id, ...outcome });
  }
  const over = head.state.kind === "closed" && (await isEnded(deps, conversation));
  if (over && said)
    await deps.store.judgeChat({ conversation, startedAt: head.startedAt }, outcome);
  const ended: Ended | undefined = over
    ? { head }
    : await end(deps, head, owner.role, said ? outcome : await verdictOf(deps, head), connection);
  if (!ended) return failure("conflict", "the conversation moved on; try again");
  const agent =
    owner.role === "agent" ? (ended.agent ?? (await deps.store.agent(owner.id))) : undefined;
  return {
    ok: true,
    conversation: conversationView(ended.head),
    ...(agent && { agent: profileView(agent, deps.clock()) }),
  };
}

interface Ended {
  readonly head: Head;
  /** As she is now, where that is known. */
  readonly agent?: Agent;
}

/** Names the notice of the end; said when all is given back, so that whoever finds it said finds nothing left to do. */
export const CLOSED = "closed";

/** Was all done that follows from a conversation's end? */
export async function isEnded({ store }: Pick<Deps, "store">, id: string): Promise<boolean> {
  return (await store.rollForward(id)).some(({ outbox }) => outbox === outboxOf(CLOSED));
}

/**
 * Closes a conversation and gives back what it held; each step is harmless when repeated, so a crash in between is repaired by doing it again.
 * @returns the closed head, or undefined when it moved on under our hands
 */
export async function endConversation(
  deps: Deps,
  head: Head,
  by: ClosedBy,
): Promise<Head | undefined> {
  return (await end(deps, head, by, await verdictOf(deps, head)))?.head;
}

/** What its agent has said of a conversation's end; of one that is open nobody has. */
async function verdictOf(deps: Deps, { id, state }: Head): Promise<Verdict> {
  if (state.kind !== "closed") return {};
  const asides = await deps.store.asides(id);
  return asides.flatMap((aside) => (aside.kind === "outcome" ? [aside] : [])).at(0) ?? {};
}

/**
 * @param except the connection that hears of it by the answer to its request
 */
async function end(
  deps: Deps,
  head: Head,
  by: ClosedBy,
  verdict: Verdict,
  except?: string,
): Promise<Ended | undefined> {
  const closing = close(head, by, deps.clock());
  const moved = closing
    ? await deps.store.changeState(head.id, closing.from, closing.to)
    : await deps.store.participants(head.id, deps.clock());
  if (!moved || !("head" in moved) || moved.head.state.kind !== "closed") return undefined;
  const { head: closed, participants } = moved;
  const { by: closer } = moved.head.state;
  const agentId = agentOf(closed) ?? agentOf(head);
  const [given] = await Promise.all([
    agentId === undefined ? undefined : giveBack(deps, agentId, head, except),
    agentId === undefined ? undefined : deps.store.removeAgentConversation(agentId, closed.id),
    ...Object.keys(closed.guests ?? {}).map((guest) =>
      deps.store.removeAgentConversation(guest, closed.id),
    ),
    // Whoever was rung has left the queues; a row left by a crash is cleaned up by the next drain.
    head.state.kind === "active" ? undefined : leaveQueues(deps, closed),
    withdrawApprovals(deps, closed.id),
    gaveUp(head) ? deps.router.count({ ...head.request, id: head.id }) : undefined,
    letGo(deps, closed).then((visit) => {
      const record = chatEnd(closed, visit, verdict);
      return record && deps.store.endChat(record);
    }),
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
  if (!given) return { head: closed };
  // A slot that is kept makes room for nobody.
  if (!given.freed) return { head: closed, agent: given.agent };
  await drainFor(deps, given.agent);
  return { head: closed };
}

/** The visit names the conversation no more. An answer to a message that was left waits for her next visit, so that one goes on being named. */
export async function letGo(
  deps: Deps,
  { id, visitor, contact, state }: Head,
): Promise<Visit | undefined> {
  if (contact && state.kind === "closed" && state.by === "agent") return undefined;
  const visit = await changeVisit(deps, visitor, (current, now) =>
    current.conversation === id ? chatClosed(current, now) : current,
  );
  const at = visit?.chattedAt;
  if (at !== undefined) await noteQuiet(deps, visit, { kind: "chatted", at });
  return visit;
}

/** The slot of a chat is kept a while for what comes after it; any other is free at once. */
async function giveBack(
  deps: Deps,
  agent: string,
  head: Head,
  except: string | undefined,
): Promise<{ readonly agent: Agent; readonly freed: boolean } | undefined> {
  const { clock, settings, timers } = deps;
  if (head.state.kind !== "active" || settings.wrapUpMs <= 0) {
    // One that a crash left closed may have its wrap-up already.
    const free = await releaseSlot(deps, agent, head.id, ({ kind }) => kind !== "wrap-up");
    return free && { agent: free, freed: true };
  }
  const { round } = head.state;
  const until = clock() + settings.wrapUpMs;
  const slot = { kind: "wrap-up", round, until, language: head.request.language } as const;
  const kept = await changeSlot(deps, agent, head.id, ofRound(round), slot);
  if (!kept) return undefined;
  if (kept.slots[head.id]?.kind !== "wrap-up") return { agent: kept, freed: true };
  await Promise.all([
    timers.arm({ kind: "slot", agent, key: head.id }, until),
    tellOwner(deps, { role: "agent", id: agent }, "presence", profileView(kept, clock()), except),
  ]);
  return { agent: kept, freed: false };
}

/** She waited, and nobody had answered. */
function gaveUp(head: Head): boolean {
  const { kind } = head.state;
  return (kind === "waiting" || kind === "offering") && isFirstWait(head) && !isLeft(head);
}
