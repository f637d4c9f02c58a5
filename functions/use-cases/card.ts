import type { AgentCard } from "../contract/conversation.ts";
import type { AgentProfileView } from "../contract/server-events.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { counts, load } from "../domain/routing/slots.ts";

/** An agent as shoppers see one. */
export function agentCard(agent: Agent): AgentCard {
  return {
    id: agent.id,
    name: agent.name,
    ...(agent.photo !== undefined && { photo: agent.photo }),
  };
}

/** An agent as the agent's own console shows it. */
export function profileView(agent: Agent, now: number): AgentProfileView {
  const wrapUps = Object.fromEntries(
    Object.entries(agent.slots).flatMap(([id, slot]) =>
      slot.kind === "wrap-up" && counts(slot, now) ? [[id, slot.until]] : [],
    ),
  );
  return {
    ...agentCard(agent),
    role: agent.role,
    languages: agent.languages,
    skills: agent.skills,
    capacity: agent.capacity,
    presence: presenceOf(agent, now),
    ...(agent.reason !== undefined && { reason: agent.reason }),
    load: load(agent, now),
    ...(Object.keys(wrapUps).length > 0 && { wrapUps }),
  };
}

function presenceOf(agent: Agent, now: number): Agent["presence"] {
  if (agent.seenUntil <= now) return "offline";
  const kinds = Object.values(agent.slots)
    .filter((slot) => counts(slot, now))
    .map(({ kind }) => kind);
  const wrapsUp = kinds.length > 0 && kinds.every((kind) => kind === "wrap-up");
  return agent.presence === "online" && wrapsUp ? "wrap-up" : agent.presence;
}
