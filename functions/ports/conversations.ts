import type { Body, Message, Sender } from "../contract/conversation.ts";
import type { Head, State } from "../domain/conversation/head.ts";
import type { Transition } from "../domain/conversation/transitions.ts";
import type { Owner, Participant } from "./connections.ts";

export type Appended =
  | {
      readonly kind: "appended";
      readonly head: Head;
      readonly message: Message;
      readonly again: boolean;
      readonly participants: readonly Participant[];
    }
  | { readonly kind: "expected"; readonly n: number }
  | { readonly kind: "forbidden" }
  | { readonly kind: "closed" }
  | { readonly kind: "missing" };

export type Joined =
  | {
      readonly kind: "joined";
      readonly head: Head;
      readonly participants: readonly Participant[];
      /** Messages accepted into the head and perhaps not yet in the transcript. */
      readonly pending: readonly Message[];
    }
  | { readonly kind: "forbidden" | "missing" };

/** Heads, what is said, and who hears it. */
export interface ConversationStore {
  /** With its first participant, if given, in the same write. `conflict` if one with this id exists. */
  createHead(head: Head, participant?: Participant): Promise<"done" | "conflict">;
  head(id: string): Promise<Head | undefined>;
  /** State and whatever else `to` names change together, if the stored state has `from`'s kind and round; leaves `seq`, outboxes and read marks alone. `missing`: no such conversation. */
  changeState(
    id: string,
    from: Pick<State, "kind" | "round">,
    to: Transition["to"],
  ): Promise<
    | { readonly kind: "done"; readonly head: Head; readonly participants: readonly Participant[] }
    | { readonly kind: "conflict" | "missing" }
  >;
  /**
   * One conditional update of the head: adds (or renews) the participant's connection if its owner is the head's visitor, the agent in its state or a guest
   * (domain/conversation/parties.ts), and returns what the update saw. The participants live in the head itself, one top-level attribute each, so that every later write of the head
   * returns whom to post to without another request (docs/adr/0005). At most `MAX_PARTICIPANTS` of each party: the oldest give way.
   */
  join(conversation: string, participant: Participant, now: number): Promise<Joined>;
  /** Forgets a connection; harmless when it is not there. */
  leave(conversation: string, connection: string): Promise<void>;
  /** The head with its live participants; with `eventually` at half the price, and perhaps a moment old; with `last` the last message of each outbox, by seq, at no price. */
  participants(
    conversation: string,
    now: number,
    how?: { readonly eventually?: boolean; readonly last?: boolean },
  ): Promise<
    | {
        readonly head: Head;
        readonly participants: readonly Participant[];
        readonly last?: readonly Message[];
      }
    | undefined
  >;
  /**
   * The first step of a message: one conditional update that authorises, orders, de-duplicates and keeps the message as pending. `author.role` "shopper" must be the
   * head's visitor, "agent" the active agent or a guest who may write, "system" is the service itself (allowed in a closed conversation). Its outbox's number must be the last + 1; the same number again answers with the stored seq and `again: true`.
   */
  append(message: {
    readonly conversation: string;
    readonly author: Owner | { readonly role: "system" };
    readonly from: Sender;
    readonly outbox: string;
    readonly n: number;
    readonly body: Body;
    readonly at: number;
  }): Promise<Appended>;
  /** The second step: into the transcript unless it is there. */
  putMessage(message: Message): Promise<void>;
  /** Puts every pending message of the head into the transcript and returns them, by seq. */
  rollForward(conversation: string): Promise<readonly Message[]>;
  /** One message of the transcript; undefined where there is none of this number. */
  message(conversation: string, seq: number): Promise<Message | undefined>;
  /** After `after`, oldest first, at most `bytes` of JSON (at least one message). */
  messages(
    conversation: string,
    after: number,
    bytes: number,
  ): Promise<{ readonly messages: readonly Message[]; readonly more: boolean }>;
  /** Raises a party's read mark, never lowers it, never above `seq`; one update that returns whom to tell. */
  markRead(
    conversation: string,
    reader: Owner,
    seq: number,
    now: number,
  ): Promise<
    | { readonly kind: "done"; readonly head: Head; readonly participants: readonly Participant[] }
    | { readonly kind: "unchanged" | "forbidden" | "missing" }
  >;
}
