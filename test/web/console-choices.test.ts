import { describe, expect, test } from "vitest";
import { shopCardSchema } from "../../functions/contract/card.ts";
import { decode } from "../../functions/contract/decode.ts";
import { choicesIn } from "../../web/console/writing/choices.ts";
import { productCard } from "../../web/console/writing/product.ts";

describe("[CSL55] answers to press stand in brackets on the last line", () => {
  test.each([
    ["Did it work now?\n[Yes] [No]", "Did it work now?", ["Yes", "No"]],
    ["Toimiko?\n\n  [Kyllä, kiitos][Ei]  \n", "Toimiko?", ["Kyllä, kiitos", "Ei"]],
    ["One\nTwo\n[Three]", "One\nTwo", ["Three"]],
  ])("%j", (text, words, choices) => {
    expect(choicesIn(text)).toEqual({ words, choices });
  });

  test.each([
    ["no brackets"],
    ["[Yes] [No]"],
    ["  \n[Yes]"],
    ["In a line [Yes] [No]"],
    ["Above\n[Yes] or [No]"],
    ["Above\n[Yes]\nBelow"],
    ["Too many\n[1] [2] [3] [4] [5]"],
    [`Too long\n[${"x".repeat(41)}]`],
    ["Empty\n[] [No]"],
    ["Blank\n[ ] [No]"],
  ])("%j stays as it is", (text) => {
    expect(choicesIn(text)).toEqual({ words: text });
  });
});

describe("[CSL56] a product's card from what somebody wrote", () => {
  const url = "https://shop.example/a";
  test.each([
    [
      { name: " Villapaita ", url, price: "" },
      { name: "Villapaita", url },
    ],
    [
      { name: "A", url, price: "59,90eur" },
      { name: "A", url, price: { value: 59.9, currency: "EUR" } },
    ],
    [
      { name: "A", url, price: "12 SEK" },
      { name: "A", url, price: { value: 12, currency: "SEK" } },
    ],
    [
      { name: "A", url, price: "49,50 €" },
      { name: "A", url, price: { value: 49.5, currency: "EUR" } },
    ],
    [
      { name: "A", url, price: "£1 299.00" },
      { name: "A", url, price: { value: 1299, currency: "GBP" } },
    ],
  ])("%j", (written, card) => {
    expect(productCard(written)).toEqual({ kind: "product", ...card });
    expect(decode(shopCardSchema, productCard(written)).ok).toBe(true);
  });

  test.each([
    ["name", { name: " ", url, price: "" }],
    ["name", { name: "x".repeat(121), url, price: "" }],
    ["url", { name: "A", url: "javascript:alert(1)", price: "" }],
    ["url", { name: "A", url: "shop.example/a", price: "" }],
    ["url", { name: "A", url: "https://", price: "" }],
    ["price", { name: "A", url, price: "59.90" }],
    ["price", { name: "A", url, price: "cheap EUR" }],
    ["price", { name: "A", url, price: "1.299 EUR" }],
    ["price", { name: "A", url, price: "€ 12 EUR" }],
    ["price", { name: "A", url, price: "12 kr" }],
    ["price", { name: "A", url, price: "12345678 EUR" }],
  ] as const)("says that the %s is wrong in %j", (part, written) => {
    expect(productCard(written)).toBe(part);
  });

  test.each([
    ["59,90", "EUR", { value: 59.9, currency: "EUR" }],
    ["129 kr", "SEK", { value: 129, currency: "SEK" }],
    ["$12", "CAD", { value: 12, currency: "CAD" }],
    ["12 €", "SEK", { value: 12, currency: "EUR" }],
  ] as const)("%s beside a cart in %s", (price, currency, read) => {
    expect(productCard({ name: "A", url, price }, currency)).toMatchObject({ price: read });
  });
});
