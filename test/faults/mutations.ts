import type { Appended, Store } from "../../functions/ports.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import type { Sim } from "./sim/sim.ts";
import type { Handle } from "./world/dispatch.ts";
import type { Sweep } from "./world/queue.ts";

/** Broken parts in place of whole ones: what the checks must find out. */
export interface Mutation {
  readonly store?: (store: Store, sim: Sim) => Store;
  readonly sweep?: Sweep;
  /** Event → what answers it. */
  readonly handlers?: (store: Store) => Readonly<Record<string, Handle>>;
}

/** What the head keeps as pending is never put into the transcript by anybody but its sender's own function. */
const withoutRollForward: Mutation = {
  store: (store) => ({
    ...store,
    rollForward: async () => [],
    async join(...args) {
      const joined = await store.join(...args);
      return joined.kind === "joined" ? { ...joined, pending: [] } : joined;
    },
  }),
};

/** Any number of an outbox is taken, the same one again and again. */
const withoutStrictNumbers: Mutation = {
  store: (store, sim) => ({
    ...store,
    async append(message): Promise<Appended> {
      const { outbox, n } = message;
      if (message.author.role === "system") return store.append(message);
      const taken = await store.append({ ...message, outbox: sim.random.id(outbox), n: 1 });
      if (taken.kind !== "appended") return taken;
      return { ...taken, message: { ...taken.message, outbox, n } };
    },
  }),
};

/** An agent's record is written over whatever is there. */
const withoutClaimCondition: Mutation = {
  store: (store) => ({
    ...store,
    async saveAgent(agent, options) {
      const stored = await store.agent(agent.id);
      const version = (stored?.version ?? 0) + 1;
      return store.saveAgent({ ...agent, version }, options?.lease ? { lease: true } : {});
    },
  }),
};

/** A late answer or timer counts for whatever round there is now, and a move from whatever it finds. */
const withoutRoundCheck: Mutation = {
  store: (store) => ({
    ...store,
    async changeState(id, from, to) {
      const state = (await store.head(id))?.state;
      const round = state?.kind === from.kind ? state.round : from.round;
      return store.changeState(id, { kind: from.kind, round }, to);
    },
  }),
};

/** A sync joins the conversation and brings nothing. */
const withoutSync: Mutation = {
  handlers: () => ({
    async sync(deps, caller, payload) {
      const answer = await sync(deps, caller, payload);
      return answer.ok ? { ...answer, messages: [], more: false } : answer;
    },
  }),
};

/** Nobody repairs. */
const withoutSweeper: Mutation = { sweep: async () => 0 };

/** A reservation is counted again with every repeat. */
const withoutBudgetKey: Mutation = {
  store: (store, sim) => ({
    ...store,
    reserve: (scope, key, ...rest) => store.reserve(scope, sim.random.id(key), ...rest),
  }),
};

export const MUTATIONS = {
  "the roll-forward": withoutRollForward,
  "the strict outbox number": withoutStrictNumbers,
  "the conditional claim": withoutClaimCondition,
  "the round check": withoutRoundCheck,
  "the sync": withoutSync,
  "the sweeper": withoutSweeper,
  "the budget's key": withoutBudgetKey,
} as const satisfies Record<string, Mutation>;
