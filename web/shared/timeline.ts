import type {
  ConversationStatus,
  ConversationView,
  Message,
  OfferCard,
} from "../../functions/contract/conversation.ts";

/** What is known of a transcript: everything from 1 on without a hole, and what arrived ahead of a hole. */
export interface Timeline {
  /** Message number `i + 1` at index `i`: this is what people see, so it is the same order everywhere. */
  readonly messages: readonly Message[];
  /** Beyond the first hole, by `seq`. */
  readonly early: readonly Message[];
}

export const EMPTY_TIMELINE: Timeline = { messages: [], early: [] };

/** Adds messages in any order, also again and again; a later copy of a number replaces an earlier one. */
export function merge(timeline: Timeline, incoming: readonly Message[]): Timeline {
  if (incoming.length === 0) return timeline;
  const messages = [...timeline.messages];
  const ahead = new Map(timeline.early.map((message) => [message.seq, message]));
  for (const message of incoming) {
    if (message.seq < 1) continue;
    if (message.seq <= messages.length) messages[message.seq - 1] = message;
    else ahead.set(message.seq, message);
  }
  for (let next = ahead.get(messages.length + 1); next; next = ahead.get(messages.length + 1)) {
    messages.push(next);
    ahead.delete(next.seq);
  }
  return { messages, early: [...ahead.values()].sort((a, b) => a.seq - b.seq) };
}

/** Number of the last message before the first hole. */
export const upTo = (timeline: Timeline): number => timeline.messages.length;

/** Whether something is missing: a hole, or the server speaks of a number (`known`) that has not arrived. */
export const hasGap = (timeline: Timeline, known: number): boolean =>
  timeline.early.length > 0 || known > upTo(timeline);

/** Every offer's latest state, by code. */
export function offersOf(timeline: Timeline): ReadonlyMap<string, OfferCard> {
  const offers = new Map<string, OfferCard>();
  for (const { body } of timeline.messages) {
    if (body.kind === "offer") offers.set(body.offer.code, body.offer);
  }
  return offers;
}

/** What people see: an offer stands where it was first made, later changes of it show there. */
export function visibleMessages(timeline: Timeline): readonly Message[] {
  const made = new Set<string>();
  return timeline.messages.filter(({ body }) => {
    if (body.kind !== "offer") return true;
    const first = !made.has(body.offer.code);
    made.add(body.offer.code);
    return first;
  });
}

/** Within a round a conversation rings, may become active, may rest, may fall back to waiting, and may close. */
const ORDER: Readonly<Record<ConversationStatus, number>> = {
  ringing: 0,
  active: 1,
  resting: 2,
  waiting: 3,
  closed: 4,
};

/** The newer of two views, whichever arrived first; marks and numbers never fall. */
export function newerView(
  known: ConversationView | undefined,
  incoming: ConversationView,
): ConversationView {
  if (!known) return incoming;
  const newer = isNewer(known, incoming) ? incoming : known;
  return {
    ...newer,
    seq: Math.max(known.seq, incoming.seq),
    read: {
      shopper: Math.max(known.read.shopper, incoming.read.shopper),
      agent: Math.max(known.read.agent, incoming.read.agent),
    },
  };
}

function isNewer(known: ConversationView, incoming: ConversationView): boolean {
  if (known.status === "closed") return incoming.status === "closed";
  if (incoming.status === "closed" || incoming.round > known.round) return true;
  return incoming.round === known.round && ORDER[incoming.status] >= ORDER[known.status];
}
