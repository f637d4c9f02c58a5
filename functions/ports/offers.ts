import type { LedgerEntry, Offer } from "../domain/offer/offer.ts";
import type { Outcome } from "./agents.ts";

export interface OfferStore {
  /** Reserves `amount` in the counter `scope` unless that would pass `ceiling`; once per `key`. */
  reserve(
    scope: string,
    key: string,
    amount: number,
    ceiling: number,
    expiresAt: number,
  ): Promise<"done" | "exhausted">;
  /** Takes back what `key` reserved, once. */
  unreserve(scope: string, key: string): Promise<void>;
  /** `conflict` if the code exists. */
  createOffer(offer: Offer): Promise<"done" | "conflict">;
  offer(code: string): Promise<Offer | undefined>;
  /** If the stored state is one of `from`. */
  changeOffer(offer: Offer, from: readonly Offer["state"][]): Promise<Outcome>;
  /** Append-only; the same event of the same code once. */
  addLedger(entry: LedgerEntry): Promise<void>;
  ledger(code: string): Promise<readonly LedgerEntry[]>;
}
