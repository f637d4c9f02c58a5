import type { AgentPayload } from "../../../functions/contract/client-events.ts";
import type { Colleague, Guest, Note } from "../../../functions/contract/desk.ts";
import type { AgentProfileView } from "../../../functions/contract/server-events.ts";
import type { Connection } from "../../shared/connection.ts";
import { randomId } from "../../shared/proof.ts";
import type { ReplyFailure } from "../../shared/reply.ts";
import type { Chats } from "./chats.ts";
import { wordsFor } from "./failures.ts";
import { mergeNotes } from "./notes.ts";

/** Whom a conversation is handed to. */
export type HandOverTo = AgentPayload<"transfer">["to"];

/** Somebody named this agent in a note. */
export interface Mention {
  readonly note: Note;
  /** It is in a chat on this desk. */
  readonly onDesk: boolean;
}

export interface TeamOptions {
  readonly link: Connection<"agent">;
  readonly chats: Chats;
  readonly me: () => AgentProfileView | undefined;
  readonly changed: () => void;
  readonly mentioned: (note: Note) => void;
}

/** Everything between colleagues: notes and mentions, hand-overs, guests, a supervisor's watching and taking over. Requests answer with what went wrong, in words. */
export class Team {
  readonly #options: TeamOptions;
  #colleagues: readonly Colleague[] = [];
  #mentions: readonly Note[] = [];

  constructor(options: TeamOptions) {
    this.#options = options;
    const { link } = options;
    link.on("note", (note) => this.#noteCame(note));
    link.on("guests", ({ conversation, guests }) => this.#guestsAre(conversation, guests));
  }

  /** Everybody but this agent, as of the last look. */
  get colleagues(): readonly Colleague[] {
    return this.#colleagues;
  }

  /** Newest first. */
  get mentions(): readonly Mention[] {
    const { chats } = this.#options;
    return this.#mentions
      .map((note) => ({ note, onDesk: chats.get(note.conversation) !== undefined }))
      .reverse();
  }

  readonly forgetMention = (key: string): void => {
    this.#mentions = this.#mentions.filter((note) => note.key !== key);
    this.#options.changed();
  };

  /** Asks who is there now. */
  readonly look = async (): Promise<void> => {
    const { link, me, changed } = this.#options;
    const reply = await link.request("colleagues", {});
    if (!reply.ok) return;
    this.#colleagues = reply.colleagues.filter(({ id }) => id !== me()?.id);
    changed();
  };

  /** Fetches a chat's notes, once per connection. */
  async loadNotes(conversation: string): Promise<void> {
    const record = this.#options.chats.get(conversation);
    if (!record || record.noted) return;
    record.noted = true;
    const reply = await this.#options.link.request("notes", { conversation });
    if (!reply.ok) {
      record.noted = false;
      return;
    }
    record.know({ notes: mergeNotes(record.facts.notes, reply.notes) });
    this.#options.changed();
  }

  /** @param key the note's own, so that a repeat adds nothing */
  readonly addNote = async (
    conversation: string,
    key: string,
    text: string,
    mentions: readonly string[],
  ): Promise<string | undefined> => {
    const named = mentions.length > 0 ? { mentions: [...mentions] } : {};
    const payload = { conversation, key, text, ...named };
    const reply = await this.#options.link.request("note:add", payload);
    if (!reply.ok) return wordsFor("note:add", reply);
    this.#noteCame(reply.note);
    return undefined;
  };

  readonly transfer = async (
    conversation: string,
    to: HandOverTo,
    summary: string,
  ): Promise<string | undefined> => {
    const text = summary.trim();
    const note = text === "" ? {} : { summary: text };
    const reply = await this.#options.link.request("transfer", { conversation, to, ...note });
    if (!reply.ok) return wordsFor("transfer", reply);
    // A supervisor who watches keeps watching.
    if (this.#options.chats.get(conversation)?.facts.part === "agent") {
      this.#options.chats.putAway(conversation);
    }
    this.#options.changed();
    return undefined;
  };

  readonly invite = (conversation: string, agent: string): Promise<string | undefined> =>
    this.#done("guest:invite", this.#options.link.request("guest:invite", { conversation, agent }));

  /** Leaves a chat that one was invited to, or watches. */
  readonly leave = async (conversation: string): Promise<string | undefined> => {
    const asked = this.#options.link.request("guest:leave", { conversation });
    const problem = await this.#done("guest:leave", asked);
    if (problem === undefined) this.#options.chats.putAway(conversation);
    return problem;
  };

  /** Sees a conversation unseen by the shopper; it is then on this desk, and in hand. */
  readonly watch = async (conversation: string): Promise<string | undefined> => {
    const { link, chats } = this.#options;
    if (chats.get(conversation)?.facts.part !== "agent") {
      const reply = await link.request("watch", { conversation });
      if (!reply.ok) return wordsFor("watch", reply);
      const failure = await this.fetch(conversation, "watcher");
      if (failure) return wordsFor("watch", failure);
    }
    chats.select(conversation);
    return undefined;
  };

  readonly takeOver = async (conversation: string): Promise<string | undefined> => {
    const { link, chats } = this.#options;
    const reply = await link.request("takeover", { conversation });
    if (!reply.ok) return wordsFor("takeover", reply);
    chats.open(reply.conversation, reply.context);
    chats.select(conversation);
    return undefined;
  };

  /** Brings a conversation onto the desk that the inbox does not name. @returns why it can't be read */
  async fetch(
    conversation: string,
    beside?: "guest" | "watcher",
  ): Promise<ReplyFailure | undefined> {
    const { link, chats } = this.#options;
    const reply = await link.request("sync", { conversation, after: 0 });
    if (!reply.ok) return reply;
    const { conversation: view, context, guests } = reply;
    const unknown = { visitor: "", language: view.language, trail: [] };
    chats.open(view, context ?? unknown, beside);
    if (guests) chats.guestsAre(conversation, guests);
    return undefined;
  }

  async #done(
    event: string,
    asked: Promise<{ readonly ok: true } | ReplyFailure>,
  ): Promise<string | undefined> {
    const reply = await asked;
    return reply.ok ? undefined : wordsFor(event, reply);
  }

  #noteCame(note: Note): void {
    const { chats, me, changed, mentioned } = this.#options;
    const record = chats.get(note.conversation);
    record?.know({ notes: mergeNotes(record.facts.notes, [note]) });
    const id = me()?.id;
    const looked = chats.selected === note.conversation && document.visibilityState === "visible";
    const known = this.#mentions.some(({ key }) => key === note.key);
    if (
      id !== undefined &&
      note.mentions?.includes(id) &&
      note.by?.id !== id &&
      !looked &&
      !known
    ) {
      this.#mentions = [...this.#mentions, note];
      mentioned(note);
    }
    changed();
  }

  #guestsAre(conversation: string, guests: readonly Guest[]): void {
    const { chats, me, changed } = this.#options;
    const part = chats.get(conversation)?.facts.part;
    const beside = guests.some(({ id }) => id === me()?.id);
    if (part !== undefined && part !== "agent" && !beside) chats.remove(conversation);
    else chats.guestsAre(conversation, guests);
    changed();
  }
}

/** A name for a new note. */
export const newNoteKey = (): string => randomId();
