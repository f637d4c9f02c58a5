import type { Agent, Slot } from "../domain/routing/agent.ts";
import { counts, hasRunOut, isPresent, load, ofRound } from "../domain/routing/slots.ts";
import { endRing } from "./answer-ring.ts";
import { releaseSlot } from "./claim.ts";
import type { Deps } from "./deps.ts";
import { drainFor } from "./drain.ts";
import { loseAgent } from "./look-at-conversation.ts";

/** An agent whose lease is over beyond the grace is set offline; her conversations go to others. */
export async function lookAtAgent(deps: Deps, id: string): Promise<number | undefined> {
  const now = deps.clock();
  const agent = await deps.store.agent(id);
  if (!agent) return undefined;
  const lost = agent.seenUntil + deps.settings.graceMs;
  if (agent.presence === "offline" || lost > now) {
    const busy = await freeStrays(deps, agent);
    if (hasRunOut(agent, now)) await cleanUp(deps, agent);
    await mendRoster(deps, agent, now);
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

/** Whoever freed her last slot may have died before the roster heard of it: nobody would be sent to her. Only an idle agent costs the look. */
async function mendRoster(deps: Deps, agent: Agent, now: number): Promise<void> {
  const [language] = Object.keys(agent.languages);
  if (language === undefined || !isPresent(agent, now) || load(agent, now) > 0) return;
  const row = (await deps.roster.read([language])).find((entry) => entry.agent === agent.id);
  if (row?.load === 0) return;
  await deps.store.publish(agent, now);
  await drainFor(deps, agent);
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
    // Slot first, then the head: one who takes over or wakes a chat may be between the two.
    if (slot.since > deps.clock() - deps.settings.graceMs) {
      busy = true;
      continue;
    }
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

/** Holds that ran out count no more; here their places are given on, in case their timers were lost. */
async function cleanUp(deps: Deps, { id, slots }: Agent): Promise<void> {
  for (const key of Object.keys(slots)) await slotOver(deps, id, key);
}

/** A `slot` timer: a hold of the agent's has run out, so that somebody else may have its place. */
export async function slotOver(deps: Deps, id: string, key: string): Promise<void> {
  const freed = await releaseSlot(deps, id, key, (slot) => !counts(slot, deps.clock()));
  if (freed) await drainFor(deps, freed);
}

/** What a `lease` timer does: looks at the agent now rather than at the next tick. */
export async function leaseTimeOut(deps: Deps, id: string): Promise<void> {
  const next = await lookAtAgent(deps, id);
  const agent = next === undefined ? undefined : await deps.store.agent(id);
  if (agent && isPresent(agent, deps.clock())) await drainFor(deps, agent);
}
