import type { Operation } from "./http-openapi.ts";
import { number, object, text, when } from "./http-openapi-schemas.ts";

const code = text({ pattern: "^[0-9A-Z]{6,40}$" });
const currency = text({ pattern: "^[A-Z]{3}$" });
const amount = number({ minimum: 0, maximum: 1e7 });
const order = text({ minLength: 1, maxLength: 80, description: "The shop's own number." });
const cart = object({ value: amount, currency });
const discount = object({ code, percent: number(), amount, currency });

/** What the shop's back end calls. */
export const SHOP_OPERATIONS: Readonly<Record<string, Operation>> = {
  "POST /api/offers/check": {
    summary: "What a code would take off this cart; uses nothing up.",
    access: "shop",
    body: object({ code, cart }),
    answer: discount,
    failures: {
      404: "not_found: no such code.",
      409: "conflict: it was used before.",
      410: "gone: it has expired.",
      422: "refused: it is for another currency.",
    },
  },
  "POST /api/offers/redeem": {
    summary: "Uses a code for an order, once. The same key again gets the same answer.",
    access: "shop",
    headers: { "Idempotency-Key": text({ minLength: 1, maxLength: 80 }) },
    body: object({ code, cart, order }),
    answer: discount,
    failures: {
      404: "not_found: no such code.",
      409: "conflict: it was used before.",
      410: "gone: it has expired.",
      422: "refused: it is for another currency.",
    },
  },
  "POST /api/orders": {
    summary:
      "Confirms a purchase, once per order number. Amounts before the discount, in the main unit.",
    access: "shop",
    body: object({
      order,
      "visitor?": text({ pattern: "^[A-Za-z0-9_-]{22}$" }),
      "code?": code,
      value: amount,
      currency,
      "margin?": number({ minimum: -1e7, maximum: 1e7 }),
      "discount?": amount,
    }),
    answer: object({ order, at: when }),
    failures: {
      404: "not_found: no such code.",
      409: "conflict: this order was confirmed before with other figures.",
    },
  },
};
