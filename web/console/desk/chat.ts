import type { ShopperContext } from "../../../functions/contract/conversation.ts";
import type { Guest, Note } from "../../../functions/contract/desk.ts";
import type { ServerEvents } from "../../../functions/contract/server-events.ts";
import type { ConversationClient } from "../../shared/conversation-client.ts";
import type { ConversationState } from "../../shared/conversation-state.ts";
import { interleave, type Line } from "./lines.ts";
import { type Waiting, waitingOf } from "./waiting.ts";

/** What this person is in a conversation: the one who answers, beside her, or unseen. */
export type Part = "agent" | "guest" | "watcher";

/** What a message says in another language. */
export type Translation =
  | { readonly kind: "asked" }
  | { readonly kind: "done"; readonly text: string; readonly to: string }
  | { readonly kind: "failed"; readonly why: string };

/** What is known of a conversation beside its transcript. */
export interface Facts {
  readonly part: Part;
  readonly context: ShopperContext;
  /** Oldest first. */
  readonly notes: readonly Note[];
  readonly guests: readonly Guest[];
  /** What the shopper writes just now, where the stage tells. */
  readonly draft: string;
  /** She now writes another language. */
  readonly spoken: ServerEvents["spoken"] | undefined;
  /** By the message's number. */
  readonly translations: ReadonlyMap<number, Translation>;
}

/** A conversation on the desk as it is now: another object after every change, the same one until then. */
export interface Chat extends Facts {
  readonly id: string;
  readonly client: ConversationClient;
  readonly state: ConversationState;
  /** What was said, and the notes in between. */
  readonly lines: readonly Line[];
  readonly waiting: Waiting | undefined;
  readonly closed: boolean;
  /** The shopper was silent for long; it takes no slot until somebody writes. */
  readonly resting: boolean;
}

/** Keeps a conversation's picture until something changes: putting one together walks over the whole transcript. */
export class ChatRecord {
  readonly client: ConversationClient;
  #facts: Facts;
  #chat: Chat | undefined;
  /** The notes were fetched on this connection. */
  noted = false;

  constructor(client: ConversationClient, context: ShopperContext, part: Part) {
    this.client = client;
    this.#facts = {
      part,
      context,
      notes: [],
      guests: [],
      draft: "",
      spoken: undefined,
      translations: new Map(),
    };
  }

  get facts(): Facts {
    return this.#facts;
  }

  know(change: Partial<Facts>): void {
    const { context: before } = this.#facts;
    const { context = before } = change;
    // Where she went is told without who she is.
    const customer = context.customer === undefined ? before.customer : context.customer;
    const name = customer?.name ?? context.name;
    const merged = {
      ...context,
      ...(customer !== undefined && { customer }),
      ...(name !== undefined && { name }),
    };
    this.#facts = { ...this.#facts, ...change, context: merged };
    this.#chat = undefined;
  }

  /** Something in the conversation has changed. */
  changed(): void {
    this.#chat = undefined;
  }

  get chat(): Chat {
    if (!this.#chat) {
      const { state } = this.client;
      // Why this agent was rung is told beside the transcript.
      const notes = this.#facts.notes.filter(({ kind }) => kind !== "routing");
      this.#chat = {
        ...this.#facts,
        id: this.client.id,
        client: this.client,
        state,
        lines: interleave(state.entries, notes),
        waiting:
          this.#facts.part === "agent"
            ? waitingOf(state, this.#facts.context.reason !== undefined)
            : undefined,
        closed: state.view?.status === "closed",
        resting: state.view?.status === "resting",
      };
    }
    return this.#chat;
  }
}
