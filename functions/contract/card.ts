import * as v from "valibot";
import { pastOrderSchema } from "./customer.ts";
import { LONGEST_CHOICE, LONGEST_PRODUCT, LONGEST_URL, MOST_CHOICES } from "./limits.ts";

const line = (longest: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest));

/** A web address that a page may lead to. */
const webAddress = v.pipe(v.string(), v.maxLength(LONGEST_URL), v.url(), v.regex(/^https?:\/\//i));

/** Something of the shop's that a message is about, for who reads it to see at a glance. */
export const shopCardSchema = v.variant("kind", [
  v.strictObject({
    kind: v.literal("product"),
    name: line(LONGEST_PRODUCT),
    url: webAddress,
    /** In the currency's main unit. */
    price: v.exactOptional(
      v.strictObject({
        value: pastOrderSchema.entries.total,
        currency: pastOrderSchema.entries.currency,
      }),
    ),
  }),
  v.strictObject({ kind: v.literal("order"), ...pastOrderSchema.entries }),
]);
export type ShopCard = v.InferOutput<typeof shopCardSchema>;

/** Answers that the reader can give with a press. */
export const choicesSchema = v.pipe(
  v.array(line(LONGEST_CHOICE)),
  v.minLength(1),
  v.maxLength(MOST_CHOICES),
  v.readonly(),
);
