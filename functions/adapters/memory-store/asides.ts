import type { Store } from "../../ports.ts";
import { byNote, MAX_NOTES } from "../dynamo/rules.ts";
import { plain } from "../dynamo/same.ts";
import { entry, ownerKey, type State } from "./state.ts";

type Asides = Pick<
  Store,
  "addNote" | "notes" | "putAside" | "asides" | "addChat" | "addCustomerChat" | "chats" | "erase"
>;

export function asides(state: State): Asides {
  const addChat: Asides["addChat"] = async (owner, conversation, startedAt) => {
    entry(state.chats, owner, () => new Map()).set(conversation, startedAt);
  };
  return {
    async addNote(note) {
      const notes = entry(state.notes, note.conversation, () => new Map());
      return plain(entry(notes, note.key, () => plain(note)));
    },
    async notes(conversation) {
      return [...(state.notes.get(conversation)?.values() ?? [])]
        .sort(byNote)
        .slice(-MAX_NOTES)
        .map(plain);
    },
    async putAside(conversation, aside) {
      const kept = entry(state.asides, conversation, () => new Map());
      const known = kept.get(aside.kind);
      if (aside.kind === "survey" && known) return "conflict";
      if (aside.kind === "answered" && known?.kind === "answered" && known.upTo >= aside.upTo)
        return "conflict";
      kept.set(aside.kind, plain(aside));
      return "done";
    },
    async asides(conversation) {
      return [...(state.asides.get(conversation)?.values() ?? [])]
        .sort((a, b) => (a.kind < b.kind ? -1 : 1))
        .map(plain);
    },
    addChat,
    addCustomerChat: addChat,
    async chats(owner, limit) {
      return [...(state.chats.get(owner) ?? [])]
        .map(([conversation, startedAt]) => ({ conversation, startedAt }))
        .sort((a, b) => b.startedAt - a.startedAt || (a.conversation < b.conversation ? 1 : -1))
        .slice(0, limit);
    },
    async erase(visitor) {
      for (const conversation of state.chats.get(visitor)?.keys() ?? []) {
        state.conversations.delete(conversation);
        state.notes.delete(conversation);
        state.asides.delete(conversation);
        state.ended.delete(conversation);
        for (const chats of state.chats.values()) chats.delete(conversation);
      }
      state.visits.delete(visitor);
      state.customers.delete(visitor);
      state.connections.delete(ownerKey({ role: "shopper", id: visitor }));
    },
  };
}
