import { type PainRow, UNKNOWN } from "../../contract/reports.ts";
import type { EndedChat } from "./ended-chat.ts";

/** Of one row, of what shoppers wrote. */
const MOST_WORDS = 5;

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
    const group = groups.get(key);
    if (group) group.push(chat);
    else groups.set(key, [chat]);
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
