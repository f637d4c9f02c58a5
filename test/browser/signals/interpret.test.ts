import * as v from "valibot";
import { expect, test } from "vitest";
import { cartSchema, pageViewSchema, signalSchema } from "../../../functions/contract/signal.ts";
import { createCart } from "../../../web/loader/host/cart.ts";
import { interpret } from "../../../web/loader/host/interpret.ts";
import { cleanPath, short, slug, withoutIds } from "../../../web/loader/host/redact.ts";
import { readStructured } from "../../../web/loader/host/structured.ts";
import { viewOf } from "../../../web/loader/host/view.ts";
import { kindOf } from "../../../web/loader/kind.ts";
import { createSettings, THRESHOLDS } from "../../../web/loader/settings.ts";
import type { Ears, Glimpse } from "../../../web/shared/host.ts";

const at = "https://shop.example";

test.each([
  ["/en/cart?session=1#x", "", "/en/cart"],
  ["/reset/3f9a8b7c6d5e4f3a2b1c0d9e8f/now", "", "/reset/:id/now"],
  ["/account/anna@example.com", "", "/account/:id"],
  ["/account/anna%40example.com", "", "/account/:id"],
  ["/en/search/my secret wish", "", "/en/search"],
  ["/c/socks?sort=price&email=a@b.fi&page=2", "sort, page", "/c/socks?sort=price&page=2"],
  ["/product/merino-base-layer-longsleeve", "", "/product/merino-base-layer-longsleeve"],
])(
  "[SIG78] the address %s leaves as a path without what names or opens",
  (path, allowed, clean) => {
    expect(cleanPath(at + path, allowed)).toBe(clean);
  },
);

test("[SIG78] texts leave as one short line, reasons as codes, and addresses in them without ids", () => {
  expect(short("  a\n b  ")).toBe("a b");
  expect(short("x".repeat(500))).toHaveLength(120);
  expect(short({})).toBeUndefined();
  expect(slug(" 3D-Secure: Failed! ")).toBe("3d_secure_failed");
  expect(withoutIds("503 /api/orders/3f9a8b7c6d5e4f3a2b1c0d9e8f")).toBe("503 /api/orders/:id");
});

test.each([
  ["search", { search_term: "secret" }],
  ["view_search_results", { search_term: "secret", items: [{ item_name: "x" }] }],
  ["purchase", { transaction_id: "secret", coupon: "secret" }],
  ["payment-declined", { reason: "declined", card: "secret", name: "secret" }],
  ["my-own", { note: "secret" }],
])("[SIG78] of the event %s only kind, reason and product leave", (name, detail) => {
  const page: Glimpse = { href: at, kind: "other", status: 200 };
  const signal = interpret({ name, at: 5, page, detail }, createCart());
  expect(v.safeParse(signalSchema, signal).success).toBe(true);
  expect(JSON.stringify(signal)).not.toContain("secret");
});

test("[SIG78] whatever a shop pushes, what leaves fits the contract", () => {
  const odd = [
    undefined,
    null,
    Number.NaN,
    -1,
    1e99,
    "",
    "x".repeat(999),
    [],
    {},
    [null],
    [{ price: "x", quantity: -3 }],
  ];
  const page: Glimpse = { href: at, kind: "other", status: 200 };
  for (const value of odd)
    for (const currency of [...odd, "EUR"])
      for (const name of [
        "view_cart",
        "add_to_cart",
        "remove_from_cart",
        "set_cart",
        "x",
        "",
        "view_item",
      ]) {
        const cart = createCart();
        const detail = { value, currency, items: value, reason: value };
        const signal = interpret({ name, at: 1, page, detail }, cart);
        if (signal) expect(v.safeParse(signalSchema, signal).success, `${name}`).toBe(true);
        const now = cart.current();
        if (now) expect(v.safeParse(cartSchema, now).success, JSON.stringify(now)).toBe(true);
      }
});

const ears = (options: Record<string, unknown> = {}): Ears => ({
  socket: "wss://x",
  base: at,
  device: "desktop",
  options,
  log: [],
  queue: [],
  consent: false,
  page: { href: `${at}/`, kind: "other", status: 200 },
});

