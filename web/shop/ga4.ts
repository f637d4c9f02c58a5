import { nameOf } from "./catalogue.ts";
import type { Language } from "./languages.ts";
import type { Line, Totals } from "./totals.ts";

/** One `dataLayer` entry of the shape that GA4's e-commerce events have. */
export interface Ga4Event {
  readonly event: string;
  readonly ecommerce?: Readonly<Record<string, unknown>>;
  readonly search_term?: string;
}

const itemOf = ({ product, pieces }: Line, language: Language) => ({
  item_id: product.id,
  item_name: nameOf(product, language),
  item_category: product.category,
  price: product.price,
  quantity: pieces,
});

/** An event about some products; its value is what they cost. */
export function itemsEvent(event: string, lines: readonly Line[], language: Language): Ga4Event {
  const value = lines.reduce((sum, { product, pieces }) => sum + product.price * pieces, 0);
  return {
    event,
    ecommerce: {
      currency: "EUR",
      value: Math.round(value * 100) / 100,
      items: lines.map((line) => itemOf(line, language)),
    },
  };
}

/** An event about the whole cart or order; its value is what is to be paid for the goods. */
export function cartEvent(
  event: string,
  totals: Totals,
  language: Language,
  more: Readonly<Record<string, unknown>> = {},
): Ga4Event {
  return {
    event,
    ecommerce: {
      currency: "EUR",
      value: Math.round((totals.subtotal - (totals.discount?.amount ?? 0)) * 100) / 100,
      ...(totals.discount && { coupon: totals.discount.code }),
      ...more,
      items: totals.lines.map((line) => itemOf(line, language)),
    },
  };
}
