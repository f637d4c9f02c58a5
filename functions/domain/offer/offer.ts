import type { Approval } from "./approval.ts";

/** "proposed": a supervisor is asked, and the shopper sees nothing yet; "revoked": refused by one, or withdrawn. */
export type OfferState =
  | "proposed"
  | "open"
  | "accepted"
  | "declined"
  | "redeemed"
  | "expired"
  | "revoked";

/** A discount promised to one shopper. Amounts in the currency's main unit, times epoch ms. */
export interface Offer {
  readonly code: string;
  readonly visitor: string;
  readonly conversation: string;
  readonly agent: string;
  readonly percent: number;
  /** The most this offer can cost: what the budget reserved for it. */
  readonly reserved: number;
  readonly currency: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly state: OfferState;
  /** Of one that was more than the agent may give alone; "pending" just as long as the state is "proposed". */
  readonly approval?: Approval;
  /** The key and order of the request that redeemed it. */
  readonly redemption?: {
    readonly key: string;
    readonly order: string;
    readonly amount: number;
    readonly at: number;
  };
}

/**
 * One line of the append-only ledger. "approved": by a supervisor or, when none answered, as far as the policy lets an agent alone; from then on its amount is
 * what the budget holds.
 */
export interface LedgerEntry {
  readonly code: string;
  readonly event:
    | "proposed"
    | "approved"
    | "accepted"
    | "declined"
    | "redeemed"
    | "expired"
    | "revoked";
  readonly amount: number;
  readonly at: number;
}
