import type {
  ConversationView,
  Message,
  OfferCard,
  Party,
  Sender,
} from "../../functions/contract/conversation.ts";
import type { Outgoing } from "./outbox.ts";
import { offersOf, type Timeline, visibleMessages } from "./timeline.ts";

/** One line of the conversation as it is shown. */
export type Entry =
  | {
      readonly kind: "stored";
      readonly message: Message;
      readonly mine: boolean;
      /** Of the own messages: whether the other side has read it. */
      readonly delivery?: "sent" | "read";
    }
  | { readonly kind: "outgoing"; readonly message: Outgoing; readonly delivery: Outgoing["state"] };

/** A conversation as one side sees it now. */
export interface ConversationState {
  readonly id: string;
  readonly view: ConversationView | undefined;
  /** Stored messages in order, then those on their way. */
  readonly entries: readonly Entry[];
  /** Latest state of every offer, by code. */
  readonly offers: ReadonlyMap<string, OfferCard>;
  /** The other side is writing. */
  readonly typing: boolean;
  /** The transcript has been fetched on this connection. */
  readonly synced: boolean;
  /** Messages of the other side that this side has not read. */
  readonly unread: number;
  /** The server no longer gives this conversation out: the failure's code. */
  readonly lost: string | undefined;
}

export interface ConversationParts {
  readonly id: string;
  readonly self: Extract<Sender, { kind: Party }>;
  readonly timeline: Timeline;
  readonly view: ConversationView | undefined;
  readonly outgoing: readonly Outgoing[];
  readonly typing: boolean;
  readonly synced: boolean;
  /** Read here, perhaps not yet known to the server. */
  readonly readUpTo: number;
  readonly lost: string | undefined;
}

/** Puts together what is shown. */
export function conversationState(parts: ConversationParts): ConversationState {
  const { id, self, timeline, view, typing, synced, lost } = parts;
  const other: Party = self.kind === "shopper" ? "agent" : "shopper";
  const readByOther = view?.read[other] ?? 0;
  const readHere = Math.max(parts.readUpTo, view?.read[self.kind] ?? 0);
  const stored = visibleMessages(timeline).map((message): Entry => {
    const mine = isMine(message.from, self);
    if (!mine) return { kind: "stored", message, mine };
    return {
      kind: "stored",
      message,
      mine,
      delivery: message.seq <= readByOther ? "read" : "sent",
    };
  });
  const outgoing = parts.outgoing.map(
    (message): Entry => ({ kind: "outgoing", message, delivery: message.state }),
  );
  const unread = timeline.messages.filter(
    ({ seq, from }) => from.kind === other && seq > readHere,
  ).length;
  const entries = [...stored, ...outgoing];
  return { id, view, entries, offers: offersOf(timeline), typing, synced, unread, lost };
}

function isMine(from: Sender, self: Sender): boolean {
  if (from.kind === "agent") return self.kind === "agent" && from.id === self.id;
  return from.kind === self.kind;
}
