export type OfferState = "open" | "accepted" | "declined" | "redeemed" | "expired" | "revoked";

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
  /** The key and order of the request that redeemed it. */
  readonly redemption?: {
    readonly key: string;
    readonly order: string;
    readonly amount: number;
    readonly at: number;
  };
}

/** One line of the append-only ledger. */
export interface LedgerEntry {
  readonly code: string;
  readonly event: "proposed" | "accepted" | "declined" | "redeemed" | "expired" | "revoked";
  readonly amount: number;
  readonly at: number;
}
