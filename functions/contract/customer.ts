import * as v from "valibot";

/** A sign-in token's text at most, in bytes. */
export const MAX_TOKEN_BYTES = 8192;

const word = (longest: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longest));
const amount = v.pipe(v.number(), v.minValue(0), v.maxValue(1e7));
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, "a currency's three letters"));

/** A past order as the shop tells it. */
export const pastOrderSchema = v.object({
  id: word(64),
  /** ISO 8601 day or instant. */
  at: v.pipe(v.string(), v.maxLength(35), v.regex(/^\d{4}-\d\d-\d\d/, "an ISO 8601 date")),
  total: amount,
  currency,
  /** In the shop's own words, for its agents: "delivered". */
  status: v.exactOptional(word(40)),
});
export type PastOrder = v.InferOutput<typeof pastOrderSchema>;

/**
 * What a shop's sign-in token says of its customer, beside the times that every JSON Web Token has. Members that Heed does not know are left alone, so that
 * a shop may use one token for several services.
 */
export const customerClaims = v.object({
  /** The customer's id in the shop: the same person on every device. */
  sub: word(128),
  name: v.exactOptional(word(80)),
  email: v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(254), v.email())),
  tier: v.exactOptional(word(20)),
  country: v.exactOptional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, "an ISO 3166 code"))),
  /** The latest first; the shop decides which matter. */
  orders: v.exactOptional(v.pipe(v.array(pastOrderSchema), v.maxLength(10))),
});
export type CustomerClaims = v.InferOutput<typeof customerClaims>;

/** A signed-in customer as agents see her. */
export type Customer = Omit<CustomerClaims, "sub"> & { readonly id: string };
