import type { ConversationView, Message } from "../../../functions/contract/conversation.ts";
import type { Head, State } from "../../../functions/domain/conversation/head.ts";
import type { LedgerEntry, Offer } from "../../../functions/domain/offer/offer.ts";
import type { Agent } from "../../../functions/domain/routing/agent.ts";

/** Something that happened in a run, at the true time (epoch ms). Store effects are told by the store itself, beneath every fault. */
export type Happening = { readonly at: number } & (
  | {
      /** A person pressed "send" on a page. Every text is written once in a run. */
      readonly kind: "wrote";
      readonly page: string;
      readonly conversation: string;
      readonly text: string;
    }
  /** The page shows the message as failed; what becomes of it is its writer's business from here on. */
  | { readonly kind: "failed"; readonly text: string }
  | {
      /** The server's answer to a message, as it left the function, whether or not it arrived. */
      readonly kind: "acked";
      readonly conversation: string;
      readonly text: string;
      readonly seq: number;
    }
  | {
      /** A head took a new message. */
      readonly kind: "accepted";
      readonly conversation: string;
      readonly seq: number;
      /** Agent's id; undefined for the shopper and the service itself. */
      readonly agent?: string;
      readonly state: State;
    }
  /** A head was made, or moved. */
  | { readonly kind: "state"; readonly conversation: string; readonly state: State }
  /** An agent's record was written. */
  | { readonly kind: "agent"; readonly agent: Agent }
  | {
      /** An agent was told that a conversation is hers. */
      readonly kind: "taken";
      readonly conversation: string;
      readonly agent: string;
      readonly round: number;
    }
  | {
      /** The shop was told that a code counts for an order. */
      readonly kind: "redeemed";
      readonly code: string;
      readonly order: string;
      readonly amount: number;
    }
  | {
      /** At a sweep after the faults: a conversation waits, and these agents who would fit have a free slot. */
      readonly kind: "waits";
      readonly conversation: string;
      readonly agents: readonly string[];
    }
);

/** What a page shows at the end. */
export interface Screen {
  readonly page: string;
  readonly conversation: string;
  readonly view: ConversationView | undefined;
  readonly messages: readonly Message[];
  /** Texts that are still being sent. */
  readonly sending: readonly string[];
}

/** A page that is there at the end, and which conversations it ought to show. */
export interface Page {
  readonly page: string;
  readonly online: boolean;
  readonly screens: readonly Screen[];
  /** Open conversations that its owner takes part in, if it has connected anew since they began; else only those it shows. */
  readonly owed: readonly string[];
}

/** Everything as it stands when all is quiet. */
export interface Ending {
  readonly at: number;
  /** Since when nothing fails any more. */
  readonly calmSince: number;
  readonly conversations: readonly {
    readonly head: Head;
    readonly transcript: readonly Message[];
  }[];
  readonly agents: readonly Agent[];
  /** Visitor → the conversation that her visit says is open. */
  readonly visits: readonly { readonly visitor: string; readonly conversation?: string }[];
  readonly pages: readonly Page[];
  readonly offers: readonly { readonly offer: Offer; readonly ledger: readonly LedgerEntry[] }[];
  /** Scope → what each key holds, in ten-thousandths of the main unit. */
  readonly budgets: readonly {
    readonly scope: string;
    readonly total: number;
    readonly keys: ReadonlyMap<string, number>;
  }[];
}

export interface History {
  readonly happenings: readonly Happening[];
  readonly ending: Ending;
  /** How far the functions' clocks are off at most, ms. */
  readonly skewMs: number;
  readonly bounds: Bounds;
}

/** How long a repair may take at most, ms, from the moment when nothing fails any more. */
export interface Bounds {
  /** A slot that is held for a conversation that is not the agent's. */
  readonly strandedSlot: number;
  /** A ring that nobody answered, past its own end. */
  readonly strandedRing: number;
  /** A conversation whose agent is gone, past the end of lease and grace. */
  readonly strandedChat: number;
  /** A silent conversation, past its idle time. */
  readonly strandedIdle: number;
  /** An agent who is gone and still shown as there, past the end of lease and grace. */
  readonly strandedPresence: number;
  /** A message that was accepted and is not in the transcript. */
  readonly pendingMessage: number;
  /** A visit that says that a conversation is open which is not. */
  readonly strandedVisit: number;
  /** A free fitting agent beside a waiting conversation. */
  readonly idleAgent: number;
  /** A discount that has run out and still counts in a budget. */
  readonly strandedOffer: number;
}

/** The promises, by name. */
export const RULES = [
  /** An acked message is stored under the number of its ack. */
  "acked",
  /** No message is stored twice. */
  "once",
  /** A transcript is 1, 2, 3 … without a hole. */
  "seq",
  /** A page's messages stand in the order in which they were written. */
  "order",
  /** Every page of a party shows the whole conversation. */
  "seen",
  /** Nothing is still being sent. */
  "sent",
  /** Every page shows where the conversation stands. */
  "view",
  /** Every page is connected. */
  "online",
  /** An agent never has more than her capacity, and keeps the slots of what is hers. */
  "capacity",
  /** A conversation has one agent, and moves only from where its mover saw it. */
  "one agent",
  /** A shopper has one open conversation. */
  "one conversation",
  "stranded slot",
  "stranded ring",
  "stranded chat",
  "stranded presence",
  "stranded visit",
  "stranded offer",
  /** Nobody waits beside a free agent who would fit. */
  "idle agent",
  /** A discount is used for one order, within what was reserved. */
  "offer",
  /** An offer's lines tell its story, each once. */
  "ledger",
  /** A budget is the sum of its ledger. */
  "budget",
] as const;
export type Rule = (typeof RULES)[number];

/** Something that must not be. */
export interface Violation {
  /** Which promise is broken. */
  readonly rule: Rule;
  readonly what: string;
}
