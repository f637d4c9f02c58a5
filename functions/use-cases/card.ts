import type { AgentCard } from "../contract/conversation.ts";
import type { AgentProfileView } from "../contract/server-events.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { load } from "../domain/routing/slots.ts";

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
  return {
    ...agentCard(agent),
    role: agent.role,
    languages: agent.languages,
    skills: agent.skills,
    capacity: agent.capacity,
    presence: agent.seenUntil > now ? agent.presence : "offline",
    load: load(agent, now),
  };
}
