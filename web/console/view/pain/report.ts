import { type PainRow, UNKNOWN } from "../../../../functions/contract/reports.ts";
import { phrase } from "../format.ts";

/** One cause of trouble over all days and languages. Money by currency. */
export interface PainPoint {
  readonly name: string;
  readonly chats: number;
  readonly orders: number;
  readonly cart: ReadonlyMap<string, number>;
  readonly words: readonly string[];
}

const MOST_WORDS = 5;

/** A word of the report as people read it. */
export const say = (word: string): string => (word === UNKNOWN ? "not said" : phrase(word));

/** What hurts most, by the chats it cost: signal and page, and the reason where an agent named one. */
export function painPoints(rows: readonly PainRow[]): readonly PainPoint[] {
  const points = new Map<string, PainRow[]>();
  for (const row of rows) {
    const name = [row.signal, row.page, row.reason].filter((word) => word !== UNKNOWN).map(say);
    const key = name.join(", ");
    points.set(key, [...(points.get(key) ?? []), row]);
  }
  return [...points]
    .map(([name, some]) => ({
      name,
      chats: some.reduce((sum, { chats }) => sum + chats, 0),
      orders: some.reduce((sum, { orders }) => sum + orders, 0),
      cart: moneyOf(some),
      words: some.flatMap(({ words }) => words).slice(0, MOST_WORDS),
    }))
    .sort((a, b) => b.chats - a.chats || (a.name < b.name ? -1 : 1));
}

function moneyOf(rows: readonly PainRow[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { currency, cart } of rows) {
    if (currency !== UNKNOWN) sums.set(currency, (sums.get(currency) ?? 0) + cart);
  }
  return sums;
}
