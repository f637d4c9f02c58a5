import type { AgentPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Offer } from "../domain/offer/offer.ts";
import { costOf, refusal } from "../domain/offer/propose.ts";
import type { Caller, Deps } from "./deps.ts";
import { say } from "./say.ts";

const DAY_MS = 24 * 60 * 60_000;

/**
 * The agent of a conversation offers a discount within the policy: only on a cart, once per shopper and day, inside the day's budget. Both limits are conditional counters keyed by the press of the button, so that a
 * repeat finds its own reservation and proposes nothing new.
 */
export async function proposeOffer(
  deps: Deps,
  caller: Caller<"agent">,
  { conversation, key, percent }: AgentPayload<"offer:propose">,
): Promise<Result<Acks["offer:propose"]>> {
  const { store, settings } = deps;
  const now = deps.clock();
  const head = await store.head(conversation);
  if (head?.state.kind !== "active" || head.state.agent !== caller.owner.id) {
    return failure("forbidden", "no open conversation of yours");
  }
  const { visit } = await store.visitor(head.visitor, now);
  const cart = visit?.cart;
  const refused = refusal(percent, cart, settings.offers);
  if (refused || !cart) return refused ?? failure("refused", "no cart");
  const code = await deps.tokens.offerCode(`${conversation}:${key}`);
  const known = await store.offer(code);
  if (known) return { ok: true, code, expiresAt: known.expiresAt };

  const day = new Date(now).toISOString().slice(0, 10);
  const kept = now + settings.offers.validMs + DAY_MS;
  const shopper = `shopper:${head.visitor}:${day}`;
  if ((await store.reserve(shopper, code, 1, 1, kept)) === "exhausted") {
    return failure("refused", "this shopper has had today's offer");
  }
  const reserved = costOf(percent, cart);
  const budget = `day:${day}`;
  if (
    (await store.reserve(budget, code, reserved, settings.offers.dailyBudget, kept)) === "exhausted"
  ) {
    await store.unreserve(shopper, code);
    return failure("refused", "today's budget for offers is used up");
  }
  const offer: Offer = {
    code,
    visitor: head.visitor,
    conversation,
    agent: caller.owner.id,
    percent,
    reserved,
    currency: cart.currency,
    createdAt: now,
    expiresAt: now + settings.offers.validMs,
    state: "open",
  };
  await store.addDue({ at: offer.expiresAt, ref: { kind: "offer", id: code } });
  await store.createOffer(offer);
  await store.addLedger({ code, event: "proposed", amount: reserved, at: now });
  await say(
    deps,
    conversation,
    `offer:${code}`,
    { kind: "offer", offer: { code, percent, expiresAt: offer.expiresAt, status: "open" } },
    { kind: "agent", id: caller.owner.id, name: caller.name ?? caller.owner.id },
  );
  return { ok: true, code, expiresAt: offer.expiresAt };
}
