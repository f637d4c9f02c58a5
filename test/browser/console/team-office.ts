import type {
  Colleague,
  Floor,
  FloorConversation,
  Guest,
  Note,
} from "../../../functions/contract/desk.ts";
import { failure } from "../../../functions/contract/result.ts";
import type { ModelConversation } from "../../web/model-server.ts";

const colleague = (id: string, name: string, change: Partial<Colleague> = {}): Colleague => ({
  id,
  name,
  role: "agent",
  languages: { en: 4 },
  skills: {},
  presence: "online",
  capacity: 3,
  load: 0,
  ...change,
});

export const OLGA = colleague("agent-olga", "Olga", {
  languages: { ru: 5, en: 4 },
  skills: { payment: 4 },
  load: 1,
});
export const MARIA = colleague("agent-maria", "Maria", {
  role: "supervisor",
  languages: { sv: 5, en: 5 },
  presence: "away",
  reason: "lunch",
});

/** What colleagues do with each other's conversations, of a small back end: by the contract, and no more. */
export class TeamOffice {
  readonly notes = new Map<string, Note[]>();
  readonly guests = new Map<string, Guest[]>();
  /** Given away: the agent of this console hears no more of them. */
  readonly gone = new Set<string>();
  colleagues: readonly Colleague[] = [OLGA, MARIA];
  floor: readonly FloorConversation[] = [];

  reset(): void {
    this.notes.clear();
    this.guests.clear();
    this.gone.clear();
    this.colleagues = [OLGA, MARIA];
    this.floor = [];
  }

  /** Was this agent invited to the conversation, or does she watch it? */
  isBeside(conversation: string, agent: string): boolean {
    return this.guests.get(conversation)?.some(({ id }) => id === agent) ?? false;
  }

  /** @param self the agent of this console @returns the ack; undefined: no event between colleagues */
  answer(
    event: string,
    payload: Record<string, unknown>,
    self: { readonly id: string; readonly name: string },
    model: ModelConversation | undefined,
  ): object | undefined {
    const id = String(payload.conversation ?? "");
    switch (event) {
      case "colleagues":
        return { ok: true, colleagues: [...this.colleagues, colleague(self.id, self.name)] };
      case "floor":
        return { ok: true, floor: this.#floor() };
      case "translate":
        return { ok: true, text: `${payload.to}: ${payload.text}` };
    }
    if (!model) return undefined;
    switch (event) {
      case "notes":
        return { ok: true, notes: this.notes.get(id) ?? [] };
      case "note:add": {
        const { key, text, mentions } = payload as {
          key: string;
          text: string;
          mentions?: string[];
        };
        const watches = this.guests
          .get(id)
          ?.some((guest) => guest.id === self.id && guest.mode === "watch");
        const kind = watches ? ("whisper" as const) : ("note" as const);
        const named = mentions ? { mentions } : {};
        const note = { conversation: id, key, at: Date.now(), kind, by: self, text, ...named };
        return { ok: true, note: this.put(note) };
      }
      case "transfer":
        this.gone.add(id);
        return { ok: true, conversation: { ...model.view, status: "waiting" } };
      case "guest:leave":
        this.gone.add(id);
        this.guests.delete(id);
        return { ok: true };
      case "watch":
        this.gone.delete(id);
        this.guests.set(id, [{ ...self, mode: "watch" }]);
        return { ok: true, conversation: model.view };
      case "sync":
        return this.gone.has(id) ? failure("forbidden", "not yours") : undefined;
      default:
        return undefined;
    }
  }

  /** Keeps a note; the same key once. */
  put(note: Note): Note {
    const all = this.notes.get(note.conversation) ?? [];
    const known = all.find(({ key }) => key === note.key);
    if (known) return known;
    this.notes.set(note.conversation, [...all, note]);
    return note;
  }

  #floor(): Floor {
    return { at: Date.now(), agents: this.colleagues, conversations: this.floor };
  }
}
