import type { ShopCard } from "../../../functions/contract/card.ts";
import type { ShopperContext } from "../../../functions/contract/conversation.ts";
import { LONGEST_PRODUCT, LONGEST_URL } from "../../../functions/contract/limits.ts";

export type ProductPart = "name" | "url" | "price";

/** The currency before or behind the number. */
const PRICE = /^([^\d\s.,]{0,3})\s*(\d[\d\s]*(?:[.,]\d{1,2})?)\s*([^\d\s.,]{0,3})$/;
/** A price's whole digits. */
const MOST_DIGITS = 7;
const SIGNS: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  $: "USD",
  zł: "PLN",
  kč: "CZK",
};

/**
 * A product's card from what somebody wrote.
 * @param price "59.90 EUR", "49,50 €", "€12"; blank for none
 * @param currency the cart's: of a number alone, and of a sign that several currencies share
 * @returns the card, or which part of it is wrong
 */
export function productCard(
  written: Readonly<Record<ProductPart, string>>,
  currency?: string,
): ShopCard | ProductPart {
  const [name, url, price] = [written.name.trim(), written.url.trim(), written.price.trim()];
  if (name === "" || name.length > LONGEST_PRODUCT) return "name";
  if (!/^https?:\/\//i.test(url) || url.length > LONGEST_URL || !URL.canParse(url)) return "url";
  if (price === "") return { kind: "product", name, url };
  const read = priceOf(price, currency);
  return read ? { kind: "product", name, url, price: read } : "price";
}

function priceOf(text: string, cart: string | undefined) {
  const [, before = "", digits = "", behind = ""] = PRICE.exec(text) ?? [];
  const value = Number(digits.replaceAll(/\s/g, "").replace(",", "."));
  const currency = before && behind ? undefined : currencyOf(before || behind, cart);
  const fits = digits !== "" && value < 10 ** MOST_DIGITS;
  return fits && currency !== undefined ? { value, currency } : undefined;
}

function currencyOf(sign: string, cart: string | undefined): string | undefined {
  if (sign === "" || (cart !== undefined && sign.toLowerCase() === signOf(cart))) return cart;
  return /^[a-z]{3}$/i.test(sign) ? sign.toUpperCase() : SIGNS[sign.toLowerCase()];
}

/** "EUR" → "€", "SEK" → "kr". */
const signOf = (currency: string): string | undefined =>
  new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" })
    .formatToParts(0)
    .find(({ type }) => type === "currency")
    ?.value.toLowerCase();

const SEEN: readonly string[] = ["view-item", "add-to-cart"];

/** Names of the products that the shopper has in the cart or has looked at, the cart's first, then the latest. */
export function productNames({ cart, trail }: ShopperContext): readonly string[] {
  const seen = trail.filter(({ kind }) => SEEN.includes(kind)).map(({ detail }) => detail ?? "");
  const names = [...(cart?.names ?? []), ...seen.toReversed()];
  return [...new Set(names)].filter((name) => name !== "");
}
