import type { PageKind, SignalKind } from "../../contract/signal.ts";

/** Facts that are numbers. Times in seconds, money in the cart's currency, `hour` and `weekday` (1 Monday … 7 Sunday) in the shop's time zone. */
export const NUMBER_FACTS = [
  "cart-value",
  "cart-items",
  "dwell",
  "visit-seconds",
  "page-loads",
  "visits",
  "score",
  "hour",
  "weekday",
] as const;
export type NumberFact = (typeof NUMBER_FACTS)[number];

/** Facts that are words. `language`: the page's, without region; `country`: ISO 3166 code; `visitor`: `new` or `returning`. */
export const WORD_FACTS = [
  "page",
  "device",
  "language",
  "country",
  "tier",
  "visitor",
  "currency",
] as const;
export type WordFact = (typeof WORD_FACTS)[number];

/** Between two bounds, both included; at least one of them is given. */
export interface Range {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/**
 * How often any of these signals was seen. `here`: on this page load only; `within`: in the last so many seconds; `details`: only with one of these
 * details; `name`: only the custom signal of this name. With any of them the visit's trail is counted, which remembers the latest few (visit/bounds.ts).
 * Without bounds: at least once.
 */
export interface SignalCondition extends Range {
  readonly signal: SignalKind | readonly SignalKind[];
  readonly here?: boolean;
  readonly within?: number;
  readonly details?: readonly string[];
  readonly name?: string;
}

/** How often this page kind was viewed in this visit. Without bounds: at least once. */
export interface ViewedCondition extends Range {
  readonly viewed: PageKind;
}

/** A number within bounds. A number that is not known is within none. */
export interface NumberCondition extends Range {
  readonly fact: NumberFact;
}

/** A word among others. A word that is not known is among none. */
export interface WordCondition {
  readonly fact: WordFact;
  readonly in: readonly string[];
}

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | SignalCondition
  | ViewedCondition
  | NumberCondition
  | WordCondition;

/** What the trigger asks of the agent. `topicByDetail`: the topic for the detail of the signal that fired, before `topic`. */
export interface Needs {
  readonly topic?: string;
  readonly topicByDetail?: Readonly<Record<string, string>>;
}

/** A discount that the agent may propose at once, in percent. Only for a rule that requires something in the cart. */
export interface RuleOffer {
  readonly percent: number;
}

/**
 * A trigger as data. It is looked at when one of `on` arrives, and fires when `when` holds (always, without one). Of several that fire, the highest
 * `priority` wins, then the lower id.
 */
export interface Rule {
  readonly id: string;
  /** For people. */
  readonly name?: string;
  readonly disabled?: boolean;
  readonly priority: number;
  readonly on: readonly SignalKind[];
  readonly when?: Condition;
  /** Invitation by language. Variables: `{agent}`, `{items}`, `{total}`, `{product|words when unknown}`. */
  readonly texts: Readonly<Record<string, string>>;
  readonly needs?: Needs;
  readonly offer?: RuleOffer;
  /** How long the agent is held, and the invitation lives. */
  readonly holdSeconds?: number;
  /** Share of visitors who never see this rule, 0…1, beside the global holdout. */
  readonly holdout?: number;
  /** Days for which a dismissal silences this rule, instead of the restraint's. */
  readonly quietDays?: number;
  /** May speak on a quiet page. */
  readonly evenOnQuietPages?: boolean;
  /** By how much an invitation is expected to lower the risk of losing this visit, 0…1: what it is worth when slots are scarce. */
  readonly uplift?: number;
}

/** Bounds that keep any set of rules cheap to evaluate and short to store. */
export const RULE_BOUNDS = {
  rules: 500,
  idLength: 32,
  nameLength: 80,
  depth: 6,
  conditions: 40,
  /** Signals that the trail can be trusted to remember. */
  counted: 8,
  textBytes: 480,
  languages: 40,
  holdSeconds: { least: 15, most: 120, usual: 45 },
  quietDays: 30,
  offerPercent: 50,
  uplift: 0.1,
} as const;
