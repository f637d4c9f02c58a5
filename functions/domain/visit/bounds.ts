const minute = 60_000;
const day = 24 * 60 * minute;

/** A visit is over after this much silence; the next batch begins a new one. */
export const SILENCE_MS = 30 * minute;

/** How long an invitation's time is remembered for the caps. */
export const DAY_MS = day;

/** No period of restraint may be longer, so that older dismissals can be forgotten. */
export const LONGEST_QUIET_MS = 30 * day;

/**
 * How much a visit may remember. Text sizes are bytes of JSON in UTF-8; together they keep `carrySeal` below `MAX_SEAL_BYTES` whatever comes in,
 * which a property test proves.
 */
export const BOUNDS = {
  pages: 5,
  /** Batches of a page that may arrive late and still count once. */
  lateBatches: 16,
  trouble: 8,
  interest: 4,
  ownSignals: 3,
  customNames: 6,
  invitedAt: 8,
  dismissed: 8,
  languages: 4,
  cartNames: 3,
  count: 9_999,
  idBytes: 64,
  ruleBytes: 32,
  pathBytes: 160,
  titleBytes: 64,
  tagBytes: 12,
  keyBytes: 22,
  countryBytes: 2,
  tierBytes: 20,
  zoneBytes: 32,
  productBytes: 40,
  detailBytes: 32,
  customBytes: 24,
  agentNameBytes: 60,
  invitationBytes: 592,
  values: 6,
  valueBytes: 24,
} as const;

/** A memo's content is never longer, in bytes of JSON. */
export const MAX_SEAL_BYTES = 4096;

/** In `Visit.dismissed`: every rule counts as dismissed at this time. No rule can have this id. */
export const EVERY_RULE = "*";
