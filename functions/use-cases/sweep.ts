import type { Head } from "../domain/conversation/head.ts";
import { reroute } from "../domain/conversation/transitions.ts";
import { conversationView } from "../domain/conversation/view.ts";
import type { Agent, Slot } from "../domain/routing/agent.ts";
import { isPresent, ofRound } from "../domain/routing/slots.ts";
import { accepted, chatClosed } from "../domain/visit/change.ts";
import type { Due, DueRef } from "../ports.ts";
import { endRing } from "./answer-ring.ts";
import { changeVisit } from "./change-visit.ts";
import { releaseSlot } from "./claim.ts";
import { CLOSED, endConversation } from "./close.ts";
import type { Deps } from "./deps.ts";
import { drainFor } from "./drain.ts";
import { pingStock } from "./ping-stock.ts";
import { announceRing } from "./ring.ts";
import { route } from "./route.ts";
import { outboxOf, say } from "./say.ts";
import { expireOffer } from "./settle-offer.ts";
import { tell } from "./tell.ts";

/** Rows taken at once. */
const LIMIT = 200;
/** What is left after this long is taken at the next tick; less than the function may run. */
const PATIENCE_MS = 20_000;

/**
 * Every minute: looks at everything that is due and repairs what a crash left behind. Each row is replaced before its work begins, so that a sweeper that dies finds it again.
 * Pings, of which there may be thousands, leave at once; the rest is done row by row. A row that fails keeps no other waiting, and comes again at the next tick.
 * @returns how many rows it looked at
 * @throws the first row's failure, when all have been looked at
 */
export async function sweep(deps: Deps): Promise<number> {
  const end = deps.clock() + PATIENCE_MS;
  const failures: unknown[] = [];
  const lookOnce = (row: Due) =>
    look(deps, row).catch((error: unknown) => {
      failures.push(error);
    });
  let looked = 0;
  for (;;) {
    const rows = await deps.store.due(deps.clock(), LIMIT);
    const isPing = ({ ref }: Due) => ref.kind === "connection";
    await Promise.all(rows.filter(isPing).map(lookOnce));
    for (const row of rows) if (!isPing(row)) await lookOnce(row);
    looked += rows.length;
    if (rows.length < LIMIT || deps.clock() >= end) break;
  }
  if (failures.length > 0) throw failures[0];
  return looked;
}

async function look(deps: Deps, row: Due): Promise<void> {
  const next = await lookAt(deps, row.ref);
  if (next !== undefined) await deps.store.addDue({ at: next, ref: row.ref });
  await deps.store.removeDue(row);
}

/** @returns when to look again (epoch ms), or undefined for never */
function lookAt(deps: Deps, ref: DueRef): Promise<number | undefined> {
  switch (ref.kind) {
    case "conversation":
      return lookAtConversation(deps, ref.id);
    case "agent":
      return lookAtAgent(deps, ref.id);
    case "offer":
      return expireOffer(deps, ref.id).then(() => undefined);
    case "connection":
      return pingStock(deps, ref);
  }
}

async function lookAtConversation(deps: Deps, id: string): Promise<number | undefined> {
  const now = deps.clock();
  const head = await deps.store.head(id);
  if (!head) return undefined;
  const last = await deps.store.rollForward(id);
  const { state } = head;
  if (state.kind === "closed") {
    const ended = last.some(({ outbox }) => outbox === outboxOf(CLOSED));
    if (!ended) await endConversation(deps, head, state.by);
    return undefined;
  }
  if (now - head.activeAt > deps.settings.idleMs) {
    await endConversation(deps, head, "idle");
    return now + deps.settings.conversationCheckMs;
  }
  if (await isAstray(deps, head)) {
    await endConversation(deps, head, "idle");
    return now + deps.settings.conversationCheckMs;
  }
  if (state.kind === "waiting") await route(deps, head);
  if (state.kind === "offering") {
    if (state.until <= now) await endRing(deps, head, "missed");
    else await announceRing(deps, head, state.until);
  }
  if (state.kind === "active") {
    const agent = await deps.store.agent(state.agent);
    const gone = !agent || agent.seenUntil + deps.settings.graceMs < now;
    if (gone) await loseAgent(deps, head);
  }
  return now + deps.settings.conversationCheckMs;
}

/**
 * A shopper has one conversation, the one that her visit names. One that a crash left unnamed is named now.
 * @returns whether she has another one, so that this one leads nowhere
 */
