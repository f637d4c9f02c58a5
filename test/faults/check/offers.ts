import type { LedgerEntry, Offer } from "../../../functions/domain/offer/offer.ts";
import type { History, Violation } from "./history.ts";

/** Money as the store counts it: in ten-thousandths of the main unit. */
const units = (amount: number): number => Math.round(amount * 10_000);

/** States in which an offer may be without a line: it died before it was proposed. */
const HIDDEN: ReadonlySet<Offer["state"]> = new Set(["proposed", "open", "expired", "revoked"]);
const RETURNED: ReadonlySet<LedgerEntry["event"]> = new Set(["declined", "expired", "revoked"]);

/** No discount counts twice, none is used twice, and the budgets are what the ledger says. */
export function checkOffers(history: History): readonly Violation[] {
  return [...redemptions(history), ...ledgers(history), ...budgets(history)];
}

function* redemptions({ happenings, ending }: History): Iterable<Violation> {
  const orders = new Map<string, string>();
  for (const event of happenings) {
    if (event.kind !== "redeemed") continue;
    const { code, order, amount } = event;
    const other = orders.get(code);
    if (other !== undefined && other !== order)
      yield { rule: "offer", what: `${code} was redeemed for ${other} and ${order}` };
    orders.set(code, order);
    const reserved = ending.offers.find(({ offer }) => offer.code === code)?.offer.reserved ?? 0;
    if (amount > reserved)
      yield { rule: "offer", what: `${code} took off ${amount} of ${reserved}` };
  }
}

/** Each offer's lines tell how it came to its state. */
function* ledgers({ ending, bounds }: History): Iterable<Violation> {
  for (const { offer, ledger } of ending.offers) {
    const events = ledger.map(({ event }) => event);
    // One that was never proposed is nobody's; it must not count, and nobody can have used it.
    const hidden = events.length === 0 && HIDDEN.has(offer.state);
    if (hidden) continue;
    if (!events.includes("proposed"))
      yield {
        rule: "ledger",
        what: `${offer.code} was never proposed, says the ledger: ${events}`,
      };
    if (offer.state !== "open" && !events.includes(offer.state))
      yield { rule: "ledger", what: `${offer.code} is ${offer.state}, says its record; ${events}` };
    const ends = events.filter((event) => RETURNED.has(event) || event === "redeemed");
    if (ends.length > 1) yield { rule: "ledger", what: `${offer.code} ended as ${ends}` };
    const open = ["proposed", "open", "accepted"].includes(offer.state);
    const since = Math.max(offer.expiresAt, ending.calmSince);
    if (open && ending.at - since > bounds.strandedOffer)
      yield { rule: "stranded offer", what: `${offer.code} has run out and is ${offer.state}` };
  }
}

/** A day's counter is the sum of what was proposed less what came back; a shopper's counter counts her offers. */
function* budgets({ ending }: History): Iterable<Violation> {
  for (const { scope, total, keys } of ending.budgets) {
    const sum = [...keys.values()].reduce((all, one) => all + one, 0);
    if (sum !== total) yield { rule: "budget", what: `${scope} counts ${total}, its keys ${sum}` };
    for (const code of keys.keys())
      if (!ending.offers.some(({ offer }) => offer.code === code))
        yield { rule: "budget", what: `${scope} counts ${code}, which was never made` };
    if (!scope.startsWith("day:")) continue;
    const owed = ending.offers.reduce((all, { ledger }) => {
      const proposed = ledger.find(({ event }) => event === "proposed");
      const approved = ledger.find(({ event }) => event === "approved");
      const returned = ledger.some(({ event }) => RETURNED.has(event));
      return all + (proposed && !returned ? units((approved ?? proposed).amount) : 0);
    }, 0);
    if (owed !== total)
      yield { rule: "budget", what: `${scope} counts ${total}, the ledger ${owed}` };
  }
}
