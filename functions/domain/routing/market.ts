import type { Params } from "./params.ts";
import { type RouterState, tallies } from "./rolling.ts";
import type { RosterEntry } from "./roster.ts";

/** What slots are worth at a moment: 0 where they stand idle, towards 1 where shoppers wait for them. */
export interface Market {
  /** Price of a slot in a language. */
  price(language: string): number;
  /** Mean of the prices over what arrives. */
  readonly mean: number;
  /** Price of this agent's slot: of the best use that its languages have. */
  slot(entry: RosterEntry): number;
  /** What a chat on this topic would be worth with any agent of the language. */
  usual(language: string, topic: string | undefined): number;
  /** Mismatched chats that the budget still allows. */
  readonly credit: number;
}

/** Without any figures all slots are worth the same, so that the match alone decides. */
const UNKNOWN = 0.3;

/**
 * Shadow prices from the rolling figures: half a picture of the present (how many wait against how many slots are free, in units of the pool's own
 * fluctuation, after the square-root rule of staffing) and half of the last 25 minutes (the share of contacts that were kept waiting).
 */
export function marketAt(state: RouterState, now: number, params: Params): Market {
  const recent = tallies(state, now);
  const { present, slope, offset, prior } = params.price;
  let delayed = 0;
  let settled = 0;
  for (const tally of Object.values(recent)) {
    delayed += tally.delayed;
    settled += tally.answered + tally.abandoned;
  }
  const overall = (delayed + UNKNOWN) / (settled + 1);
  const prices = new Map<string, number>();
  let weighted = 0;
  let weight = 0;
  for (const language of new Set([...Object.keys(recent), ...Object.keys(state.pools)])) {
    const tally = recent[language];
    const done = (tally?.answered ?? 0) + (tally?.abandoned ?? 0);
    const past = ((tally?.delayed ?? 0) + prior * overall) / (done + prior);
    const pool = state.pools[language];
    const pressure =
      pool === undefined
        ? past
        : logistic(
            slope * ((pool.waiting - pool.free) / Math.sqrt(Math.max(1, pool.slots)) + offset),
          );
    const price = present * pressure + (1 - present) * past;
    prices.set(language, price);
    weighted += price * (1 + (tally?.arrived ?? 0));
    weight += 1 + (tally?.arrived ?? 0);
  }
  const mean = weight === 0 ? UNKNOWN : weighted / weight;
  const price = (language: string) => prices.get(language) ?? mean;
  const slots = new Map<RosterEntry["languages"], number>();
  return {
    price,
    mean,
    credit: state.credit,
    usual: (language, topic) =>
      (topic === undefined ? undefined : state.pools[language]?.topics[topic]) ??
      params.noTopicValue,
    slot({ languages }) {
      const known = slots.get(languages);
      if (known !== undefined) return known;
      let highest = 0;
      let sum = 0;
      for (const language in languages) {
        const level = languages[language] ?? 0;
        if (level < params.fluentLevel) continue;
        const use = (params.languageValue[level] ?? 0) / (params.languageTime[level] ?? 1);
        const worth = price(language) * use;
        highest = Math.max(highest, worth);
        sum += worth;
      }
      const worth = highest + params.price.option * (sum - highest);
      slots.set(languages, worth);
      return worth;
    },
  };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
