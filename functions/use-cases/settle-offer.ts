import type { Offer } from "../domain/offer/offer.ts";
import type { Deps } from "./deps.ts";

/** Gives back to the day's budget what the offer had reserved; once, however often it is called. The shopper's own count stays: declining earns no second offer. */
export async function releaseBudget(deps: Pick<Deps, "store">, offer: Offer): Promise<void> {
  const day = new Date(offer.createdAt).toISOString().slice(0, 10);
  await deps.store.unreserve(`day:${day}`, offer.code);
}

/** An offer's time is over: unless it was redeemed its reservation is returned. */
export async function expireOffer(
  deps: Pick<Deps, "store" | "clock">,
  code: string,
): Promise<void> {
  const now = deps.clock();
  const offer = await deps.store.offer(code);
  if (!offer || offer.expiresAt > now) return;
  const expired = { ...offer, state: "expired" } as const;
  const changed = await deps.store.changeOffer(expired, ["open", "accepted"]);
  if (changed !== "done" && offer.state !== "expired") return;
  await deps.store.addLedger({
    code,
    event: "expired",
    amount: offer.reserved,
    at: offer.expiresAt,
  });
  await releaseBudget(deps, offer);
}
