import { createMemoryStore } from "../../../functions/adapters/memory-store/index.ts";
import { createState, type State } from "../../../functions/adapters/memory-store/state.ts";
import type { Store } from "../../../functions/ports.ts";
import type { Sim } from "../sim/sim.ts";

/** The memory store, with its contents open to the checks. */
export interface Table {
  readonly store: Store;
  readonly state: State;
}

/** A table that writes the history: what it took, at the moment when it took it. */
export function createTable(sim: Sim): Table {
  const state = createState();
  const plain = createMemoryStore(state);
  return { state, store: { ...plain, ...recorded(sim, plain, state) } };
}

/** The calls that change what the checks look at. A repeat that changes nothing is not written down. */
function recorded(
  sim: Sim,
  plain: Store,
  { conversations: heads, agents: records }: State,
): Partial<Store> {
  const noteState = (id: string, before: unknown): void => {
    const state = heads.get(id)?.head.state;
    if (state && state !== before)
      sim.history.push({ at: sim.now, kind: "state", conversation: id, state });
  };
  const noteAgent = (id: string, before: unknown): void => {
    const agent = records.get(id);
    if (agent && agent !== before) sim.history.push({ at: sim.now, kind: "agent", agent });
  };
  return {
    async createHead(head) {
      const before = heads.get(head.id)?.head.state;
      const result = await plain.createHead(head);
      noteState(head.id, before);
      return result;
    },
    async changeState(id, from, to) {
      const before = heads.get(id)?.head.state;
      const result = await plain.changeState(id, from, to);
      noteState(id, before);
      return result;
    },
    async saveAgent(agent, options) {
      const before = records.get(agent.id);
      const result = await plain.saveAgent(agent, options);
      if (result === "conflict" && sim.faults.active) sim.faults.count("claims collided");
      noteAgent(agent.id, before);
      return result;
    },
    async renewLease(agent, seenUntil, now) {
      const before = records.get(agent);
      const result = await plain.renewLease(agent, seenUntil, now);
      noteAgent(agent, before);
      return result;
    },
    async append(message) {
      const before = heads.get(message.conversation)?.head.seq ?? 0;
      const result = await plain.append(message);
      const head = heads.get(message.conversation)?.head;
      if (head && head.seq !== before) {
        const { author, conversation } = message;
        sim.history.push({
          at: sim.now,
          kind: "accepted",
          conversation,
          seq: head.seq,
          state: head.state,
          ...(author.role === "agent" && { agent: author.id }),
        });
      }
      return result;
    },
  };
}
