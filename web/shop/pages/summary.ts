import { nameOf } from "../catalogue.ts";
import { type Html, html } from "../html.ts";
import { type Language, money } from "../languages.ts";
import { TEXTS } from "../texts/texts.ts";
import type { Totals } from "../totals.ts";

/** Subtotal, discount, delivery and total. */
export function sums(totals: Totals, language: Language): Html {
  const t = TEXTS[language].cart;
  const { discount } = totals;
  return html`<dl class="sums">
    <dt>${t.subtotal}</dt><dd>${money(totals.subtotal, language)}</dd>
    ${
      discount &&
      html`<dt>${t.discount(discount.percent)}</dt><dd class="off">−${money(discount.amount, language)}</dd>`
    }
    <dt>${t.shipping}</dt><dd>${totals.shipping > 0 ? money(totals.shipping, language) : t.free}</dd>
    <dt class="total">${t.total}</dt><dd class="total">${money(totals.total, language)}</dd>
  </dl>`;
}

/** The order beside the checkout's forms. */
export function summary(totals: Totals, language: Language): Html {
  return html`<aside class="summary"><h2>${TEXTS[language].checkout.yourOrder}</h2>
    <ul>${totals.lines.map(
      ({ product, pieces }) =>
        html`<li>${pieces} × ${nameOf(product, language)} <span>${money(product.price * pieces, language)}</span></li>`,
    )}</ul>${sums(totals, language)}</aside>`;
}
