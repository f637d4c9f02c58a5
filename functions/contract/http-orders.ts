import * as v from "valibot";
import { redemptionSchema } from "./http.ts";

const amount = v.pipe(v.number(), v.minValue(0), v.maxValue(1e7));

/** A visitor's id, as the browser's credential names it. */
export const visitorSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{22}$/, "22 letters, digits, - or _"),
);

/**
 * A purchase, as the shop's back end confirms it. Who bought is known by `visitor` or by the discount `code` that was used; an order of a stranger is taken, too, and
 * counts for nothing. Amounts in the currency's main unit: `value` of the goods and `margin` on them before `discount`.
 */
export const orderSchema = v.strictObject({
  order: redemptionSchema.entries.order,
  visitor: v.exactOptional(visitorSchema),
  code: v.exactOptional(redemptionSchema.entries.code),
  value: amount,
  currency: redemptionSchema.entries.cart.entries.currency,
  margin: v.exactOptional(v.pipe(v.number(), v.minValue(-1e7), v.maxValue(1e7))),
  discount: v.exactOptional(amount),
});
export type OrderRequest = v.InferOutput<typeof orderSchema>;

/** The same for the same order, however often it is confirmed. */
export interface OrderAnswer {
  readonly order: string;
  /** When it was confirmed first, epoch ms. */
  readonly at: number;
}
