import type { AgentPayload } from "../contract/client-events.ts";
import { type Failure, failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Cart } from "../contract/signal.ts";
import type { Head } from "../domain/conversation/head.ts";
import { fallbackOf, pendingOf } from "../domain/offer/approval.ts";
import type { Offer } from "../domain/offer/offer.ts";
import { costOf, refusal } from "../domain/offer/propose.ts";
import { redact } from "../domain/visit/redact.ts";
import { settle } from "./approve-offer.ts";
import { askForApproval, isTakenBack } from "./ask-approval.ts";
import type { Caller, Deps } from "./deps.ts";
import { isLead } from "./lead.ts";
import { wokenBy } from "./rest.ts";
import { say } from "./say.ts";
import { dayScope, shopperScope } from "./settle-offer.ts";

const DAY_MS = 24 * 60 * 60_000;

type Payload = AgentPayload<"offer:propose">;

/**
 * The agent of a conversation offers a discount within the policy: only on a cart, once per shopper and day, inside the day's budget. Both limits are conditional counters keyed by the press of the button, so that a
 * repeat finds its own reservation, finishes what the first left undone and proposes nothing new. Above what she may give alone a supervisor is asked, and the shopper sees nothing until then.
 */
export async function proposeOffer(
  deps: Deps,
  caller: Caller<"agent">,
  payload: Payload,
): Promise<Result<Acks["offer:propose"]>> {
  const { conversation, key } = payload;
  const { store } = deps;
  // Money is at stake: a policy that was tightened a moment ago holds.
  const [found] = await Promise.all([store.head(conversation), deps.rules.refresh(0)]);
  let head = found;
  if (head?.state.kind === "resting") {
    const woken = await wokenBy(deps, caller, head);
    if (!woken.ok) return woken;
    head = woken.head;
  }
  if (head?.state.kind !== "active" || head.state.agent !== caller.owner.id) {
    return failure("forbidden", "no open conversation of yours");
  }
  const { visit } = await store.visitor(head.visitor, deps.clock());
  const cart = visit?.cart;
  const refused = refusal(payload.percent, cart, deps.settings.offers);
  if (refused || !cart) return refused ?? failure("refused", "no cart");
  const code = await deps.tokens.offerCode(`${conversation}:${key}`);
  const known = await store.offer(code);
  if (known?.state === "revoked") return failure("refused", "this proposal was refused");
  if (known && isDecided(known)) return { ok: true, code, expiresAt: known.expiresAt };
  const offer = known ?? (await newOffer(deps, caller, head, payload, cart, code));
  if (!known) {
    // All before anything is reserved, so that whatever a crash leaves behind is found and given back. Nobody can know the code yet.
    const at = pendingOf(offer)?.until ?? offer.expiresAt;
    await store.addDue({ at, ref: { kind: "offer", id: code } });
    if (pendingOf(offer)) await store.listApproval({ code, conversation, until: at });
    // The same press of the button twice at once: the other was first, and this one goes on with its offer.
    if ((await store.createOffer(offer)) !== "done") return proposeOffer(deps, caller, payload);
  }
  const exhausted = await reserve(deps, offer);
  if (exhausted) {
    if (pendingOf(offer)) await settle(deps, offer, { kind: "withdraw" });
    return exhausted;
  }
  const { createdAt: at, expiresAt, percent, reserved } = offer;
  await store.addLedger({ code, event: "proposed", amount: reserved, at });
  // A repeat may have come while the offer was being taken back; and a proposal may have been withdrawn with its conversation.
  if ((known || pendingOf(offer)) && (await isTakenBack(deps, offer))) {
    return failure("gone", "it was taken back meanwhile");
  }
  if (pendingOf(offer)) return askForApproval(deps, offer);
  await say(
    deps,
    conversation,
    `offer:${code}`,
    { kind: "offer", offer: { code, percent, expiresAt, status: "open" } },
    { kind: "agent", id: caller.owner.id, name: caller.name ?? caller.owner.id },
  );
  return { ok: true, code, expiresAt };
}

/** Does a repeat of the press find nothing left to do? */
function isDecided({ state, approval }: Offer): boolean {
  return state !== "proposed" && (state !== "open" || approval !== undefined);
}

async function newOffer(
  deps: Deps,
  caller: Caller<"agent">,
  head: Head,
  { percent, why }: Payload,
  cart: Cart,
  code: string,
): Promise<Offer> {
  const now = deps.clock();
  const policy = deps.settings.offers;
  const asks = percent > policy.approveAbove && !(await isLead(deps, caller));
  const until = now + policy.approvalMs;
  const offer: Offer = {
    code,
    visitor: head.visitor,
    conversation: head.id,
    agent: caller.owner.id,
    percent,
    reserved: costOf(percent, cart),
    currency: cart.currency,
    createdAt: now,
    expiresAt: (asks ? until : now) + policy.validMs,
    state: "open",
  };
  if (!asks) return offer;
  return {
    ...offer,
    state: "proposed",
    approval: {
      kind: "pending",
      asked: percent,
      cart: cart.value,
      agentName: caller.name ?? caller.owner.id,
      until,
      fallback: fallbackOf(percent, policy),
      ...(why !== undefined && { why: redact(why) }),
    },
  };
}

/** Takes the offer's place in the shopper's day and in the day's budget, or neither. */
async function reserve({ store, settings }: Deps, offer: Offer): Promise<Failure | undefined> {
  const { code, reserved } = offer;
  const kept = offer.expiresAt + DAY_MS;
  const shopper = shopperScope(offer);
  if ((await store.reserve(shopper, code, 1, 1, kept)) === "exhausted") {
    return failure("refused", "this shopper has had today's offer");
  }
  const ceiling = settings.offers.dailyBudget;
  if ((await store.reserve(dayScope(offer), code, reserved, ceiling, kept)) === "exhausted") {
    await store.unreserve(shopper, code);
    return failure("refused", "today's budget for offers is used up");
  }
  return undefined;
}
