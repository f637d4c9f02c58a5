import type { Agent } from "../domain/routing/agent.ts";
import type { RosterEntry } from "../domain/routing/roster.ts";

export type Outcome = "done" | "conflict" | "missing";

export interface AgentStore {
  createAgent(agent: Agent): Promise<Outcome>;
  agent(id: string): Promise<Agent | undefined>;
  agents(ids: readonly string[]): Promise<readonly Agent[]>;
  allAgents(): Promise<readonly Agent[]>;
  /** Replaces the record if its stored version is `agent.version - 1`; `leaseAfter`: and only while the stored lease ends after this time; `leaseBefore`: only while it ends before it. Never touches the lease otherwise than by writing `agent.seenUntil` when `lease` is set. */
  saveAgent(
    agent: Agent,
    options?: {
      readonly leaseAfter?: number;
      readonly leaseBefore?: number;
      readonly lease?: true;
    },
  ): Promise<"done" | "conflict">;
  /** Renews the lease if it has not run out and the agent is not offline; one write. */
  renewLease(agent: string, seenUntil: number, now: number): Promise<"done" | "gone">;
  /** Roster rows of one language. */
  roster(language: string): Promise<readonly RosterEntry[]>;
  /** Writes an agent's rows, one per language; removes those of an agent who is not online. `only`: this language's row alone. */
  publish(agent: Agent, now: number, only?: string): Promise<void>;
  addAgentConversation(agent: string, conversation: string): Promise<void>;
  removeAgentConversation(agent: string, conversation: string): Promise<void>;
  agentConversations(agent: string): Promise<readonly string[]>;
}
