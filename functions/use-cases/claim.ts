import type { Agent, Slot } from "../domain/routing/agent.ts";
import { rosterEntry } from "../domain/routing/roster.ts";
import { claim, isPresent, release } from "../domain/routing/slots.ts";
import type { Deps } from "./deps.ts";

const ATTEMPTS = 4;

/**
 * Claims a slot of an agent under `key`, or changes the one the key has. Decided in the domain, written on condition that nobody changed the agent and the lease still runs.
 * After a lost race it looks again: the agent may still have room, or the write that failed may have been its own, repeated.
 * @param known the agent's record if the caller has just read it
 * @returns the agent as written, or undefined when there is no room
 */
export async function claimSlot(
  deps: Pick<Deps, "store" | "clock" | "roster">,
  agentId: string,
  key: string,
  slot: Slot,
  known?: Agent,
): Promise<Agent | undefined> {
  let agent = known ?? (await deps.store.agent(agentId));
  for (let attempt = 0; attempt < ATTEMPTS && agent; attempt++) {
    const now = deps.clock();
    if (!isPresent(agent, now)) return undefined;
    if (sameSlot(agent.slots[key], slot)) return agent;
    const claimed = claim(agent, key, slot, now);
    if (!claimed) {
      deps.roster.correct(rosterEntry(agent, now));
      return undefined;
    }
    const next = { ...claimed, version: agent.version + 1 };
    if ((await deps.store.saveAgent(next, { leaseAfter: now })) === "done") {
      deps.roster.correct(rosterEntry(next, now));
      return next;
    }
    agent = await deps.store.agent(agentId);
  }
  return undefined;
}

/**
 * Puts another slot in the place of the one under `key` if that is one of `which`: a chat's becomes its wrap-up's.
 * @returns the agent as it is now, or undefined when there is none
 */
export async function changeSlot(
  deps: Pick<Deps, "store" | "clock" | "roster">,
  agentId: string,
  key: string,
  which: (slot: Slot) => boolean,
  to: Slot,
): Promise<Agent | undefined> {
  return rewrite(deps, agentId, (agent) => {
    const slot = agent.slots[key];
    return slot && which(slot) ? { ...agent, slots: { ...agent.slots, [key]: to } } : agent;
  });
}

/**
 * Frees the slot under `key` if it is one of `which`, lets `change` adjust the agent in the same write, and shows the agent's new load in the language pools.
 * @returns the agent as it is now, or undefined when there is none
 */
export async function releaseSlot(
  deps: Pick<Deps, "store" | "clock" | "roster">,
  agentId: string,
  key: string,
  which?: (slot: Slot) => boolean,
  change: (agent: Agent) => Agent = (agent) => agent,
): Promise<Agent | undefined> {
  return rewrite(deps, agentId, (agent, now) => {
    const released = release(agent, key, now, which);
    return released === agent ? agent : change(released);
  });
}

/** Changes an agent's record against what stands, and shows it in the pools. The same record from `change` writes nothing. */
async function rewrite(
  deps: Pick<Deps, "store" | "clock" | "roster">,
  agentId: string,
  change: (agent: Agent, now: number) => Agent,
): Promise<Agent | undefined> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const agent = await deps.store.agent(agentId);
    if (!agent) return undefined;
    const now = deps.clock();
    const changed = change(agent, now);
    if (changed === agent) return agent;
    const next = { ...changed, version: agent.version + 1 };
    if ((await deps.store.saveAgent(next)) === "done") {
      deps.roster.correct(rosterEntry(next, now));
      // Pools show the load; a wrap-up in the place of a chat leaves it as it is.
      const sameLoad = Object.keys(next.slots).length === Object.keys(agent.slots).length;
      if (!sameLoad || next.presence !== agent.presence) await deps.store.publish(next, now);
      return next;
    }
  }
  return undefined;
}

/** Does the key have what is claimed already? A ring that was accepted before its own claim came through stays accepted. */
function sameSlot(a: Slot | undefined, b: Slot): boolean {
  if (a?.kind === "active" && b.kind === "ringing") return a.round === b.round;
  if (a?.kind !== b.kind) return false;
  if (a.kind === "active" && b.kind === "active") return a.round === b.round;
  if (a.kind === "ringing" && b.kind === "ringing")
    return a.round === b.round && a.until === b.until;
  return false;
}
