import type { Offer } from "../domain/offer/offer.ts";
import type { Deps } from "./deps.ts";

type Counted = Pick<Offer, "visitor" | "createdAt" | "code">;

const dayOf = ({ createdAt }: Counted): string => new Date(createdAt).toISOString().slice(0, 10);
/** The counter of all offers of the offer's day. */
export const dayScope = (offer: Counted): string => `day:${dayOf(offer)}`;
/** The counter of its shopper's offers of that day. */
export const shopperScope = (offer: Counted): string => `shopper:${offer.visitor}:${dayOf(offer)}`;

/** Gives back to the day's budget what the offer had reserved; once, however often it is called. The shopper's own count stays: declining earns no second offer. */
export async function releaseBudget(deps: Pick<Deps, "store">, offer: Counted): Promise<void> {
  await deps.store.unreserve(dayScope(offer), offer.code);
}

/** The shopper never saw this offer, so that she may have another one today. */
export async function releaseShopper(deps: Pick<Deps, "store">, offer: Counted): Promise<void> {
  await deps.store.unreserve(shopperScope(offer), offer.code);
}

/** An offer's time is over: unless it was redeemed its reservation is returned, and what a crash left out of ledger and budget is made good. */
export async function expireOffer(
  deps: Pick<Deps, "store" | "clock">,
  code: string,
): Promise<void> {
  const known = await deps.store.offer(code);
  if (!known || known.expiresAt > deps.clock()) return;
  const expired = { ...known, state: "expired" } as const;
  const changed = await deps.store.changeOffer(expired, ["open", "accepted"]);
  const offer = changed === "done" ? expired : await deps.store.offer(code);
  if (!offer) return;
  const { state, redemption } = offer;
  if (state === "redeemed") {
    const { amount, at } = redemption ?? { amount: offer.reserved, at: offer.expiresAt };
    await deps.store.addLedger({ code, event: state, amount, at });
    return;
  }
  // An offer that died before it was proposed has no line to be taken back.
  const lines = await deps.store.ledger(code);
  if (state !== "open" && lines.some(({ event }) => event === "proposed")) {
    const at = offer.expiresAt;
    await deps.store.addLedger({ code, event: state, amount: offer.reserved, at });
  }
  await releaseBudget(deps, offer);
}
