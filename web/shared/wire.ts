import type {
  AgentEvent,
  AgentPayload,
  ShopperEvent,
  ShopperPayload,
  sharedEvents,
} from "../../functions/contract/client-events.ts";
import type { Acks, ServerEvents, Welcome } from "../../functions/contract/server-events.ts";
import type { Off } from "./emitter.ts";
import type { Reply } from "./reply.ts";

export type Role = Welcome["role"];
export type WelcomeOf<R extends Role> = Extract<Welcome, { role: R }>;

/** What each role may ask: payload by event. */
export interface Requests {
  readonly shopper: { readonly [E in ShopperEvent]: ShopperPayload<E> };
  readonly agent: { readonly [E in AgentEvent]: AgentPayload<E> };
}

/**
 * - `connecting`: an attempt is under way;
 * - `online`: the server has said `welcome`;
 * - `offline`: waiting for the next attempt;
 * - `stopped`: not started, or ended by `stop`;
 * - `outdated`: ended for good, because the server speaks another version: only a new page load helps.
 */
export type LinkState = "connecting" | "online" | "offline" | "stopped" | "outdated";

/** What a connection tells: the server's events, and its own state. */
export interface LinkEvents<R extends Role> extends Omit<ServerEvents, "welcome"> {
  readonly state: LinkState;
  readonly welcome: WelcomeOf<R>;
}

export type SharedEvent = keyof typeof sharedEvents;
export type SharedRequests = { readonly [E in SharedEvent]: AgentPayload<E> };
type Heard = Pick<LinkEvents<Role>, "state" | "message" | "conversation" | "typing" | "read">;

/** What a conversation needs of a connection; either role's has it. */
export interface ConversationLink {
  readonly state: LinkState;
  /** The server's clock, epoch ms. */
  readonly now: () => number;
  on<E extends keyof Heard>(event: E, handler: (payload: Heard[E]) => void): Off;
  request<E extends SharedEvent>(
    event: E,
    payload: SharedRequests[E],
    timeout?: number,
  ): Promise<Reply<Acks[E]>>;
}
