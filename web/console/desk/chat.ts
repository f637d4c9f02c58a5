import type { ShopperContext } from "../../../functions/contract/conversation.ts";
import type { ConversationClient } from "../../shared/conversation-client.ts";
import type { ConversationState } from "../../shared/conversation-state.ts";
import { type Waiting, waitingOf } from "./waiting.ts";

/** A conversation on the desk as it is now: another object after every change, the same one until then. */
export interface Chat {
  readonly id: string;
  readonly client: ConversationClient;
  readonly context: ShopperContext;
  readonly state: ConversationState;
  readonly waiting: Waiting | undefined;
  readonly closed: boolean;
}

/** Keeps a conversation's picture until something changes: putting one together walks over the whole transcript. */
export class ChatRecord {
  readonly client: ConversationClient;
  #context: ShopperContext;
  #chat: Chat | undefined;

  constructor(client: ConversationClient, context: ShopperContext) {
    this.client = client;
    this.#context = context;
  }

  set context(context: ShopperContext) {
    this.#context = context;
    this.#chat = undefined;
  }

  /** Something in the conversation has changed. */
  changed(): void {
    this.#chat = undefined;
  }

  get chat(): Chat {
    if (!this.#chat) {
      const { state } = this.client;
      this.#chat = {
        id: this.client.id,
        client: this.client,
        context: this.#context,
        state,
        waiting: waitingOf(state),
        closed: state.view?.status === "closed",
      };
    }
    return this.#chat;
  }
}
