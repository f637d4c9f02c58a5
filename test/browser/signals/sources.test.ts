import { afterAll, beforeAll, expect, test } from "vitest";
import { loaded, openStage, parcels, type Stage, signal, signals } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

type ShopWindow = {
  dataLayer: unknown[];
  heed(...call: unknown[]): void;
};
const item = { item_id: "H2", item_name: "Havu blanket", price: 40, quantity: 2 };

test("[SIG66] GA4 e-commerce events become signals and the cart, from dataLayer objects and from gtag calls", async () => {
  const page = await stage.show("/en/", "");
  await page.evaluate((one) => {
    const { dataLayer } = window as unknown as ShopWindow;
    const push = (event: string, ecommerce: object) => dataLayer.push({ event, ecommerce });
    function gtag(..._call: unknown[]) {
      // biome-ignore lint/complexity/noArguments: gtag pushes the arguments object itself.
      dataLayer.push(arguments);
    }
    push("view_item", { currency: "EUR", value: 40, items: [one] });
    push("add_to_cart", { currency: "EUR", value: 80, items: [one] });
    gtag("js", new Date());
    gtag("config", "G-1");
    gtag("event", "add_to_cart", { currency: "EUR", items: [{ ...one, quantity: 1 }] });
    push("remove_from_cart", { currency: "EUR", value: 40, items: [{ ...one, quantity: 1 }] });
    push("begin_checkout", { currency: "EUR", value: 80, items: [one] });
    push("add_shipping_info", { currency: "EUR", shipping_tier: "parcel" });
    gtag("event", "add_payment_info", { payment_type: "card" });
    gtag("event", "search", { search_term: "secret wish" });
    push("scroll", { percent_scrolled: 90 });
    push("view_item_list", { items: [one] });
  }, item);
  await page.evaluate(() => (window as unknown as ShopWindow).heed("open"));
  await signal(page, "search");
  expect((await signals(page)).map(({ kind, detail }) => [kind, detail].join(" ").trim())).toEqual([
    "page-view",
    "view-item Havu blanket",
    "add-to-cart Havu blanket",
    "add-to-cart Havu blanket",
    "cart-removed Havu blanket",
    "begin-checkout",
    "add-shipping",
    "add-payment",
    "search",
  ]);
  const [parcel] = await parcels(page);
  expect(parcel?.cart).toEqual({ value: 80, currency: "EUR", items: 2, names: ["Havu blanket"] });
  expect(JSON.stringify(parcel)).not.toContain("secret");
  await page.evaluate(() =>
    (window as unknown as ShopWindow).dataLayer.push({
      event: "purchase",
      ecommerce: { value: 80 },
    }),
  );
  await signal(page, "purchase");
  const last = (await parcels(page)).at(-1);
  expect(last?.view.kind).toBe("order");
  expect(last).not.toHaveProperty("cart");
  await page.context().close();
});

test("[SIG66] the shop's own push keeps its result, and Tag Manager may replace it before or after", async () => {
  const page = await stage.show(
    "/en/",
    "<script>dataLayer = [{ event: 'add_to_cart', ecommerce: { currency: 'EUR', value: 5, items: [] } }]</script>",
  );
  const result = await page.evaluate(() => {
    const { dataLayer } = window as unknown as ShopWindow;
    const before = dataLayer.push({ event: "x" });
    const ours = dataLayer.push;
    const seen: unknown[] = [];
    dataLayer.push = (...entries: unknown[]) => {
      seen.push(...entries);
      return ours.apply(dataLayer, entries);
    };
    const after = dataLayer.push({
      event: "view_cart",
      ecommerce: { currency: "EUR", value: 7, items: [{}] },
    });
    return { before, after, seen: seen.length, length: dataLayer.length };
  });
  expect(result).toEqual({ before: 2, after: 3, seen: 1, length: 3 });
  await page.evaluate(() => (window as unknown as ShopWindow).heed("open"));
  await signal(page, "view-cart");
  expect((await parcels(page))[0]?.cart).toMatchObject({ value: 7, items: 1 });
  await page.context().close();
});

test("[SIG66] a search event with an empty list is an empty search", async () => {
  const page = await stage.show("/en/x", "");
  await page.evaluate(() =>
    (window as unknown as ShopWindow).dataLayer.push({
      event: "view_search_results",
      search_term: "kayak",
      ecommerce: { items: [] },
    }),
  );
  await signal(page, "search-empty");
  await page.context().close();
});

test("[SIG72] schema.org data names the product and the order where no events do", async () => {
  const graph = {
    "@context": "https://schema.org",
    "@graph": [
      { "@type": "BreadcrumbList", itemListElement: [{ "@type": "ListItem", position: 1 }] },
      { "@type": "Product", name: "Kaamos lantern", offers: { "@type": "Offer", price: "49.50" } },
    ],
  };
  const block = (data: unknown) =>
    `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
  const product = await stage.show(
    "/lantern",
    `<script type="application/ld+json">{broken</script>${block(graph)}`,
  );
  const order = await stage.show("/done", block({ "@type": "Order", orderNumber: "1" }));
  for (const page of [product, order])
    await page.evaluate(() => (window as unknown as ShopWindow).heed("open"));
  expect((await signal(product, "view-item")).detail).toBe("Kaamos lantern");
  expect((await parcels(product))[0]?.view.kind).toBe("product");
  await signal(order, "purchase");
  expect((await parcels(order))[0]?.view.kind).toBe("order");
  for (const page of [product, order]) await page.context().close();
});

test("[SIG73] data-heed attributes tell page, cart and clicks, and open the chat", async () => {
  const page = await stage.show(
    "/kassas",
    `<main data-heed-page="cart" data-heed-cart='{"value":59,"currency":"EUR","items":1}'>
      <button data-heed-track="size-guide" data-heed-detail="Wool socks">guide</button><a href="#" data-heed-open>Ask us</a></main>`,
  );
  await page.click("button");
  expect(await loaded(page)).toBe(false);
  await page.click("a");
  const guide = await signal(page, "custom");
  expect(guide).toMatchObject({ name: "size-guide", detail: "wool_socks" });
  const [parcel] = await parcels(page);
  expect(parcel?.view.kind).toBe("cart");
  expect(parcel?.cart).toEqual({ value: 59, currency: "EUR", items: 1 });
  expect(
    await page.evaluate(() => (window as unknown as { calls: unknown[][] }).calls[0]?.[0]),
  ).toBe("open");
  await page.context().close();
});

test("[SIG73] heed('track') takes Heed's signals, GA4's events and the shop's own names", async () => {
  const page = await stage.show("/en/x", "");
  await page.evaluate((one) => {
    const { heed } = window as unknown as ShopWindow;
    heed("track", "delivery-date-missed", { reason: "Two days late", note: "secret" });
    heed("track", "add_to_cart", { currency: "EUR", value: 40, items: [one] });
    heed("set", { cart: { value: 120, currency: "EUR", items: 3 } });
  }, item);
  expect(await loaded(page)).toBe(false);
  await page.evaluate(() =>
    (window as unknown as ShopWindow).heed("track", "payment-declined", { reason: "3ds_failed" }),
  );
  expect((await signal(page, "payment-declined")).detail).toBe("3ds_failed");
  const all = await signals(page);
  expect(all).toContainEqual(
    expect.objectContaining({
      kind: "custom",
      name: "delivery-date-missed",
      detail: "two_days_late",
    }),
  );
  const [parcel] = await parcels(page);
  expect(parcel?.cart).toEqual({ value: 120, currency: "EUR", items: 3 });
  expect(JSON.stringify(parcel)).not.toContain("secret");
  await page.context().close();
});
