import { type CheckoutForm, FIELDS, type FieldName, readCheckout } from "../checkout-form.ts";
import type { Answer, Visit } from "../context.ts";
import { cartEvent } from "../ga4.ts";
import { type Html, html } from "../html.ts";
import { TEXTS } from "../texts/texts.ts";
import { price, refusalNote } from "./discount.ts";
import { summary } from "./summary.ts";

/** How a browser may fill the fields in, and which keyboard a phone shows. */
const INPUT: Readonly<Record<FieldName, string>> = {
  email: "email",
  name: "name",
  street: "address-line1",
  postcode: "postal-code",
  city: "address-level2",
  phone: "tel",
};
const TYPE: Readonly<Partial<Record<FieldName, string>>> = { email: "email", phone: "tel" };

function field(name: FieldName, { values, faults }: CheckoutForm, { language }: Visit): Html {
  const t = TEXTS[language].checkout;
  const fault = faults[name];
  const said = fault && (fault === "required" ? t.required : t.faults[fault]);
  return html`<p class="field"><label for="${name}">${t.fields[name]}</label>
    <input id="${name}" name="${name}" type="${TYPE[name] ?? "text"}" autocomplete="${INPUT[name]}" maxlength="120" value="${values[name]}"${
      said && html` aria-invalid="true" aria-describedby="${name}-fault"`
    }>
    ${said && html`<span class="fault" id="${name}-fault">${said}</span>`}</p>`;
}

/** The address form. The shop checks it itself and says what is wrong beside each field. */
export async function checkoutPage(visit: Visit): Promise<Answer> {
  const { language, method: verb, form } = visit;
  const filled = readCheckout(verb === "POST" ? form : undefined);
  const faulty = Object.keys(filled.faults).length > 0;
  const priced = await price(visit);
  if (priced.totals.pieces === 0) return { kind: "redirect", to: "cart" };
  if (verb === "POST" && !faulty) {
    const cart = { ...priced.cart, name: filled.values.name, method: filled.method };
    return { kind: "redirect", to: "payment", cart };
  }
  const t = TEXTS[language].checkout;
  const option = (method: "parcel" | "courier") =>
    html`<label><input type="radio" name="method" value="${method}"${filled.method === method && html` checked`}> ${t[method]}</label>`;
  const body = html`<h1>${t.title}</h1>
    <div class="columns">
      <form class="fields" name="checkout" method="post" action="/${language}/checkout" novalidate>
        ${faulty && html`<p class="alert" role="alert">${t.faulty}</p>`}
        ${FIELDS.map((name) => field(name, filled, visit))}
        <fieldset><legend>${t.method}</legend>${option("parcel")}${option("courier")}</fieldset>
        <button class="main">${t.next}</button>
      </form>
      <div>${refusalNote(visit, priced.refusal)}${summary(priced.totals, language)}</div>
    </div>`;
  const events = verb === "GET" ? [cartEvent("begin_checkout", priced.totals, language)] : [];
  return { kind: "page", cart: priced.cart, content: { title: t.title, body, events } };
}
