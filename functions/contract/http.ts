import * as v from "valibot";

/** A code and the cart it is to be used on. Amounts in the currency's main unit. */
export const offerCheckSchema = v.object({
  code: v.pipe(
    v.string(),
    v.trim(),
    v.toUpperCase(),
    v.regex(/^[0-9A-Z]{6,40}$/, "a code of letters and digits"),
  ),
  cart: v.object({
    value: v.pipe(v.number(), v.minValue(0), v.maxValue(1e7)),
    currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  }),
});

export const redemptionSchema = v.object({
  ...offerCheckSchema.entries,
  order: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
});

/** What a page of the stage's own site may know. */
export interface SiteConfig {
  readonly stage: string;
  readonly socket: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly languages: readonly string[];
}

/** Lets a console connect once, within a minute. */
export interface TicketAnswer {
  readonly ticket: string;
  /** Epoch ms. */
  readonly until: number;
}
