import { type Cart, MOST_PIECES, withPieces } from "../cart-cookie.ts";
import { byId, nameOf } from "../catalogue.ts";
import type { Answer, Visit } from "../context.ts";
import { cartEvent, itemsEvent } from "../ga4.ts";
import { type Html, html } from "../html.ts";
import { money } from "../languages.ts";
import { picture } from "../pictures.ts";
import { TEXTS } from "../texts/texts.ts";
import type { Line } from "../totals.ts";
import { numbered, type Priced, price, refusalNote, requestOf } from "./discount.ts";
import { sums } from "./summary.ts";

function row(line: Line, { language }: Visit): Html {
  const { product, pieces } = line;
  const t = TEXTS[language].cart;
  const removed = JSON.stringify(itemsEvent("remove_from_cart", [line], language));
  return html`<li>
    ${picture(product.id)}
    <a href="/${language}/product/${product.slug}">${nameOf(product, language)}</a>
    <form method="post" action="/${language}/cart/set">
      <input type="hidden" name="id" value="${product.id}">
      <label>${t.quantity} <input name="pieces" type="number" inputmode="numeric" min="1" max="${MOST_PIECES}" value="${pieces}"></label>
      <button class="quiet">${t.update}</button>
    </form>
    <form method="post" action="/${language}/cart/set" data-ga4="${removed}">
      <input type="hidden" name="id" value="${product.id}"><input type="hidden" name="pieces" value="0">
      <button class="quiet">${t.remove}</button>
    </form>
    <span class="price">${money(product.price * pieces, language)}</span>
  </li>`;
}

function codeForm(visit: Visit, { cart, refusal }: Priced): Html {
  const { language } = visit;
  const t = TEXTS[language].cart;
  if (cart.code)
    return html`<form class="code" method="post" action="/${language}/cart/code">
      <p>${t.code}: <strong>${cart.code}</strong></p><button class="quiet">${t.takeOff}</button>
      ${refusalNote(visit, refusal)}</form>`;
  return html`<form class="code" method="post" action="/${language}/cart/code">
    <label for="code">${t.code}</label>
    <input id="code" name="coupon" maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" required${refusal && html` aria-invalid="true" aria-describedby="refusal"`}>
    <button class="quiet">${t.apply}</button>
    ${refusalNote(visit, refusal)}
  </form>`;
}

export async function cartPage(visit: Visit): Promise<Answer> {
  const { language } = visit;
  const t = TEXTS[language].cart;
  const priced = await price(visit);
  const { totals, cart } = priced;
  const body =
    totals.pieces === 0
      ? html`<h1>${t.title}</h1><p>${t.empty}</p><p><a class="main" href="/${language}/">${t.goOn}</a></p>`
      : html`<h1>${t.title}</h1>
        <div class="columns">
          <ul class="lines">${totals.lines.map((line) => row(line, visit))}</ul>
          <aside class="summary">${codeForm(visit, priced)}${sums(totals, language)}
            <p><a class="main" href="/${language}/checkout">${t.checkout}</a></p>
            <p><small>${t.freeFrom} <a href="/${language}/shipping">${TEXTS[language].terms.title}</a></small></p>
          </aside>
        </div>`;
  return {
    kind: "page",
    cart,
    content: { title: t.title, body, events: [cartEvent("view_cart", totals, language)] },
  };
}

/** What the cart's forms send. */
export async function changeCart(visit: Visit): Promise<Answer | undefined> {
  const { path, form, cart } = visit;
  const id = form.get("id") ?? "";
  const back = (next: Cart): Answer => ({ kind: "redirect", to: "cart", cart: next });
  if (path[1] === "code") return back(await changeCode(visit));
  if (!byId(id)) return undefined;
  if (path[1] === "add") return back(withPieces(cart, id, (cart.items[id] ?? 0) + 1));
  if (path[1] === "set") return back(withPieces(cart, id, Number(form.get("pieces"))));
  return undefined;
}

/** A code that Heed refuses isn't kept; no code in the form takes the present one off. */
async function changeCode(visit: Visit): Promise<Cart> {
  const { code: _old, refusal: _said, ...cart } = numbered(visit);
  const code = (visit.form.get("coupon") ?? "").trim().toUpperCase().slice(0, 40);
  if (!code) return cart;
  const answer = await visit.api.check(requestOf(cart, code));
  return answer.ok ? { ...cart, code } : { ...cart, refusal: answer.refusal };
}
