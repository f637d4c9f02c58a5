import { failure, type Result } from "../contract/result.ts";
import type { ChatOrder } from "../domain/feedback/ended-chat.ts";
import type { Offer } from "../domain/offer/offer.ts";
import { discountOn } from "../domain/offer/propose.ts";
import { purchased } from "../domain/visit/change.ts";
import { changeVisit } from "./change-visit.ts";
import type { Deps } from "./deps.ts";
import { noteQuiet } from "./quiet.ts";
import { say } from "./say.ts";

export interface Redemption {
  readonly code: string;
  readonly order: string;
  /** From the Idempotency-Key header. */
  readonly key: string;
  readonly cart: { readonly value: number; readonly currency: string };
}

export interface Discount {
  readonly code: string;
  readonly percent: number;
  readonly amount: number;
  readonly currency: string;
}

/** What a code would take off this cart, without using it up. */
export async function checkOffer(
  deps: Pick<Deps, "store" | "clock">,
  request: Pick<Redemption, "code" | "cart">,
): Promise<Result<Discount>> {
  const offer = await deps.store.offer(request.code);
  const problem = offer ? unusable(offer, request.cart.currency, deps.clock()) : UNKNOWN;
  if (!offer || problem) return problem ?? UNKNOWN;
  return { ok: true, ...discount(offer, request.cart.value) };
}

/**
 * The shop's back end uses a code for an order: once. The same request again (same key) gets the same answer; any other is refused, and no redemption can cost more than was reserved.
 */
export async function redeemOffer(deps: Redeeming, request: Redemption): Promise<Result<Discount>> {
  const now = deps.clock();
  const offer = await deps.store.offer(request.code);
  if (!offer) return UNKNOWN;
  if (offer.state === "redeemed") return again(deps, offer, request);
  const problem = unusable(offer, request.cart.currency, now);
  if (problem) return problem;
  const granted = discount(offer, request.cart.value);
  const redemption = { key: request.key, order: request.order, amount: granted.amount, at: now };
  const redeemed = { ...offer, state: "redeemed", redemption } as const;
  const changed = await deps.store.changeOffer(redeemed, ["open", "accepted"]);
  if (changed !== "done") {
    const current = await deps.store.offer(request.code);
    return current ? again(deps, current, request) : UNKNOWN;
  }
  await finish(deps, redeemed, granted, request);
  return { ok: true, ...granted };
}

type Redeeming = Pick<Deps, "store" | "clock" | "bus" | "settings" | "sockets">;

/** What follows from a redemption; each step is harmless when repeated. */
async function finish(
  deps: Redeeming,
  offer: Offer,
  granted: Discount,
  { cart }: Redemption,
): Promise<void> {
  const { redemption } = offer;
  if (!redemption) return;
  const { at, order, amount } = redemption;
  await Promise.all([
    creditChat(deps, offer.conversation, {
      order,
      value: cart.value - amount,
      currency: cart.currency,
    }),
    deps.store.addLedger({ code: offer.code, event: "redeemed", amount: granted.amount, at }),
    changeVisit(deps, offer.visitor, (visit) =>
      (visit.purchasedAt ?? 0) < at ? purchased(visit, at) : visit,
    ).then((bought) => noteQuiet(deps, bought, { kind: "purchased", at })),
    say(deps, offer.conversation, `offer:${offer.code}:redeemed`, {
      kind: "offer",
      offer: {
        code: offer.code,
        percent: offer.percent,
        expiresAt: offer.expiresAt,
        status: "redeemed",
      },
    }),
    deps.bus.publish({ type: "offer.redeemed", detail: { ...granted, order } }),
  ]);
}

/** The order came of the chat in which the discount was promised. */
async function creditChat(
  { store }: Redeeming,
  conversation: string,
  order: ChatOrder,
): Promise<void> {
  const head = await store.head(conversation);
  if (head) await store.creditChat({ conversation, startedAt: head.startedAt }, order);
}

const UNKNOWN = failure("not_found", "no such code");

function unusable(offer: Offer, currency: string, now: number) {
  if (offer.state === "redeemed") return failure("conflict", "this code was used before");
  // What is only proposed nobody has been promised.
  if (["proposed", "declined", "revoked"].includes(offer.state)) return UNKNOWN;
  if (offer.state === "expired" || offer.expiresAt <= now)
    return failure("gone", "this code has expired");
  if (offer.currency !== currency) return failure("refused", `this code is for ${offer.currency}`);
  return undefined;
}

function discount(offer: Offer, value: number): Discount {
  const { code, percent, currency, reserved } = offer;
  return { code, percent, currency, amount: discountOn(percent, value, reserved) };
}

/** The same request once more: its first delivery may have died before everything was done. */
async function again(
  deps: Redeeming,
  offer: Offer,
  request: Redemption,
): Promise<Result<Discount>> {
  const { redemption } = offer;
  if (redemption?.key !== request.key || redemption.order !== request.order) {
    return failure("conflict", "this code was used before");
  }
  const { code, percent, currency } = offer;
  const granted = { code, percent, currency, amount: redemption.amount };
  await finish(deps, offer, granted, request);
  return { ok: true, ...granted };
}
