import type { Agent } from "../../domain/routing/agent.ts";
import { rosterEntry } from "../../domain/routing/roster.ts";
import type { Store } from "../../ports.ts";
import { belongs } from "../dynamo/rules.ts";
import { plain, same } from "../dynamo/same.ts";
import { byBytes, entry, type State } from "./state.ts";

type Agents = Pick<
  Store,
  | "createAgent"
  | "agent"
  | "agents"
  | "allAgents"
  | "saveAgent"
  | "renewLease"
  | "roster"
  | "publish"
  | "addAgentConversation"
  | "removeAgentConversation"
  | "agentConversations"
>;

export function agents(state: Pick<State, "agents" | "agentConversations" | "roster">): Agents {
  const stored = state.agents;
  const read = (id: string): readonly Agent[] => {
    const agent = stored.get(id);
    return agent ? [plain(agent)] : [];
  };

  return {
    async createAgent(agent) {
      const known = stored.get(agent.id);
      if (known) return same(known, agent) ? "done" : "conflict";
      stored.set(agent.id, plain(agent));
      return "done";
    },
    async agent(id) {
      return read(id)[0];
    },
    async agents(ids) {
      return [...new Set(ids)].flatMap(read);
    },
    async allAgents() {
      return [...stored.keys()].sort().flatMap(read);
    },

    async saveAgent(agent, { leaseAfter = -Infinity, leaseBefore = Infinity, lease } = {}) {
      const known = stored.get(agent.id);
      if (!known) return "conflict";
      const next = lease ? agent : { ...agent, seenUntil: known.seenUntil };
      const current = known.version === agent.version - 1;
      if (!current || known.seenUntil <= leaseAfter || known.seenUntil >= leaseBefore)
        return same(known, next) ? "done" : "conflict";
      stored.set(agent.id, plain(next));
      return "done";
    },
    async renewLease(id, seenUntil, now) {
      const known = stored.get(id);
      if (!known || known.seenUntil <= now || known.presence === "offline") return "gone";
      stored.set(id, { ...known, seenUntil });
      return "done";
    },

    async roster(language) {
      return [...(state.roster.get(language)?.values() ?? [])]
        .sort((a, b) => byBytes(a.agent, b.agent))
        .map(plain);
    },
    async publish(agent, now, only) {
      for (const language of only === undefined ? Object.keys(agent.languages) : [only]) {
        const pool = entry(state.roster, language, () => new Map());
        if ((pool.get(agent.id)?.version ?? agent.version) > agent.version) continue;
        if (belongs(agent, language, now)) pool.set(agent.id, plain(rosterEntry(agent, now)));
        else pool.delete(agent.id);
      }
    },

    async addAgentConversation(agent, conversation) {
      entry(state.agentConversations, agent, () => new Set()).add(conversation);
    },
    async removeAgentConversation(agent, conversation) {
      state.agentConversations.get(agent)?.delete(conversation);
    },
    async agentConversations(agent) {
      return [...(state.agentConversations.get(agent) ?? [])].sort(byBytes);
    },
  };
}
