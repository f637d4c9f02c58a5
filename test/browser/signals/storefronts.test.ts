import { afterAll, beforeAll, expect, test } from "vitest";
import { openStage, parcels, type Stage, signal } from "./stage.ts";
import { gtagShop } from "./storefronts/gtag.ts";
import { shopify } from "./storefronts/shopify.ts";
import { woocommerce } from "./storefronts/woocommerce.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

type ShopWindow = {
  dataLayer: unknown[];
  heed(...call: unknown[]): void;
};
test("[SIG85] a Shopify shop works without any work: pages, cart hesitation, empty search, 404", async () => {
  const pages = shopify(stage.tag('data-cart-dwell="1" data-cart-idle="0.3"'));
  for (const [path, fixture] of Object.entries(pages)) stage.put(path, fixture);
  const page = await stage.page();
  await page.goto(`${stage.shop}/products/havu-blanket`);
  await page.waitForTimeout(300);
  await page.click("[name=add]");
  await page.waitForURL("**/cart");
  await signal(page, "cart-hesitation");
  expect((await parcels(page))[0]?.view.kind).toBe("cart");
  await page.goto(`${stage.shop}/search?q=kayak`);
  await signal(page, "search-empty");
  await page.goto(`${stage.shop}/products/gone`);
  expect((await signal(page, "error-page")).detail).toBe("404");
  await page.goto(`${stage.shop}/products/havu-blanket`);
  await page.waitForTimeout(300);
  await page.evaluate(() => (window as unknown as ShopWindow).heed("open"));
  expect((await signal(page, "view-item")).detail).toBe("Havu blanket");
  expect((await parcels(page))[0]?.view).toMatchObject({ kind: "product", language: "fi" });
  await page.context().close();
});

test("[SIG86] a WooCommerce shop with its Google Analytics plugin: cart, refused coupon, empty search, order", async () => {
  const pages = woocommerce(stage.tag('data-cart-dwell="1" data-cart-idle="0.3"'));
  for (const [path, fixture] of Object.entries(pages)) stage.put(path, fixture);
  const page = await stage.page();
  await page.goto(`${stage.shop}/ostoskori/`);
  await signal(page, "cart-hesitation");
  expect((await parcels(page))[0]).toMatchObject({
    view: { kind: "cart" },
    cart: { value: 129.5, currency: "EUR", items: 3, names: ["Kaamos-lyhty", "Havu-huopa"] },
  });
  await page.reload();
  await page.waitForTimeout(300);
  await page.fill("#coupon_code", "SECRET");
  await page.click("[name=apply_coupon]");
  await signal(page, "coupon-rejected");
  await page.goto(`${stage.shop}/?s=kajakki&post_type=product`);
  await signal(page, "search-empty");
  await page.goto(`${stage.shop}/kassa/order-received/1207/?key=wc_order_secret`);
  await page.waitForTimeout(300);
  await page.evaluate(() => (window as unknown as ShopWindow).heed("open"));
  await signal(page, "purchase");
  const [order] = await parcels(page);
  expect(order?.view).toMatchObject({ kind: "order", path: "/kassa/order-received/1207/" });
  expect(JSON.stringify(order)).not.toContain("secret");
  await page.context().close();
});

test("[SIG87] a plain gtag shop: product, cart and checkout by its events alone", async () => {
  const pages = gtagShop(
    stage.tag('data-cart-dwell="1" data-cart-idle="0.3" data-checkout-idle="1"'),
  );
  for (const [path, fixture] of Object.entries(pages)) stage.put(path, fixture);
  const page = await stage.page();
  await page.goto(`${stage.shop}/step-1`);
  await signal(page, "cart-hesitation");
  expect((await parcels(page))[0]).toMatchObject({
    view: { kind: "cart" },
    cart: { value: 89, currency: "EUR", items: 1 },
  });
  await page.goto(`${stage.shop}/step-2`);
  await signal(page, "checkout-hesitation");
  expect((await parcels(page))[0]?.view.kind).toBe("checkout");
  await page.goto(`${stage.shop}/thing-17`);
  await page.waitForTimeout(300);
  await page.evaluate(() => (window as unknown as ShopWindow).heed("open"));
  await signal(page, "view-item");
  await page.context().close();
});
