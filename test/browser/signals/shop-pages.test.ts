import { afterAll, beforeAll, expect, test } from "vitest";
import { COOKIE, EMPTY, readCart, withPieces, writeCart } from "../../../web/shop/cart-cookie.ts";
import { PRODUCTS } from "../../../web/shop/catalogue.ts";
import { LANGUAGES } from "../../../web/shop/languages.ts";
import { type Shop, startShop } from "../../../web/shop/server.ts";
import { productTexts } from "../../../web/shop/texts/products.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await startShop({
    port: 0,
    apiUrl: "http://127.0.0.1:9",
    scriptTag:
      '<script async src="https://site.example/heed.js" data-socket="wss://socket.example/dev"></script>',
    shopSecret: "s",
  });
});
afterAll(() => shop.close());

test("[SIG94] every product and every text is there in four languages", async () => {
  expect(PRODUCTS.length).toBeGreaterThanOrEqual(12);
  for (const { id, slug } of PRODUCTS)
    for (const language of LANGUAGES) {
      expect(productTexts[id]?.[language].about.length).toBeGreaterThan(20);
      const response = await fetch(`${shop.url}/${language}/product/${slug}`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(`<html lang="${language}">`);
    }
  const russian = await fetch(shop.url, {
    headers: { "accept-language": "de, ru;q=0.8" },
    redirect: "manual",
  });
  expect(russian.headers.get("location")).toBe("/ru/");
});

test("[SIG95] a cart cookie that somebody has changed is an empty cart", () => {
  const cart = withPieces(withPieces(EMPTY, "HV-201", 3), "HV-101", 99);
  expect(cart.items).toEqual({ "HV-201": 3, "HV-101": 20 });
  const header = writeCart(cart, "key").split(";")[0] ?? "";
  expect(readCart(header, "key")).toEqual(cart);
  expect(readCart(header, "other key")).toEqual(EMPTY);
  expect(readCart(`${COOKIE}=${"x".repeat(40)}.y`, "key")).toEqual(EMPTY);
  expect(readCart(undefined, "key")).toEqual(EMPTY);
  expect(withPieces(cart, "HV-201", Number.NaN).items).toEqual({ "HV-101": 20 });
});

test("[SIG95] what a shopper types comes back as text, never as markup", async () => {
  const response = await fetch(
    `${shop.url}/en/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`,
  );
  const page = await response.text();
  expect(page).not.toContain("<script>alert");
  expect(page).toContain("&lt;script&gt;alert(1)");
  const long = await fetch(`${shop.url}/en/cart/add`, { method: "POST", body: "x".repeat(20_000) });
  expect(long.status).toBe(413);
});
