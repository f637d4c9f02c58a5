import { AGENT_HEARTBEAT_MS } from "../contract/limits.ts";
import type { StageTheme } from "../contract/server-events.ts";
import type { OfferPolicy } from "../domain/offer/propose.ts";
import type { OpeningHours } from "../domain/trigger/hours.ts";
import { QUIET_PAGES, type QuietPages } from "../domain/trigger/quiet.ts";
import { RESTRAINT, type Restraint } from "../domain/trigger/restraint.ts";

/** What a stage may set; times in ms. */
export interface Settings {
  readonly languages: readonly string[];
  readonly fallbackLanguage: string;
  /** Share of visitors who see no invitation, 0…1, and what makes the choice differ from another experiment's. */
  readonly holdout: { readonly share: number; readonly salt: string };
  /** How often a shopper may be spoken to. */
  readonly restraint: Restraint;
  /** Pages on which only rules speak that may. */
  readonly quiet: QuietPages;
  /** When each language is served; absent: always. */
  readonly hours?: OpeningHours | undefined;
  /** IANA name of the shop's time zone, for opening hours and for rules that ask the hour. */
  readonly timeZone: string;
  /** Share of a language group's slots kept for shoppers who come by themselves, 0…1. */
  readonly reserveShare: number;
  /** An agent has this long to answer a ring. */
  readonly ringMs: number;
  /** An agent gets no new work, and holds count no more, when no heartbeat renewed the lease for this long. */
  readonly leaseMs: number;
  /** Rings missed in a row that set an agent away. */
  readonly missesUntilAway: number;
  /** After a lost lease, an agent's chats wait this long for the agent to come back. */
  readonly graceMs: number;
  /** After a chat its slot is kept this long for what comes after, unless the agent is done before. */
  readonly wrapUpMs: number;
  /** A shopper whose last connection ended has this long to come back before a ring for her is withdrawn. */
  readonly awayMs: number;
  /** A chat in which the agent spoke last rests after this long without a word, and frees its slot; sooner where the shopper is gone. */
  readonly restMs: { readonly present: number; readonly gone: number };
  /** A conversation without a message is closed after this long; a message that was left is kept longer. */
  readonly idleMs: number;
  readonly leftMs: number;
  /** How often the sweeper looks at an open conversation; and at one that waits, at every tick. */
  readonly conversationCheckMs: number;
  readonly waitingCheckMs: number;
  /** A visit is kept this long after its last signal, for caps; with consent, and without. */
  readonly visitKeptMs: { readonly consented: number; readonly anonymous: number };
  readonly offers: OfferPolicy;
  /** Agents see what a shopper writes before she sends it; the privacy text says so. */
  readonly sneakPeek: boolean;
  /** How the chat looks where the shop's page says nothing else. */
  readonly theme?: StageTheme | undefined;
  /** The stage's data alone, where admins may have set something else over it. */
  readonly stage?: Settings;
}

const minute = 60_000;
const day = 24 * 60 * minute;

export const DEFAULT_SETTINGS: Settings = {
  languages: ["en", "fi", "et", "ru", "sv", "de"],
  fallbackLanguage: "en",
  holdout: { share: 0.1, salt: "global-1" },
  restraint: RESTRAINT,
  quiet: QUIET_PAGES,
  timeZone: "UTC",
  reserveShare: 0.1,
  ringMs: 20_000,
  // Two heartbeats may be lost.
  leaseMs: 1.5 * AGENT_HEARTBEAT_MS,
  missesUntilAway: 2,
  graceMs: 20_000,
  wrapUpMs: 15_000,
  awayMs: 20_000,
  restMs: { present: 5 * minute, gone: 2 * minute },
  idleMs: 30 * minute,
  leftMs: 7 * day,
  conversationCheckMs: 4 * minute,
  waitingCheckMs: minute,
  visitKeptMs: { consented: 400 * day, anonymous: 2 * day },
  offers: {
    minPercent: 5,
    maxPercent: 20,
    approveAbove: 10,
    approvalMs: 2 * minute,
    minCart: 20,
    dailyBudget: 500,
    validMs: 2 * day,
  },
  sneakPeek: false,
};
