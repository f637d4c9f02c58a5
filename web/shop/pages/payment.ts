import { charge, type Decline } from "../cards.ts";
import { EMPTY } from "../cart-cookie.ts";
import type { Answer, Visit } from "../context.ts";
import { cartEvent } from "../ga4.ts";
import type { Refusal } from "../heed-api.ts";
import { type Html, html } from "../html.ts";
import { money } from "../languages.ts";
import { TEXTS } from "../texts/texts.ts";
import { type Totals, totalsOf } from "../totals.ts";
import { type Numbered, price, refusalNote, requestOf } from "./discount.ts";
import { summary } from "./summary.ts";

interface Trouble {
  readonly decline?: Decline;
  readonly incomplete?: boolean;
  readonly refusal?: Refusal | undefined;
}

function notes(visit: Visit, trouble: Trouble): Html {
  const t = TEXTS[visit.language].payment;
  const { decline, incomplete, refusal } = trouble;
  return html`${
    decline &&
    html`<p class="alert" role="alert" data-heed-signal="payment-declined" data-heed-detail="${decline}">${t.declines[decline]}</p>`
  }${incomplete && html`<p class="alert" role="alert">${t.badNumber}</p>`}${refusalNote(visit, refusal)}`;
}

function show(visit: Visit, cart: Numbered, totals: Totals, trouble: Trouble): Answer {
  const { language } = visit;
  const t = TEXTS[language].payment;
  const paid = JSON.stringify(
    cartEvent("add_payment_info", totals, language, { payment_type: "card" }),
  );
  const invalid = (trouble.incomplete || trouble.decline) && html` aria-invalid="true"`;
  const body = html`<h1>${t.title}</h1>
    <div class="columns">
      <form class="fields" name="payment" method="post" action="/${language}/payment" data-ga4="${paid}">
        ${notes(visit, trouble)}
        <p class="field"><label for="number">${t.number}</label>
          <input id="number" name="number" inputmode="numeric" autocomplete="off" maxlength="24" required${invalid}></p>
        <p class="field half"><label for="expiry">${t.expiry}</label>
          <input id="expiry" name="expiry" inputmode="numeric" autocomplete="off" maxlength="5" value="12/30" required></p>
        <p class="field half"><label for="cvc">${t.code}</label>
          <input id="cvc" name="cvc" inputmode="numeric" autocomplete="off" maxlength="4" value="123" required></p>
        <button class="main">${t.pay(money(totals.total, language))}</button>
        <p><small>${t.note}</small></p>
      </form>
      ${summary(totals, language)}
    </div>`;
  const events =
    visit.method === "GET"
      ? [
          cartEvent("add_shipping_info", totals, language, {
            shipping_tier: cart.method ?? "parcel",
          }),
        ]
      : [];
  return { kind: "page", cart, content: { title: t.title, body, events } };
}

function confirmationOf({ visitor }: Visit, order: string, { subtotal, discount }: Totals) {
  return {
    order,
    value: subtotal,
    currency: "EUR",
    ...(discount && { discount: discount.amount, code: discount.code }),
    ...(visitor !== undefined && { visitor }),
  };
}

/**
 * Payment: the bank is asked first, then Heed redeems the code, and only when both went well is there an order. A code refused at this last moment is
 * said, and nothing is charged at another price than the shopper saw.
 */
export async function paymentPage(visit: Visit): Promise<Answer> {
  const { totals, cart, refusal } = await price(visit);
  if (totals.pieces === 0) return { kind: "redirect", to: "cart" };
  if (!cart.name) return { kind: "redirect", to: "checkout", cart };
  if (visit.method === "GET" || refusal) return show(visit, cart, totals, { refusal });

  const bank = charge(visit.form.get("number") ?? "");
  if (bank.kind === "incomplete") return show(visit, cart, totals, { incomplete: true });
  if (bank.kind === "declined") return show(visit, cart, totals, { decline: bank.reason });

  const redeemed = cart.code && (await visit.api.redeem(requestOf(cart, cart.code)));
  if (redeemed && !redeemed.ok) {
    const { code: _refused, ...without } = cart;
    const kept = redeemed.refusal === "unavailable" ? cart : without;
    return show(visit, kept, totalsOf(kept), { refusal: redeemed.refusal });
  }
  const paid = redeemed ? totalsOf(cart, redeemed) : totals;
  visit.orders.put({ id: cart.order, name: cart.name, totals: paid });
  // The shopper does not wait for it.
  void visit.api.confirm(confirmationOf(visit, cart.order, paid));
  return { kind: "redirect", to: `order/${cart.order}`, cart: EMPTY };
}
