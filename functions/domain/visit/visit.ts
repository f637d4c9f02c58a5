import type { Cart, PageKind, PageView, SignalKind } from "../../contract/signal.ts";

/** A signal as the visit remembers it. `at`: epoch ms by the server's clock. */
export interface Trace {
  readonly kind: SignalKind;
  readonly at: number;
  readonly page: PageKind;
  readonly detail?: string;
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
 * routing state, it is bounded, and it travels as the memo (docs/adr/0002), so it holds nothing that the shopper may not see. Times are epoch ms.
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
  /** Latest batch number of each page, newest few pages only. */
  readonly pages: Readonly<Record<string, number>>;
  /** Batches taken in the minute that began at `minute`. */
  readonly rate: { readonly minute: number; readonly batches: number };
  readonly view?: PageView;
  readonly cart?: Cart;
  /** How often each kind was seen in this visit. */
  readonly counts: Readonly<Partial<Record<SignalKind, number>>>;
  /** How often each page kind was viewed in this visit. */
  readonly viewed: Readonly<Partial<Record<PageKind, number>>>;
  /** Latest signals, oldest first, bounded. */
  readonly trail: readonly Trace[];
  /** Times of invitations in this visit and the last 24 h. */
  readonly invitedAt: readonly number[];
  readonly invitation?: OpenInvitation;
  /** Rule → when it was dismissed. */
  readonly dismissed: Readonly<Record<string, number>>;
  readonly chattedAt?: number;
  readonly purchasedAt?: number;
  /** The open conversation. */
  readonly conversation?: string;
  readonly language?: string;
}
