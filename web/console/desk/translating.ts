import type { Connection } from "../../shared/connection.ts";
import type { Translation } from "./chat.ts";
import type { Chats } from "./chats.ts";
import { wordsFor } from "./failures.ts";

/** Says messages and drafts in another language, where the stage has a translator. */
export class Translating {
  readonly #link: Connection<"agent">;
  readonly #chats: Chats;
  readonly #changed: () => void;

  constructor(link: Connection<"agent">, chats: Chats, changed: () => void) {
    this.#link = link;
    this.#chats = chats;
    this.#changed = changed;
  }

  /** Translates one of the shopper's messages beneath it. @param seq the message's number; without one: her last */
  readonly message = async (conversation: string, to: string, seq?: number): Promise<void> => {
    const entry = this.#chats
      .get(conversation)
      ?.chat.state.entries.findLast(
        (each) =>
          each.kind === "stored" &&
          each.message.from.kind === "shopper" &&
          each.message.body.kind === "text" &&
          (seq === undefined || each.message.seq === seq),
      );
    if (entry?.kind !== "stored" || entry.message.body.kind !== "text") return;
    const n = entry.message.seq;
    this.#put(conversation, n, { kind: "asked" });
    const found = await this.text(entry.message.body.text, to);
    this.#put(
      conversation,
      n,
      found.ok ? { kind: "done", text: found.text, to } : { kind: "failed", why: found.why },
    );
  };

  /** @param to language tag */
  readonly text = async (
    text: string,
    to: string,
  ): Promise<
    { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }
  > => {
    const reply = await this.#link.request("translate", { text, to });
    return reply.ok
      ? { ok: true, text: reply.text }
      : { ok: false, why: wordsFor("translate", reply) };
  };

  #put(conversation: string, seq: number, translation: Translation): void {
    const record = this.#chats.get(conversation);
    record?.know({ translations: new Map(record.facts.translations).set(seq, translation) });
    this.#changed();
  }
}
