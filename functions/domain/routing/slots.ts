import type { Agent, Slot } from "./agent.ts";
import { type Usage, usageAfter } from "./usage.ts";

/** Does a slot still count at `now` (epoch ms)? A hold whose time is over counts no more, whether or not anybody cleaned it up. */
export function counts(slot: Slot, now: number): boolean {
  return slot.kind === "active" || slot.until > now;
}

/** Slots in use or held at `now`. */
export function load(agent: Agent, now: number): number {
  return Object.values(agent.slots).filter((slot) => counts(slot, now)).length;
}

/** Present: online, with a lease that has not run out. */
export function isPresent(agent: Agent, now: number): boolean {
  return agent.presence === "online" && agent.seenUntil > now;
}

/** Slots free for new work at `now`; none for an agent who is not present. */
export function free(agent: Agent, now: number): number {
  return isPresent(agent, now) ? Math.max(0, agent.capacity - load(agent, now)) : 0;
}

/**
 * Claims a slot under `key`, or changes the one that the same key already has (an invitation that begins to ring, a ring that is accepted).
 * @returns the agent with the slot, or undefined when it has no free slot and none under this key
 */
export function claim(agent: Agent, key: string, slot: Slot, now: number): Agent | undefined {
  const own = agent.slots[key];
  const had = own !== undefined && counts(own, now);
  if (!had && free(agent, now) < 1) return undefined;
  const kept = Object.entries(agent.slots).filter(([, other]) => counts(other, now));
  return { ...agent, usage: used(agent, now), slots: { ...Object.fromEntries(kept), [key]: slot } };
}

/** Whether any hold has run out and was not cleaned up. */
export function hasRunOut(agent: Agent, now: number): boolean {
  return Object.values(agent.slots).some((slot) => !counts(slot, now));
}

/** Frees the slot under `key` if it is one of `which`; the same record when there was none. */
export function release(
  agent: Agent,
  key: string,
  now: number,
  which: (slot: Slot) => boolean = () => true,
): Agent {
  const slot = agent.slots[key];
  if (slot === undefined || !which(slot)) return agent;
  const { [key]: _, ...slots } = agent.slots;
  return { ...agent, usage: used(agent, now), slots, idleSince: now };
}

/** The agent's usage brought up to `now`, before her load changes. */
function used(agent: Agent, now: number): Usage {
  const { usage = { share: 0, at: now }, capacity } = agent;
  return usageAfter(usage, load(agent, now), capacity, now);
}

/** A slot of this round; an invitation has none. */
export function ofRound(round: number): (slot: Slot) => boolean {
  return (slot) => slot.kind !== "invited" && slot.round === round;
}
