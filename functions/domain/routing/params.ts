/** What the router's decisions depend on besides request, candidates, rolling figures and time (docs/adr/0004-routing-score.md). */
export interface Params {
  /** Value of a chat by the agent's level 0…5 in the shopper's language. */
  readonly languageValue: readonly number[];
  /** Value of a chat by the agent's level 0…5 in the topic. */
  readonly topicValue: readonly number[];
  /** Value when the topic is not known. */
  readonly noTopicValue: number;
  /** How much longer a chat takes by the agent's level in the shopper's language. */
  readonly languageTime: readonly number[];
  /** How much longer a chat takes for every other chat of the agent. */
  readonly concurrencyTime: number;
  /** Below this confidence the language is a wish, not a need. */
  readonly certainLanguage: number;
  /** From this waiting time on a request of unknown language is for everybody. */
  readonly widenAfterMs: number;
  /** Least level for a chat to be in the shopper's language. */
  readonly fluentLevel: number;
  /** Reservation level: what the match, less the price of the slot to others, must reach; it falls to nothing in `fallMs`, the floor of the match stays. */
  readonly reservation: {
    readonly start: number;
    readonly fallMs: number;
    readonly floor: number;
    /** How much of the price difference between the agent's languages and the contact's own counts against the level. */
    readonly priceWeight: number;
  };
  /** The ladder's second step: an agent who gets by in the language, if the slot is not wanted more elsewhere. */
  readonly workable: {
    readonly level: number;
    readonly afterMs: number;
    readonly floor: number;
    /** By how much the contact's language must be scarcer than the agent's others. */
    readonly gap: number;
  };
  /** The last step: through a translation, where the site has one, while the budget of mismatched chats lasts and an agent has room to spare. */
  readonly translated: {
    readonly afterMs: number;
    readonly gap: number;
    /** The gap falls to nothing in this time. */
    readonly fallMs: number;
    readonly freeSlots: number;
    /** Value of a translated chat with an agent who is fluent in the fallback language. */
    readonly value: number;
  };
  /** Share of chats that may be mismatched, and how many the budget may save up or owe. */
  readonly mismatch: { readonly share: number; readonly most: number; readonly debt: number };
  /** How long the last agent is waited for when present but full, and the score of being it. */
  readonly lastAgent: { readonly waitMs: number; readonly bonus: number };
  /** Score lost in proportion to the agent's slots in use. */
  readonly loadWeight: number;
  /** Score lost by how busy the agent was lately. */
  readonly occupancyWeight: number;
  /** Score lost by the price of the slot times the chat's length. */
  readonly priceWeight: number;
  /** Which waiting contact a freed agent takes: the match counts as it is, and against it … */
  readonly queue: {
    /** How much of what the language's agents usually achieve in the topic is taken off: what counts is what this agent does better than others. */
    readonly usualWeight: number;
    /** Score that a contact gains per minute of waiting. */
    readonly ageingPerMinute: number;
    /** Score lost by the price difference between the agent's languages and the contact's own. */
    readonly priceWeight: number;
    /** A contact that waited this long is taken before any younger one, whatever its class. */
    readonly starvationMs: number;
  };
  /** The price of a language's slots, 0…1: from the present, and from the last minutes. */
  readonly price: {
    /** Weight of the present against that of the last minutes. */
    readonly present: number;
    readonly slope: number;
    readonly offset: number;
    /** What every other use of an agent's slot adds to the price of the best one: an agent of many uses is kept for later. */
    readonly option: number;
    /** Answered later than this, a contact was delayed. */
    readonly delayedMs: number;
    /** Contacts that the mean of all languages counts for in each. */
    readonly prior: number;
  };
  /** Share of contacts routed by the baseline, for ever. */
  readonly controlShare: number;
  /** Candidates kept in a record, and offered as next when a claim fails. */
  readonly ranked: number;
}

export const DEFAULTS: Params = {
  languageValue: [0.25, 0.5, 0.7, 0.9, 0.97, 1],
  topicValue: [0.8, 0.84, 0.88, 0.92, 0.96, 1],
  noTopicValue: 0.95,
  languageTime: [1.45, 1.25, 1.15, 1.05, 1, 1],
  concurrencyTime: 0.12,
  certainLanguage: 0.7,
  widenAfterMs: 20_000,
  fluentLevel: 3,
  reservation: { start: 0.7, fallMs: 45_000, floor: 0.5, priceWeight: 0.5 },
  workable: { level: 2, afterMs: 10_000, floor: 0.5, gap: 0.2 },
  translated: { afterMs: 15_000, gap: 0.5, fallMs: 3_600_000, freeSlots: 2, value: 0.25 },
  mismatch: { share: 0.045, most: 10, debt: 20 },
  lastAgent: { waitMs: 8_000, bonus: 0.3 },
  loadWeight: 0.05,
  occupancyWeight: 0.25,
  priceWeight: 0.3,
  queue: {
    usualWeight: 0.7,
    ageingPerMinute: 0.02,
    priceWeight: 1.3,
    starvationMs: 600_000,
  },
  price: { present: 0.7, slope: 1, offset: 0.6, option: 0.2, delayedMs: 15_000, prior: 3 },
  controlShare: 0.1,
  ranked: 4,
};
