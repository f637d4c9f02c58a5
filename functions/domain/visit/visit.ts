import type { Cart, PageKind, PageView, SignalKind } from "../../contract/signal.ts";

/** A signal as the visit remembers it. `at`: epoch ms by the server's clock. */
export interface Trace {
  readonly kind: SignalKind;
  readonly at: number;
  readonly page: PageKind;
  /** Which of the visit's page loads it happened on (`PageMark.load`). */
  readonly load: number;
  readonly detail?: string;
  /** A custom signal's name. */
  readonly name?: string;
}

/** What is remembered of one page load, so that each of its batches counts once. */
export interface PageMark {
  /** Highest batch number taken. */
  readonly n: number;
  /** Which of the numbers below `n` were taken: bit i stands for `n - 1 - i`. */
  readonly seen: number;
  /** Page loads of this visitor are counted from 1. */
  readonly load: number;
  /** When the present page kind began on this load (epoch ms). */
  readonly since: number;
  readonly kind: PageKind;
}

/** An invitation that is on the shopper's screen while `until` (epoch ms) has not passed. */
export interface OpenInvitation {
  readonly id: string;
  readonly rule: string;
  readonly agent: string;
  readonly agentName: string;
  readonly text: string;
  readonly language: string;
  readonly until: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly topic?: string;
}

/**
 * What Heed knows of one visitor's present visit, and of earlier ones only what restraint needs. It is the evaluation's whole input besides rules and
 * routing state, it is bounded (bounds.ts), and it travels as the memo (docs/adr/0002), so it holds nothing that the shopper may not see. Times are epoch ms.
 */
export interface Visit {
  readonly visitor: string;
  /** Grows with every write; 0 before the first. */
  readonly version: number;
  readonly startedAt: number;
  readonly lastAt: number;
  /** Visits so far, this one included. */
  readonly visits: number;
  readonly consent: boolean;
  /** Page loads by their random id, newest few only. */
  readonly pages: Readonly<Record<string, PageMark>>;
  /** `PageMark.load` of the page that sent the latest batch; 0 before the first. */
  readonly here: number;
  /** Batches taken in the minute `minute` (epoch ms / 60,000, whole). */
  readonly rate: { readonly minute: number; readonly batches: number };
  readonly view?: PageView;
  readonly cart?: Cart;
  /** Kinds that the latest batch brought: what rules are asked about. Empty after any other change. */
  readonly fresh: readonly SignalKind[];
  /** How often each kind was seen in this visit. */
  readonly counts: Readonly<Partial<Record<SignalKind, number>>>;
  /** How often each custom signal was seen in this visit, by name; the first few names only. */
  readonly custom: Readonly<Record<string, number>>;
  /** How often each page kind was viewed in this visit. */
  readonly viewed: Readonly<Partial<Record<PageKind, number>>>;
  /** Latest signals, oldest first, bounded. */
  readonly trail: readonly Trace[];
  /** Times of invitations in this visit and the last 24 h. */
  readonly invitedAt: readonly number[];
  readonly invitation?: OpenInvitation;
  /** The last invitation that is over, so that a dismissal that comes late still counts. */
  readonly over?: { readonly id: string; readonly rule: string };
  /** Rule → when it was dismissed. `EVERY_RULE`: more rules were dismissed than are remembered singly. */
  readonly dismissed: Readonly<Record<string, number>>;
  readonly chattedAt?: number;
  readonly purchasedAt?: number;
  /** The open conversation. */
  readonly conversation?: string;
  readonly language?: string;
  /** Signed in at the shop: what rules may ask, and which customer without saying who. The rest is an item of its own. */
  readonly customer?: CustomerMark;
  /** IANA name, from the moment she chats. */
  readonly timeZone?: string;
}

export interface CustomerMark {
  /** The same on every device. */
  readonly key: string;
  readonly tier?: string;
  readonly country?: string;
}