test.each([
  ["/", "home"],
  ["/fi/", "home"],
  ["/collections/wool", "category"],
  ["/fi/tuotteet/", "category"],
  ["/about", "other"],
])("[SIG71] the address %s is a %s page", (path, kind) => {
  const own = ears();
  own.page = { href: at + path, kind: "other", status: 200 };
  const around = { title: "T", lang: "fi", languages: ["fi-FI", "*", "en"], structured: {} };
  const view = viewOf(own, own.page, around);
  expect(view).toMatchObject({ kind, title: "T", language: "fi", languages: ["fi-FI", "en"] });
  expect(v.safeParse(pageViewSchema, view).success).toBe(true);
});

test.each([
  ["/en/product/x", "product"],
  ["/products/x", "product"],
  ["/products", "other"],
  ["/tuote/sukka", "product"],
  ["/cart", "cart"],
  ["/ostoskori/", "cart"],
  ["/ostukorv", "cart"],
  ["/korzina/", "cart"],
  ["/checkout", "checkout"],
  ["/kassa/", "checkout"],
  ["/checkout/order-received/12/", "order"],
  ["/checkout/payment", "payment"],
  ["/en/maksu", "payment"],
  ["/search?q=x", "search"],
  ["/?s=x&post_type=product", "search"],
  ["/en/shipping", "help"],
  ["/toimitusehdot", "help"],
  ["/blog/cartoons-we-like", "other"],
  ["/en/searching", "search"],
])("[SIG71] the loader takes %s for %s", (path, kind) => {
  Object.assign(globalThis, { location: { href: at } });
  expect(kindOf(at + path)).toBe(kind);
});

test("[SIG71] a shop's own mark of an unknown kind counts as none", () => {
  const own = ears();
  own.page = { href: `${at}/collections/x`, kind: "constructor" as "other", status: 0 };
  const around = { title: "", lang: "not a language!", languages: [], structured: {} };
  expect(viewOf(own, own.page, around)).toEqual({
    kind: "category",
    path: "/collections/x",
    device: "desktop",
  });
});

test("[SIG72] the most telling type of the structured data counts, however it is nested; broken data counts as none", () => {
  const read = (...data: unknown[]) => readStructured(data.map((one) => JSON.stringify(one)));
  expect(read({ "@type": ["Product", "Thing"], name: "Lantern" })).toEqual({
    kind: "product",
    product: "Lantern",
  });
  expect(
    read({ "@graph": [{ "@type": "WebPage", mainEntity: { "@type": "Product", name: "L" } }] }),
  ).toEqual({ kind: "product", product: "L" });
  expect(
    read({ "@type": "ItemList", itemListElement: [{ "@type": "Product", name: "L" }] }),
  ).toEqual({ kind: "category" });
  expect(
    read({
      "@type": "Order",
      acceptedOffer: { "@type": "Offer", itemOffered: { "@type": "Product", name: "L" } },
    }),
  ).toEqual({ kind: "order" });
  expect(readStructured(["{", "[]", "null", `"${"x".repeat(60_000)}"`])).toEqual({});
});

test("[SIG89] every threshold is a named parameter that the script tag or heed('set') overrides", () => {
  const options: Record<string, unknown> = {
    cartDwell: "8",
    rageClicks: 2,
    exitAfter: "soon",
    deadTime: "",
  };
  const desktop = createSettings(options, false);
  expect(desktop("cartDwell")).toBe(8);
  expect(desktop("rageClicks")).toBe(2);
  expect(desktop("exitAfter")).toBe(THRESHOLDS.exitAfter);
  expect(desktop("deadTime")).toBe(THRESHOLDS.deadTime);
  expect(createSettings(options, true)("rageRadius")).toBeGreaterThan(THRESHOLDS.rageRadius);
  expect(createSettings(options, true)("cartDwell")).toBe(8);
  options.cartDwell = 60;
  expect(desktop("cartDwell")).toBe(60);
});
