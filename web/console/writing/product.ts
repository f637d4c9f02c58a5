import type { ShopCard } from "../../../functions/contract/card.ts";
import { LONGEST_PRODUCT, LONGEST_URL } from "../../../functions/contract/limits.ts";

export type ProductPart = "name" | "url" | "price";

/**
 * A product's card from what somebody wrote.
 * @param price "59.90 EUR", with a comma or a point; blank for none
 * @returns the card, or which part of it is wrong
 */
export function productCard(
  written: Readonly<Record<ProductPart, string>>,
): ShopCard | ProductPart {
  const [name, url, price] = [written.name.trim(), written.url.trim(), written.price.trim()];
  if (name === "" || name.length > LONGEST_PRODUCT) return "name";
  if (!/^https?:\/\//i.test(url) || url.length > LONGEST_URL || !URL.canParse(url)) return "url";
  if (price === "") return { kind: "product", name, url };
  const [, value = "", currency = ""] = /^(\d{1,7}(?:[.,]\d+)?)\s*([A-Za-z]{3})$/.exec(price) ?? [];
  if (currency === "") return "price";
  const amount = Number(value.replace(",", "."));
  return {
    kind: "product",
    name,
    url,
    price: { value: amount, currency: currency.toUpperCase() },
  };
}
