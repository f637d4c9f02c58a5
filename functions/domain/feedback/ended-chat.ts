import type { Resolution } from "../../contract/desk.ts";
import type { ClosedBy, Head } from "../conversation/head.ts";
import type { Visit } from "../visit/visit.ts";

/** Which chat, by what never changes of it. `startedAt`: epoch ms. */
export interface ChatKey {
  readonly conversation: string;
  readonly startedAt: number;
}

/** What led to a chat, how it ended, and what it was worth: all that reports need of it. Money in the currency's main unit. */
export interface ChatEnd extends ChatKey {
  readonly by: ClosedBy;
  readonly language: string;
  /** Did an agent have it? */
  readonly answered: boolean;
  /** The rule that invited; absent when the shopper came by herself. */
  readonly rule?: string;
  /** Kind of the page on which she was invited or, where that was no condition of the rule, last seen. */
  readonly page?: string;
  /** Of the cart when the chat began, and the currency it was in. */
  readonly cart?: { readonly value: number; readonly currency: string };
  readonly resolution?: Resolution;
  readonly cause?: string;
}

/** What its shopper said of it. `words`: redacted and short. */
export interface ChatRating {
  readonly score: number;
  readonly words?: string;
}

/** The first order within some days of it. */
export interface ChatOrder {
  readonly order: string;
  readonly value: number;
  readonly currency: string;
}

/** A chat that ended, with what was learnt of it later. */
export interface EndedChat extends ChatEnd {
  readonly rating?: ChatRating;
  readonly bought?: ChatOrder;
}

/** What the agent said of its end. */
export interface Verdict {
  readonly resolution?: Resolution;
  readonly cause?: string;
}

/** A chat's end for the reports; undefined while it is open. */
export function chatEnd(
  { id, state, startedAt, request, reason }: Head,
  visit: Visit | undefined,
  { resolution, cause }: Verdict,
): ChatEnd | undefined {
  if (state.kind !== "closed") return undefined;
  const asked = reason?.values.page;
  const page = typeof asked === "string" ? asked : visit?.view?.kind;
  const value = request.cartValue ?? visit?.cart?.value;
  return {
    conversation: id,
    startedAt,
    by: state.by,
    language: request.language,
    answered: state.agent !== undefined,
    ...(reason && { rule: reason.rule }),
    ...(page !== undefined && { page }),
    ...(value !== undefined && { cart: { value, currency: visit?.cart?.currency ?? "-" } }),
    ...(resolution !== undefined && { resolution }),
    ...(cause !== undefined && { cause }),
  };
}
