import type { Message } from "../../../functions/contract/conversation.ts";
import type { EarlierChat } from "../../../functions/contract/desk.ts";
import type { Connection } from "../../shared/connection.ts";
import { wordsFor } from "./failures.ts";

export type Found<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string };

/** What a shopper said and heard before. */
export class Earlier {
  readonly #link: Connection<"agent">;

  constructor(link: Connection<"agent">) {
    this.#link = link;
  }

  /** Her earlier chats, latest first. */
  async chats(conversation: string): Promise<Found<readonly EarlierChat[]>> {
    const reply = await this.#link.request("history", { conversation });
    if (!reply.ok) return { ok: false, why: wordsFor("history", reply) };
    return { ok: true, value: reply.chats };
  }

  /** All that was said in one of them. */
  async messages(conversation: string, earlier: string): Promise<Found<readonly Message[]>> {
    const messages: Message[] = [];
    for (;;) {
      const after = messages.at(-1)?.seq ?? 0;
      const reply = await this.#link.request("history:read", { conversation, earlier, after });
      if (!reply.ok) return { ok: false, why: wordsFor("history:read", reply) };
      messages.push(...reply.messages);
      if (!reply.more || reply.messages.length === 0) return { ok: true, value: messages };
    }
  }
}