async function isAstray(deps: Deps, head: Head): Promise<boolean> {
  const { visit } = await deps.store.visitor(head.visitor, deps.clock());
  if (!visit || visit.conversation === head.id) return false;
  const named = visit.conversation;
  const other = named === undefined ? undefined : await deps.store.head(named);
  if (other && other.state.kind !== "closed") return true;
  await changeVisit(deps, head.visitor, (current, now) =>
    current.conversation === named ? accepted(current, head.id, now) : current,
  );
  // Closed meanwhile: whoever closed it may have looked at the visit before it was named there.
  if ((await deps.store.head(head.id))?.state.kind === "closed") {
    await changeVisit(deps, head.visitor, (current, now) =>
      current.conversation === head.id ? chatClosed(current, now) : current,
    );
  }
  return false;
}

/** An agent whose lease is over beyond the grace is set offline; her conversations go to others. */
export async function lookAtAgent(deps: Deps, id: string): Promise<number | undefined> {
  const now = deps.clock();
  const agent = await deps.store.agent(id);
  if (!agent) return undefined;
  const lost = agent.seenUntil + deps.settings.graceMs;
  if (agent.presence === "offline" || lost > now) {
    const busy = await freeStrays(deps, agent);
    if (agent.presence !== "offline") return lost;
    return busy ? now + deps.settings.conversationCheckMs : undefined;
  }
  const offline = { ...agent, presence: "offline", version: agent.version + 1 } as const;
  if ((await deps.store.saveAgent(offline, { leaseBefore: now })) !== "done") return now + 1000;
  await deps.store.publish(offline, now);
  const conversations = await deps.store.agentConversations(id);
  for (const conversation of new Set([...conversations, ...Object.keys(agent.slots)])) {
    const head = await deps.store.head(conversation);
    if (head?.state.kind === "active" && head.state.agent === id) await loseAgent(deps, head);
    else if (head?.state.kind === "offering" && head.state.agent === id) {
      await endRing(deps, head, "missed");
    } else {
      const known = agent.slots[conversation];
      await releaseSlot(
        deps,
        id,
        conversation,
        (slot) => roundOf(slot) === (known && roundOf(known)),
      );
    }
  }
  return now + deps.settings.conversationCheckMs;
}

/** A hold for an invitation has none. */
function roundOf(slot: Slot): number | undefined {
  return slot.kind === "invited" ? undefined : slot.round;
}

/**
 * Frees the slots of conversations that went elsewhere: whoever moved them died before freeing the slot.
 * @returns whether the agent has conversations
 */
async function freeStrays(deps: Deps, { id, slots }: Agent): Promise<boolean> {
  let busy = false;
  for (const [conversation, slot] of Object.entries(slots)) {
    if (slot.kind !== "active") continue;
    const state = (await deps.store.head(conversation))?.state;
    const open = state?.kind === "active" || state?.kind === "offering";
    if (open && state.agent === id && state.round === slot.round) {
      busy = true;
      continue;
    }
    const mine = ofRound(slot.round);
    const freed = await releaseSlot(deps, id, conversation, mine);
    await deps.store.removeAgentConversation(id, conversation);
    if (freed) await drainFor(deps, freed);
  }
  return busy;
}

/** The agent of a conversation is gone: the shopper is told, and it waits for another, with its history. */
async function loseAgent(deps: Deps, head: Head): Promise<void> {
  const moving = reroute(head, deps.clock());
  if (!moving || head.state.kind !== "active") return;
  const moved = await deps.store.changeState(head.id, moving.from, moving.to);
  if (moved.kind !== "done") return;
  await releaseSlot(deps, head.state.agent, head.id, ofRound(head.state.round));
  await deps.store.removeAgentConversation(head.state.agent, head.id);
  await say(deps, head.id, `left:${head.state.round}`, {
    kind: "notice",
    notice: "agent-left",
    ...(head.agentName !== undefined && { name: head.agentName }),
  });
  await tell(
    deps,
    head.id,
    moved.participants,
    "conversation",
    conversationView(moved.head),
    ({ party }) => party === "shopper",
  );
  await route(deps, moved.head);
}

/** What a `lease` timer does: looks at the agent now rather than at the next tick. */
export async function leaseTimeOut(deps: Deps, id: string): Promise<void> {
  const next = await lookAtAgent(deps, id);
  const agent = next === undefined ? undefined : await deps.store.agent(id);
  if (agent && isPresent(agent, deps.clock())) await drainFor(deps, agent);
}
