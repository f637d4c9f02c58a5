import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { type Head, isFirstWait } from "../domain/conversation/head.ts";
import { accept, withdraw } from "../domain/conversation/transitions.ts";
import { conversationView } from "../domain/conversation/view.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { ofRound } from "../domain/routing/slots.ts";
import { shopperContext } from "../domain/visit/context.ts";
import type { Participant } from "../ports.ts";
import { profileView } from "./card.ts";
import { claimSlot, releaseSlot } from "./claim.ts";
import type { Caller, Deps } from "./deps.ts";
import { drainFor } from "./drain.ts";
import { route } from "./route.ts";
import { say } from "./say.ts";
import { sayForeign } from "./say-foreign.ts";
import { entitled, tell, tellOwner } from "./tell.ts";

interface Answer {
  readonly conversation: string;
  readonly round: number;
}

const OVER = failure("gone", "this ring is over");

/** The agent takes the conversation: the slot first, then the head, on condition of the round. Whoever loses the race frees the slot again. */
export async function acceptRing(
  deps: Deps,
  caller: Caller<"agent">,
  { conversation, round }: Answer,
): Promise<Result<Acks["ring:accept"]>> {
  const now = deps.clock();
  const head = await deps.store.head(conversation);
  if (!head) return OVER;
  const agent = caller.owner.id;
  const mine =
    head.state.kind === "active" && head.state.agent === agent && head.state.round === round;
  let profile = mine ? await deps.store.agent(agent) : undefined;
  if (!mine) {
    const accepted = accept(head, agent, round, now);
    if (!accepted) return OVER;
    const slot = { kind: "active", round, since: now, language: head.request.language } as const;
    const claimed = await claimSlot(deps, agent, conversation, slot);
    if (!claimed) return failure("refused", "you are not online, or all your slots are in use");
    await deps.store.addAgentConversation(agent, conversation);
    const moved = await deps.store.changeState(conversation, accepted.from, accepted.to);
    if (moved.kind !== "done") {
      const current = await deps.store.head(conversation);
      const won = current?.state.kind === "active" && current.state.agent === agent;
      if (!won) {
        await releaseSlot(deps, agent, conversation, ofRound(round));
        await deps.store.removeAgentConversation(agent, conversation);
        return OVER;
      }
    }
    profile = claimed;
    const level = claimed.languages[head.request.language] ?? 0;
    await Promise.all([
      clearMisses(deps, claimed),
      isFirstWait(head)
        ? deps.router.count({ ...head.request, id: conversation }, level)
        : undefined,
    ]);
  }
  const joined = await deps.store.participants(conversation, now);
  if (!joined) return OVER;
  const [{ visit, customer }] = await Promise.all([
    deps.store.visitor(joined.head.visitor, now),
    announceAgent(deps, joined, caller),
  ]);
  if (profile) await sayForeign(deps, joined.head, profile);
  return {
    ok: true,
    conversation: conversationView(joined.head),
    context: shopperContext(joined.head, visit, customer),
  };
}

async function clearMisses(deps: Deps, agent: Agent): Promise<void> {
  if (agent.misses === 0) return;
  await deps.store.saveAgent({ ...agent, misses: 0, version: agent.version + 1 });
}

async function announceAgent(
  deps: Deps,
  { head, participants }: { readonly head: Head; readonly participants: readonly Participant[] },
  caller: Caller<"agent">,
): Promise<void> {
  const { round } = head.state;
  await Promise.all([
    say(deps, head.id, `joined:${round}`, {
      kind: "notice",
      notice: round > 1 ? "agent-changed" : "agent-joined",
      name: head.agentName ?? caller.owner.id,
    }),
    tell(deps, head.id, participants, "conversation", conversationView(head), entitled(head)),
    tellOwner(
      deps,
      caller.owner,
      "ring:over",
      { conversation: head.id, round, reason: "accepted" },
      caller.connection,
    ),
  ]);
}

/** The agent says no: the next one is rung, and the contact keeps its age. */
export async function declineRing(
  deps: Deps,
  caller: Caller<"agent">,
  { conversation, round }: Answer,
): Promise<Result<Acks["ring:decline"]>> {
  const head = await deps.store.head(conversation);
  const offered = head?.state.kind === "offering" ? head.state : undefined;
  if (!head || offered?.agent !== caller.owner.id || offered.round !== round) return OVER;
  await endRing(deps, head, "declined");
  return { ok: true };
}

/** A `ring` timer: nobody answered in time. Early or late it does nothing to another round. */
export async function ringTimeOut(deps: Deps, { conversation, round }: Answer): Promise<void> {
  const head = await deps.store.head(conversation);
  if (head?.state.kind !== "offering" || head.state.round !== round) return;
  if (head.state.until > deps.clock()) {
    await deps.timers.arm({ kind: "ring", conversation, round }, head.state.until);
    return;
  }
  await endRing(deps, head, "missed");
}

/**
 * Offered → waiting, the slot freed, the agent's miss counted, and on to the next. When the conversation has moved on meanwhile, an active slot is the one that it moved on to, and
 * only a hold is freed.
 */
export async function endRing(
  deps: Deps,
  head: Head,
  reason: "declined" | "missed" | "withdrawn",
): Promise<void> {
  if (head.state.kind !== "offering") return;
  const { agent: agentId, round } = head.state;
  const back = withdraw(head, round, reason !== "withdrawn");
  const moved = back && (await deps.store.changeState(head.id, back.from, back.to));
  const over = moved?.kind === "done";
  const mine = ofRound(round);
  const agent = await releaseSlot(
    deps,
    agentId,
    head.id,
    (slot) => mine(slot) && (over || slot.kind === "ringing"),
    (released) =>
      reason === "missed" ? missed(released, deps.settings.missesUntilAway) : released,
  );
  if (!over) return;
  const owner = { role: "agent", id: agentId } as const;
  const isAway = agent?.presence === "away";
  await Promise.all([
    tellOwner(deps, owner, "ring:over", { conversation: head.id, round, reason }),
    reason === "missed" && isAway
      ? tellOwner(deps, owner, "presence", profileView(agent, deps.clock()))
      : undefined,
    tell(
      deps,
      head.id,
      moved.participants,
      "conversation",
      conversationView(moved.head),
      ({ party }) => party === "shopper",
    ),
  ]);
  await route(deps, moved.head);
  if (agent) await drainFor(deps, agent);
}

function missed(agent: Agent, untilAway: number): Agent {
  const misses = agent.misses + 1;
  if (misses < untilAway) return { ...agent, misses };
  return { ...agent, misses: 0, presence: "away", reason: "missed rings" };
}
