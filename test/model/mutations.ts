import type { Agent } from "../../functions/domain/routing/agent.ts";
import type { Store } from "../../functions/ports.ts";
import type { Mutation } from "./scenario.ts";

/** An agent's record is written over whatever is there. */
const withoutVersion: Mutation = {
  table: (store, { agents }) => ({
    ...store,
    saveAgent: (agent, options) => {
      const version = (agents.get(agent.id)?.version ?? 0) + 1;
      return store.saveAgent({ ...agent, version }, options);
    },
  }),
};

/** A conversation's state is changed whatever round it is in. */
const withoutRound: Mutation = {
  table: (store, { conversations }) => ({
    ...store,
    changeState: (id, from, to) => {
      const state = conversations.get(id)?.head.state;
      return store.changeState(id, state?.kind === from.kind ? state : from, to);
    },
  }),
};

/** Whoever takes a conversation takes it first, and then its slot. */
const headFirst: Mutation = {
  calls: (store: Store) => {
    let put: (() => Promise<unknown>) | undefined;
    return {
      ...store,
      async saveAgent(agent, options) {
        if (!takes(agent)) return store.saveAgent(agent, options);
        put = () => store.saveAgent(agent, options);
        return "done";
      },
      async changeState(...change) {
        const moved = await store.changeState(...change);
        await put?.();
        put = undefined;
        return moved;
      },
    };
  },
};

function takes({ slots }: Agent): boolean {
  return Object.values(slots).some(({ kind }) => kind === "active");
}

export const MUTATIONS = {
  "the version in a claim": withoutVersion,
  "the round in a change of state": withoutRound,
  "the slot before the head": headFirst,
  "the sweeper": { sweep: async () => {} },
} as const satisfies Record<string, Mutation>;
