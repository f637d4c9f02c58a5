import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openStage, parcels, type Stage, signal } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.asked.length = 0;
});

const cartEvent = `<script>
  window.dataLayer = window.dataLayer || [];
  dataLayer.push({ ecommerce: null });
  dataLayer.push({ event: "view_cart", ecommerce: { currency: "EUR", value: 129.5, items: [
    { item_id: "K1", item_name: "Kaamos lantern", price: 49.5, quantity: 1 },
    { item_id: "H2", item_name: "Havu blanket", price: 40, quantity: 2 },
  ] } });
</script>`;

test("[SIG50] resting on the cart hands over a cart hesitation with the cart", async () => {
  stage.put(
    "/en/cart",
    stage.document(`${cartEvent}<h1>Your cart</h1>`, {
      tag: stage.tag('data-cart-dwell="1" data-cart-idle="0.5"'),
    }),
  );
  const page = await stage.page();
  await page.goto(`${stage.shop}/en/cart?session=secret#x`);
  const hesitation = await signal(page, "cart-hesitation");
  expect(hesitation.at).toBeGreaterThan(900);
  const [parcel] = await parcels(page);
  expect(parcel?.view).toMatchObject({
    kind: "cart",
    path: "/en/cart",
    title: "Fixture",
    language: "en",
    device: "desktop",
    status: 200,
  });
  expect(parcel?.cart).toEqual({
    value: 129.5,
    currency: "EUR",
    items: 3,
    names: ["Kaamos lantern", "Havu blanket"],
  });
  expect(parcel?.signals.map((one) => one.kind)).toEqual([
    "page-view",
    "view-cart",
    "cart-hesitation",
  ]);
  expect(stage.asked).toEqual(["/heed.js", "/assets/chat-test.js"]);
  await page.context().close();
});

test("[SIG54] a page that came with an error status is an error page at once", async () => {
  stage.put("/en/broken", { ...stage.document("<h1>Oh no</h1>"), status: 500 });
  const page = await stage.page();
  await page.goto(`${stage.shop}/en/broken`);
  expect(await signal(page, "error-page")).toMatchObject({ detail: "500" });
  const [parcel] = await parcels(page);
  expect(parcel?.view).toMatchObject({ kind: "error", status: 500 });
  await page.context().close();
});
