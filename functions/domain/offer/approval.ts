import { type Failure, failure } from "../../contract/result.ts";
import type { Offer } from "./offer.ts";
import { costOf } from "./propose.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What was asked for, whatever becomes of it. Percentages of the cart, money in the currency's main unit, times epoch ms. */
interface Asked {
  readonly asked: number;
  /** Of the cart that it was proposed on. */
  readonly cart: number;
  readonly agentName: string;
}

/** How it stands with a discount that an agent may not give by herself. Only `pending` waits for anybody. */
export type Approval = Asked &
  (
    | {
        readonly kind: "pending";
        readonly until: number;
        /** Made when nobody answers in time; 0: nothing is. */
        readonly fallback: number;
        /** Why the agent asks, in her words; they may be about the shopper, and are not kept longer than they are needed. */
        readonly why?: string;
      }
    | { readonly kind: "approved"; readonly by: Person; readonly at: number }
    /** Nobody answered: the offer was made as far as the agent may alone, or not at all. */
    | { readonly kind: "timed-out"; readonly at: number }
    | {
        readonly kind: "refused";
        readonly by: Person;
        readonly at: number;
        /** In words, until the agent was told. */
        readonly reason?: string;
      }
    /** The conversation ended before anybody answered. */
    | { readonly kind: "withdrawn"; readonly at: number }
  );

export type Pending = Extract<Approval, { readonly kind: "pending" }>;

/** What may happen to a proposal. `percent`: a lower one than was asked for. */
export type Answer =
  | { readonly kind: "approve"; readonly by: Person; readonly percent?: number }
  | { readonly kind: "refuse"; readonly by: Person; readonly reason?: string }
  | { readonly kind: "time-out" }
  | { readonly kind: "withdraw" };

/** The approval of an offer that waits for one. */
export function pendingOf(offer: Offer): Pending | undefined {
  const { state, approval } = offer;
  return state === "proposed" && approval?.kind === "pending" ? approval : undefined;
}

/**
 * What an answer makes of a proposed offer: open, for as much as was approved and with as much reserved as that costs, or revoked.
 * @param lowest percentage that the policy allows
 * @returns the offer to write on condition that the stored one is still proposed; a refusal when there is nothing to answer or the answer is not allowed
 */
export function answered(
  offer: Offer,
  answer: Answer,
  lowest: number,
  now: number,
): Offer | Failure {
  const pending = pendingOf(offer);
  if (!pending) return failure("conflict", "this proposal was answered before");
  const { kind: _, until: __, why: ___, fallback, ...asked } = pending;
  switch (answer.kind) {
    case "approve": {
      const { by, percent = asked.asked } = answer;
      if (by.id === offer.agent) return failure("forbidden", "nobody approves her own proposal");
      if (percent < lowest || percent > asked.asked) {
        return failure("refused", `between ${lowest} and ${asked.asked} percent`);
      }
      return opened(offer, percent, { ...asked, kind: "approved", by, at: now });
    }
    case "refuse": {
      const { by, reason } = answer;
      if (by.id === offer.agent) return failure("forbidden", "nobody answers her own proposal");
      return {
        ...offer,
        state: "revoked",
        approval: {
          ...asked,
          kind: "refused",
          by,
          at: now,
          ...(reason !== undefined && { reason }),
        },
      };
    }
    case "time-out": {
      const approval = { ...asked, kind: "timed-out", at: now } as const;
      if (fallback <= 0) return { ...offer, state: "revoked", approval };
      return opened(offer, fallback, approval);
    }
    case "withdraw":
      return { ...offer, state: "revoked", approval: { ...asked, kind: "withdrawn", at: now } };
  }
}

/** Without the words of a refusal; undefined where there are none. */
export function wordless(offer: Offer): Offer | undefined {
  const { approval } = offer;
  if (approval?.kind !== "refused" || approval.reason === undefined) return undefined;
  const { reason: _, ...rest } = approval;
  return { ...offer, approval: rest };
}

function opened(offer: Offer, percent: number, approval: Approval): Offer {
  const reserved = Math.min(offer.reserved, costOf(percent, { value: approval.cart }));
  return { ...offer, state: "open", percent, reserved, approval };
}

/** What is made when nobody answers: what an agent may give alone; nothing where the policy lets her give nothing. */
export function fallbackOf(
  asked: number,
  { approveAbove, minPercent }: { readonly approveAbove: number; readonly minPercent: number },
): number {
  const percent = Math.min(asked, approveAbove);
  return percent < minPercent ? 0 : percent;
}
