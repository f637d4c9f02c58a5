import type { Usage } from "../../../functions/domain/routing/usage.ts";
import type { DrawnAgent, DrawnContact } from "./day.ts";
import * as model from "./model.ts";

/** An agent at work. `load` counts chats and rings. */
export interface SimAgent extends DrawnAgent {
  readonly index: number;
  readonly native: number;
  load: number;
  idleSince: number;
  awayUntil: number;
  /** Slot time used so far, up to `countedTo` (ms). */
  busy: number;
  countedTo: number;
  /** What the service keeps beside the slots. */
  usage: Usage;
  /** Raised by every change that a roster would show. */
  version: number;
}

/** A contact underway. Only `drawn.at`, `said`, `sure`, `topic`, `proactive` and `tried` are for a policy to know. */
export interface SimContact {
  readonly index: number;
  readonly drawn: DrawnContact;
  readonly tried: number[];
  state: "waiting" | "ringing" | "served" | "left";
  /** The shopper is gone; whoever takes the chat finds nobody. */
  left: boolean;
  retry: number;
}

/** What a policy sees. */
export interface World {
  readonly agents: readonly SimAgent[];
  /** By age. May hold shoppers who left silently: nobody can tell. */
  readonly waiting: readonly SimContact[];
  readonly now: number;
}

export interface Placement {
  readonly agent?: SimAgent;
  /** When to ask again though nothing else happened. */
  readonly retryAt?: number;
}

export type Observation =
  | { readonly kind: "arrived" | "abandoned"; readonly contact: SimContact }
  | { readonly kind: "answered"; readonly contact: SimContact; readonly agent: SimAgent }
  | {
      readonly kind: "finished";
      readonly contact: SimContact;
      readonly agent: SimAgent;
      readonly ms: number;
      readonly concurrent: number;
    };

export interface Policy {
  /** A contact that has come, came back from a ring nobody answered, or asked to be looked at again. */
  place(contact: SimContact, world: World): Placement;
  /** An agent with a free slot. */
  take(agent: SimAgent, world: World): SimContact | undefined;
  /** Decide for all that wait every so many ms, rather than at each event. */
  readonly batch?: {
    readonly every: number;
    decide(world: World): readonly (readonly [SimContact, SimAgent])[];
  };
  observe?(event: Observation, world: World): void;
}

/** Whether the agent can take a chat now. */
export function isFree(agent: SimAgent, now: number): boolean {
  return agent.load < agent.slots && agent.awayUntil <= now;
}

/** Share of the agent's slot time that was used so far. */
export function occupancy(agent: SimAgent, now: number): number {
  const total = (now - model.OPENS) * agent.slots;
  return total <= 0 ? 0 : (agent.busy + (now - agent.countedTo) * agent.load) / total;
}
