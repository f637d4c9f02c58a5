import type { Cart } from "../cart-cookie.ts";
import type { Visit } from "../context.ts";
import type { DiscountRequest, Refusal } from "../heed-api.ts";
import { type Html, html } from "../html.ts";
import { TEXTS } from "../texts/texts.ts";
import { type Totals, totalsOf } from "../totals.ts";

/** A cart that has a number for the order it will become. */
export type Numbered = Cart & { readonly order: string };

export const numbered = (visit: Visit): Numbered => ({
  ...visit.cart,
  order: visit.cart.order ?? visit.orders.newId(),
});

export function requestOf(cart: Numbered, code: string): DiscountRequest {
  return { code, order: cart.order, cart: { value: totalsOf(cart).subtotal, currency: "EUR" } };
}

/** What a page shows: the cart with its code's discount as Heed sees it at this moment. */
export interface Priced {
  readonly totals: Totals;
  readonly cart: Numbered;
  /** Why the code takes nothing off. */
  readonly refusal?: Refusal;
}

/** Asks Heed what the cart's code takes off. A refused code is taken out of the cart; one that couldn't be checked stays. */
export async function price(visit: Visit): Promise<Priced> {
  const { refusal, ...rest } = numbered(visit);
  const cart: Numbered = rest;
  if (!cart.code || Object.keys(cart.items).length === 0)
    return { totals: totalsOf(cart), cart, ...(refusal && { refusal }) };
  const answer = await visit.api.check(requestOf(cart, cart.code));
  if (answer.ok) return { totals: totalsOf(cart, answer), cart };
  const { code: _refused, ...without } = cart;
  const kept = answer.refusal === "unavailable" ? cart : without;
  return { totals: totalsOf(cart), cart: kept, refusal: answer.refusal };
}

/** Says to the shopper, and to Heed, that a code was refused. */
export function refusalNote(visit: Visit, refusal: Refusal | undefined): Html | undefined {
  if (!refusal) return undefined;
  return html`<p class="alert" role="alert" id="refusal" data-heed-signal="coupon-rejected" data-heed-detail="${refusal}">${TEXTS[visit.language].refusals[refusal]}</p>`;
}
