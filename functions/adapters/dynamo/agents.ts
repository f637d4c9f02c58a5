import type { Agent } from "../../domain/routing/agent.ts";
import type { Store } from "../../ports.ts";
import {
  AGENT_CONVERSATIONS,
  agentConversationKey,
  agentKey,
  agentListKey,
  agentsPk,
  ownerPk,
  SHARDS,
} from "./keys.ts";
import { same } from "./same.ts";
import type { Item, Table } from "./table.ts";

type Agents = Pick<
  Store,
  | "createAgent"
  | "agent"
  | "agents"
  | "allAgents"
  | "saveAgent"
  | "renewLease"
  | "addAgentConversation"
  | "removeAgentConversation"
  | "agentConversations"
>;

/** An agent's fields are attributes of the item, so that heartbeats renew the lease without touching anything else. */
export function agents(table: Table): Agents {
  async function read(ids: readonly string[]): Promise<readonly Agent[]> {
    const found = (await table.getMany([...new Set(ids)].map(agentKey))).map(agentOf);
    const byId = new Map(found.map((agent) => [agent.id, agent]));
    return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
  }

  return {
    async createAgent(agent) {
      // The list comes first: an entry without a record is skipped by its readers, a record without an entry would never be found.
      await table.put({ ...agentListKey(agent.id), agent: agent.id });
      const created = await table.put(
        { ...agentKey(agent.id), ...agent },
        { when: "attribute_not_exists(#pk)" },
      );
      if (created) return "done";
      const stored = await table.get(agentKey(agent.id));
      return stored && same(agentOf(stored), agent) ? "done" : "conflict";
    },

    async agent(id) {
      const item = await table.get(agentKey(id));
      return item && agentOf(item);
    },

    agents: read,

    async allAgents() {
      const shards = await Promise.all(
        Array.from({ length: SHARDS }, (_, shard) => collect(table.pages({ pk: agentsPk(shard) }))),
      );
      const ids = shards.flat().map(({ agent }) => agent as string);
      return read(ids.sort());
    },

    async saveAgent(agent, { leaseAfter, leaseBefore, lease } = {}) {
      const { id, seenUntil, photo, reason, ...rest } = agent;
      const fields = {
        ...rest,
        ...(photo !== undefined && { photo }),
        ...(reason !== undefined && { reason }),
        ...(lease && { seenUntil }),
      };
      const written = await table.update(agentKey(id), {
        set: Object.keys(fields).map((field) => `#${field} = :${field}`),
        remove: [
          ...(photo === undefined ? ["#photo"] : []),
          ...(reason === undefined ? ["#reason"] : []),
        ],
        when: [
          "#version = :previous",
          ...(leaseAfter === undefined ? [] : ["#seenUntil > :leaseAfter"]),
          ...(leaseBefore === undefined ? [] : ["#seenUntil < :leaseBefore"]),
        ].join(" AND "),
        values: { ...fields, previous: agent.version - 1, leaseAfter, leaseBefore },
      });
      if (written) return "done";
      const item = await table.get(agentKey(id));
      const stored = item && agentOf(item);
      return stored && same(lease ? stored : { ...stored, seenUntil }, agent) ? "done" : "conflict";
    },

    async renewLease(agent, seenUntil, now) {
      const renewed = await table.update(agentKey(agent), {
        set: ["#seenUntil = :seenUntil"],
        when: "#seenUntil > :now AND #presence <> :offline",
        values: { seenUntil, now, offline: "offline" },
      });
      return renewed ? "done" : "gone";
    },

    async addAgentConversation(agent, conversation) {
      await table.put({ ...agentConversationKey(agent, conversation) });
    },
    async removeAgentConversation(agent, conversation) {
      await table.remove(agentConversationKey(agent, conversation));
    },
    async agentConversations(agent) {
      const pk = ownerPk({ role: "agent", id: agent });
      const rows = await collect(table.pages({ pk, prefix: AGENT_CONVERSATIONS }));
      return rows.map(({ sk }) => (sk as string).slice(AGENT_CONVERSATIONS.length));
    },
  };
}

function agentOf(item: Item): Agent {
  const { pk: _pk, sk: _sk, ...agent } = item;
  return agent as unknown as Agent;
}

async function collect(pages: AsyncGenerator<readonly Item[]>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}
