/** What the router's decisions depend on besides request, candidates and time. Every number has a unit in its name or its comment. */
export interface Params {
  /** Value of a chat by the agent's level 0…5 in the shopper's language. */
  readonly languageValue: readonly number[];
  /** Value of a chat by the agent's level 0…5 in the topic. */
  readonly topicValue: readonly number[];
  /** Value when the topic is not known. */
  readonly noTopicValue: number;
  /** Value of a chat through a translation, with an agent fluent in the fallback language. */
  readonly translatedValue: number;
  /** How much longer a chat takes by the agent's level in the shopper's language. */
  readonly languageTime: readonly number[];
  /** How much longer a chat takes for every other chat of the agent. */
  readonly concurrencyTime: number;
  /** Below this confidence the language is a wish, not a need. */
  readonly certainLanguage: number;
  /** The ladder: least language level from each waiting time on; levels only fall. */
  readonly ladder: readonly { readonly afterMs: number; readonly language: number }[];
  /** From this waiting time on a translation may stand between, if the site has one. */
  readonly translateAfterMs: number;
  /** From this waiting time on a request of unknown language is for everybody. */
  readonly widenAfterMs: number;
  /** Reservation level: least match at first, its fall to zero, and the floor that it never goes below. */
  readonly reservation: {
    readonly start: number;
    readonly fallMs: number;
    readonly floor: number;
  };
  /** How long the last agent is waited for when present but full. */
  readonly lastAgentMs: number;
  /** Score of being the last agent. */
  readonly lastAgentBonus: number;
  /** Score lost by an agent whose slots are all in use but one, in proportion. */
  readonly loadWeight: number;
  /** Score that a waiting contact gains per minute. */
  readonly ageingPerMinute: number;
  /** A contact that waited this long is taken before any younger one, whatever its class. */
  readonly starvationMs: number;
  /** Share of contacts routed by the baseline, for ever. */
  readonly controlShare: number;
  /** Candidates kept in a record, and offered as next when a claim fails. */
  readonly ranked: number;
}

/** Values and time factors are assumptions to be swept (docs/adr/0004-routing-score.md). */
export const DEFAULTS: Params = {
  languageValue: [0.25, 0.5, 0.7, 0.9, 0.97, 1],
  topicValue: [0.8, 0.84, 0.88, 0.92, 0.96, 1],
  noTopicValue: 0.95,
  translatedValue: 0.65,
  languageTime: [1.45, 1.25, 1.15, 1.05, 1, 1],
  concurrencyTime: 0.12,
  certainLanguage: 0.7,
  ladder: [
    { afterMs: 0, language: 3 },
    { afterMs: 10_000, language: 2 },
  ],
  translateAfterMs: 60_000,
  widenAfterMs: 20_000,
  reservation: { start: 0.85, fallMs: 45_000, floor: 0.6 },
  lastAgentMs: 8_000,
  lastAgentBonus: 0.3,
  loadWeight: 0.05,
  ageingPerMinute: 0.6,
  starvationMs: 600_000,
  controlShare: 0.1,
  ranked: 4,
};
