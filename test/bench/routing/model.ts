/**
 * The numbers of the routing benchmark: what is measured or published, and what is assumed, is told apart in docs/adr/0004-routing-score.md.
 * Times are milliseconds.
 */
export const LANGUAGES = ["et", "ru", "en", "fi", "sv", "de"] as const;
export const LANGUAGE_SHARES: readonly number[] = [0.42, 0.2, 0.16, 0.13, 0.06, 0.03];
export const TOPICS = ["product", "delivery", "payment", "returns"] as const;
export const TOPIC_SHARES: readonly number[] = [0.35, 0.3, 0.2, 0.15];
export const ENGLISH = 2;

/** Value and time by language level 0…5, value by topic level 0…5. */
export const LANGUAGE_VALUE: readonly number[] = [0.25, 0.5, 0.7, 0.9, 0.97, 1];
export const LANGUAGE_TIME: readonly number[] = [1.45, 1.25, 1.15, 1.05, 1, 1];
export const TOPIC_VALUE: readonly number[] = [0.8, 0.84, 0.88, 0.92, 0.96, 1];
/** What every other chat of the agent adds to a chat's time. */
export const CONCURRENCY_TIME = 0.12;
/** A chat is in the shopper's language from this level on. */
export const MATCH_LEVEL = 3;

export const OPENS = 9 * 3_600_000;
export const HOURS = 12;
/** Arrivals from 9 h to 20 h. */
export const HOUR_SHARES: readonly number[] = [
  0.0719, 0.0826, 0.075, 0.0622, 0.0794, 0.0759, 0.0749, 0.0766, 0.0624, 0.0551, 0.0441, 0.0387,
];
export const DAY_CV = 0.2;

export const AGENTS = 24;
export const SLOTS = 3;
export const SPEED_SIGMA = 0.27;
export const THIRD_LANGUAGE = 0.45;

export const WORK_MEAN = 657_000;
export const WORK_SIGMA = 0.9;
export const PATIENCE_SHAPE = 0.91;
export const PATIENCE_SCALE = 389_000;
export const PROACTIVE_SHARE = 0.4;
export const PROACTIVE_PATIENCE = 0.6;
export const SILENT_SHARE = 0.7;
export const SILENT_WASTE = 90_000;

export const NO_ANSWER = 0.04;
export const RING = 20_000;
export const AWAY = 120_000;

export const LOADS = { low: 2600, middle: 3000, high: 3400 } as const;
