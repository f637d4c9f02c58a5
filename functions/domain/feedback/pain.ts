import type { EndedChat } from "./ended-chat.ts";

/** How it came out: in its agent's words, or that nobody answered, or that the agent said nothing of it. */
export type PainOutcome = NonNullable<EndedChat["resolution"]> | "gave-up" | "not-said";

/** Chats of one day and language with the same cause of trouble and the same end. Money in the currency's main unit; `-`: a currency nobody told. */
export interface PainRow {
  /** YYYY-MM-DD, UTC, on which the chats began. */
  readonly day: string;
  readonly language: string;
  /** The rule that noticed it; "asked" when shoppers came by themselves. */
  readonly signal: string;
  readonly page: string;
  readonly reason: string;
  readonly outcome: PainOutcome;
  readonly currency: string;
  readonly chats: number;
  readonly cart: number;
  readonly orders: number;
  readonly bought: number;
  /** Mean of the survey's scores, 1 … 5; absent without any. */
  readonly score?: number;
  /** Of the survey, latest first, at most `MOST_WORDS`. */
  readonly words: readonly string[];
}

const MOST_WORDS = 5;
/** Where nobody said which. */
export const UNKNOWN = "-";

/**
 * Sums chats by day, language, signal, page, reason, outcome and currency; the dearest carts of a day first.
 * @param dayOf YYYY-MM-DD of a moment (epoch ms)
 */
export function painRows(
  chats: readonly EndedChat[],
  dayOf: (at: number) => string,
): readonly PainRow[] {
  const groups = new Map<string, EndedChat[]>();
  for (const chat of chats) {
    const key = JSON.stringify(Object.values(keyOf(chat, dayOf)));
    groups.set(key, [...(groups.get(key) ?? []), chat]);
  }
  return [...groups.values()]
    .map((group) => rowOf(group, dayOf))
    .sort((a, b) =>
      a.day < b.day ? -1 : a.day > b.day ? 1 : b.cart - a.cart || b.chats - a.chats,
    );
}

function keyOf(chat: EndedChat, dayOf: (at: number) => string) {
  return {
    day: dayOf(chat.startedAt),
    language: chat.language,
    signal: chat.rule ?? "asked",
    page: chat.page ?? UNKNOWN,
    reason: chat.cause ?? UNKNOWN,
    outcome: chat.resolution ?? (chat.answered ? "not-said" : "gave-up"),
    currency: known(chat.cart?.currency) ?? chat.bought?.currency ?? UNKNOWN,
  } as const;
}

const known = (currency: string | undefined) => (currency === UNKNOWN ? undefined : currency);

function rowOf(chats: readonly EndedChat[], dayOf: (at: number) => string): PainRow {
  const [first] = chats;
  if (!first) throw new Error("a group of nothing");
  const key = keyOf(first, dayOf);
  const sum = (value: (chat: EndedChat) => number) =>
    Math.round(100 * chats.reduce((all, chat) => all + value(chat), 0)) / 100;
  // An order in another currency counts as one, and its money nowhere: sums of two currencies mean nothing.
  const orders = chats.filter(({ bought }) => bought !== undefined);
  const scores = chats.flatMap(({ rating }) => (rating ? [rating.score] : []));
  const latest = [...chats].sort((a, b) => b.startedAt - a.startedAt);
  return {
    ...key,
    chats: chats.length,
    cart: sum(({ cart }) => cart?.value ?? 0),
    orders: orders.length,
    bought: sum(({ bought }) => (bought?.currency === key.currency ? bought.value : 0)),
    ...(scores.length > 0 && {
      score: Math.round((100 * scores.reduce((a, b) => a + b, 0)) / scores.length) / 100,
    }),
    words: latest.flatMap(({ rating }) => rating?.words ?? []).slice(0, MOST_WORDS),
  };
}
