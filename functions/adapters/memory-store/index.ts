import type { Store } from "../../ports.ts";
import { agents } from "./agents.ts";
import { approvals } from "./approvals.ts";
import { asides } from "./asides.ts";
import { connections } from "./connections.ts";
import { conversations } from "./conversations.ts";
import { customers } from "./customers.ts";
import { documents } from "./documents.ts";
import { messages } from "./messages.ts";
import { offers } from "./offers.ts";
import { pain } from "./pain.ts";
import { routed } from "./routed.ts";
import { createState, type State } from "./state.ts";
import { trigger } from "./trigger.ts";
import { visits } from "./visits.ts";
import { waiting } from "./waiting.ts";

/** A store in this process's memory, for tests. It keeps the same contract as the table: each method is one atomic step, records go in and out by copy. */
export function createMemoryStore(state: State = createState()): Store {
  return {
    ...visits(state),
    ...customers(state),
    ...connections(state),
    ...agents(state),
    ...conversations(state),
    ...messages(state),
    ...asides(state),
    ...pain(state),
    ...routed(state),
    ...waiting(state),
    ...offers(state),
    ...approvals(state),
    ...trigger(state),
    ...documents(state),
  };
}
