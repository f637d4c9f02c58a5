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
 * repeat finds its own reservation, finishes what the first left undone and proposes nothing new.
 */
export async function proposeOffer(
  deps: Deps,
  caller: Caller<"agent">,
  payload: AgentPayload<"offer:propose">,
): Promise<Result<Acks["offer:propose"]>> {
  const { conversation, key, percent } = payload;
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
  if (known && known.state !== "open") return { ok: true, code, expiresAt: known.expiresAt };
  const reserved = costOf(percent, cart);
  const offer: Offer = known ?? {
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
  if (!known) {
    // Both before anything is reserved, so that whatever a crash leaves behind is found and given back. Nobody can know the code yet.
    await store.addDue({ at: offer.expiresAt, ref: { kind: "offer", id: code } });
    // The same press of the button twice at once: the other was first, and this one goes on with its offer.
    if ((await store.createOffer(offer)) !== "done") return proposeOffer(deps, caller, payload);
  }
  const day = new Date(offer.createdAt).toISOString().slice(0, 10);
  const kept = offer.expiresAt + DAY_MS;
  const shopper = `shopper:${head.visitor}:${day}`;
  if ((await store.reserve(shopper, code, 1, 1, kept)) === "exhausted") {
    return failure("refused", "this shopper has had today's offer");
  }
  const budget = `day:${day}`;
  const ceiling = settings.offers.dailyBudget;
  if ((await store.reserve(budget, code, offer.reserved, ceiling, kept)) === "exhausted") {
    await store.unreserve(shopper, code);
    return failure("refused", "today's budget for offers is used up");
  }
  const { createdAt: at, expiresAt } = offer;
  await store.addLedger({ code, event: "proposed", amount: offer.reserved, at });
  await say(
    deps,
    conversation,
    `offer:${code}`,
    { kind: "offer", offer: { code, percent: offer.percent, expiresAt, status: "open" } },
    { kind: "agent", id: caller.owner.id, name: caller.name ?? caller.owner.id },
  );
  return { ok: true, code, expiresAt };
}
