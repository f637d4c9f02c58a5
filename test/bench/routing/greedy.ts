import {
  isFree,
  type Placement,
  type Policy,
  type SimAgent,
  type SimContact,
  type World,
} from "./world.ts";

/** A policy that decides at every event by a rule: who may, who is preferred, which waiting contact first. */
export interface Rule {
  /** Whether the agent may take the contact after `ms` of waiting. Once true it stays true. */
  admits(agent: SimAgent, contact: SimContact, ms: number): boolean;
  /** Higher is better, among agents; equal ones by longest idle, then number. */
  prefer(agent: SimAgent, contact: SimContact, now: number): number;
  /** Higher first, among waiting contacts; without it the oldest goes first. */
  first?(contact: SimContact, agent: SimAgent, now: number): number;
  /** Waiting times (ms) at which `admits` may change. */
  readonly changes?: readonly number[];
  /** The waiting time at which the agent will be admitted, where that is not one of `changes`. */
  admittedAt?(agent: SimAgent, contact: SimContact): number;
  chosen?(agent: SimAgent): void;
}

/** The policy that a rule makes. */
export function greedy(rule: Rule): Policy {
  return {
    place: (contact, world) => place(rule, contact, world),
    take: (agent, world) => take(rule, agent, world),
  };
}

function place(rule: Rule, contact: SimContact, { agents, now }: World): Placement {
  const ms = now - contact.drawn.at;
  let best: SimAgent | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  let next = Number.POSITIVE_INFINITY;
  for (const agent of agents) {
    if (!isFree(agent, now) || contact.tried.includes(agent.index)) continue;
    if (!rule.admits(agent, contact, ms)) {
      next = Math.min(next, rule.admittedAt?.(agent, contact) ?? next);
      continue;
    }
    const score = rule.prefer(agent, contact, now);
    const idler = best !== undefined && score === bestScore && agent.idleSince < best.idleSince;
    if (score > bestScore || idler) [best, bestScore] = [agent, score];
  }
  if (best !== undefined) {
    rule.chosen?.(best);
    return { agent: best };
  }
  for (const change of rule.changes ?? []) if (change > ms) next = Math.min(next, change);
  return next === Number.POSITIVE_INFINITY ? {} : { retryAt: contact.drawn.at + Math.ceil(next) };
}

function take(rule: Rule, agent: SimAgent, { waiting, now }: World): SimContact | undefined {
  let best: SimContact | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const contact of waiting) {
    if (contact.tried.includes(agent.index)) continue;
    if (!rule.admits(agent, contact, now - contact.drawn.at)) continue;
    const score = rule.first?.(contact, agent, now) ?? 0;
    if (score > bestScore) [best, bestScore] = [contact, score];
  }
  if (best !== undefined) rule.chosen?.(agent);
  return best;
}
