import { nameOf } from "../catalogue.ts";
import type { Answer, Visit } from "../context.ts";
import { cartEvent } from "../ga4.ts";
import { html } from "../html.ts";
import { TEXTS } from "../texts/texts.ts";
import { summary } from "./summary.ts";

export function orderPage({ language, path, orders }: Visit): Answer | undefined {
  const order = orders.get(path[1] ?? "");
  if (!order) return undefined;
  const t = TEXTS[language].order;
  const { id, totals } = order;
  return {
    kind: "page",
    content: {
      title: t.title,
      body: html`<h1>${t.title}</h1><p>${t.thanks(order.name)} ${t.mail}</p>
        <p><strong>${t.number(id)}</strong></p>${summary(totals, language)}`,
      events: orders.report(id)
        ? [cartEvent("purchase", totals, language, { transaction_id: id })]
        : [],
      structured: {
        "@type": "Order",
        orderNumber: id,
        orderStatus: "https://schema.org/OrderProcessing",
        priceCurrency: "EUR",
        price: totals.total.toFixed(2),
        acceptedOffer: totals.lines.map(({ product }) => ({
          "@type": "Offer",
          itemOffered: { "@type": "Product", name: nameOf(product, language), sku: product.id },
        })),
      },
    },
  };
}

export function termsPage({ language }: Visit): Answer {
  const { title, parts } = TEXTS[language].terms;
  const body = html`<h1>${title}</h1>${parts.map(
    ([name, text]) => html`<h2>${name}</h2><p>${text}</p>`,
  )}<p><a href="/${language}/cart">${TEXTS[language].cart.open}</a></p>`;
  return { kind: "page", content: { title, body } };
}

export function lostPage({ language }: Visit): Answer {
  const { title, text } = TEXTS[language].lost;
  return {
    kind: "page",
    status: 404,
    content: {
      title,
      body: html`<h1>${title}</h1><p>${text}</p><p><a class="main" href="/${language}/">${TEXTS[language].home}</a></p>`,
    },
  };
}

/** A page that fails as a real one would: with the status and a friendly text. */
export function brokenPage({ language }: Visit): Answer {
  const { title, text } = TEXTS[language].broken;
  return {
    kind: "page",
    status: 500,
    content: {
      title,
      body: html`<h1>${title}</h1><p>${text}</p><p><a class="main" href="/${language}/">${TEXTS[language].home}</a></p>`,
    },
  };
}
