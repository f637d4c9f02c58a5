import type { Note, Resolution } from "../contract/desk.ts";

/** Something of a conversation that is not part of its transcript. `at`: epoch ms. */
export type Aside =
  | {
      readonly kind: "outcome";
      readonly at: number;
      readonly by: string;
      readonly resolution?: Resolution;
      readonly cause?: string;
      readonly tags?: readonly string[];
    }
  | {
      readonly kind: "survey";
      readonly at: number;
      readonly score: number;
      readonly reasons: readonly string[];
      readonly text?: string;
    }
  /** Whoever left a message was told of an answer, having read up to this number before. */
  | { readonly kind: "answered"; readonly at: number; readonly upTo: number };

/** What stands beside a conversation. */
export interface AsideStore {
  /** Keeps a note unless one of this key is there, and returns what is there. */
  addNote(note: Note): Promise<Note>;
  /** Oldest first; at most 200. */
  notes(conversation: string): Promise<readonly Note[]>;
  /** What is known of a conversation after its end. "outcome" may be written again, "survey" is kept as it was first given, "answered" only gives way to one of a higher number. */
  putAside(conversation: string, aside: Aside): Promise<"done" | "conflict">;
  asides(conversation: string): Promise<readonly Aside[]>;
  /** Notes that the visitor has had this conversation. */
  addChat(visitor: string, conversation: string, startedAt: number): Promise<void>;
  /** Notes that a customer, by her key, has had this conversation; an erasure of its visitor finds the note again. */
  addCustomerChat(customer: string, conversation: string, startedAt: number): Promise<void>;
  /** Of a visitor, or of a customer by her key; latest first. */
  chats(
    owner: string,
    limit: number,
  ): Promise<readonly { readonly conversation: string; readonly startedAt: number }[]>;
  /** Deletes the visit, its connections, and all conversations with what is beside them. Offers and orders, without which accounts would not add up, stay. */
  erase(visitor: string): Promise<void>;
}
