import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { heard, loaded, openStage, PHONE, parcels, type Stage, signal, signals } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.asked.length = 0;
});

const push = (event: string, ecommerce: object) =>
  `<script>(window.dataLayer = window.dataLayer || []).push({ ecommerce: null }, { event: "${event}", ecommerce: ${JSON.stringify(ecommerce)} })</script>`;
const full = push("view_cart", {
  currency: "EUR",
  value: 129.5,
  items: [
    { item_id: "K1", item_name: "Kaamos lantern", price: 49.5, quantity: 1 },
    { item_id: "H2", item_name: "Havu blanket", price: 40, quantity: 2 },
  ],
});
const empty = push("view_cart", { currency: "EUR", value: 0, items: [] });
const short = 'data-cart-dwell="1" data-cart-idle="0.5"';

test("[SIG50] resting on the cart hands over a cart hesitation with page and cart", async () => {
  const page = await stage.show("/en/cart", full, { tag: short, query: "?session=secret#x" });
  const hesitation = await signal(page, "cart-hesitation");
  expect(hesitation.detail).toBe("1 s");
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
  const kinds = ["page-view", "view-cart", "cart-hesitation"];
  expect(parcel?.signals.map((one) => one.kind)).toEqual(kinds);
  expect(stage.asked).toEqual(["/heed.js", "/assets/chat-test.js"]);
  await page.context().close();
});

test("[SIG51] an empty cart never hesitates, and neither does a hand that is busy", async () => {
  const bare = await stage.show("/en/cart", empty, { tag: short });
  const unknown = await stage.show("/en/basket", "<h1>Your cart is empty</h1>", { tag: short });
  const patient = 'data-cart-dwell="1" data-cart-idle="3"';
  const busy = await stage.show("/cart", `${full}<input id="note">`, { tag: patient });
  for (let letter = 0; letter < 10; letter += 1) {
    await busy.locator("#note").press("a");
    await busy.waitForTimeout(200);
  }
  expect(await loaded(busy)).toBe(false);
  // Nine pauses between the keys, and then the rest.
  expect((await signal(busy, "cart-hesitation")).at).toBeGreaterThan(9 * 200 + 2900);
  expect(await loaded(bare)).toBe(false);
  expect(await loaded(unknown)).toBe(false);
  for (const page of [bare, unknown, busy]) await page.context().close();
});

test("[SIG51] a hesitation comes once for one cart, and again for another", async () => {
  const page = await stage.show("/en/cart", full, { tag: short });
  await signal(page, "cart-hesitation");
  await page.waitForTimeout(1500);
  const count = async () =>
    (await signals(page)).filter((one) => one.kind === "cart-hesitation").length;
  expect(await count()).toBe(1);
  await page.evaluate(() =>
    (window as unknown as { dataLayer: unknown[] }).dataLayer.push({
      event: "remove_from_cart",
      ecommerce: { currency: "EUR", value: 40, items: [{ item_name: "Havu blanket", price: 40 }] },
    }),
  );
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement("a"), { href: "/checkout" })),
  );
  await page.waitForTimeout(200);
  expect((await parcels(page)).at(-1)?.cart).toMatchObject({ value: 89.5, items: 2 });
  await page.evaluate(() =>
    (window as unknown as { dataLayer: unknown[] }).dataLayer.push({
      event: "view_cart",
      ecommerce: { currency: "EUR", value: 89.5, items: [{ item_name: "Kaamos lantern" }] },
    }),
  );
  await expect.poll(count, { timeout: 6000 }).toBe(2);
  await page.context().close();
});

test("[SIG89] a waiting time that the page sets holds for the hesitation that is under way", async () => {
  const page = await stage.show("/en/cart", full, { tag: 'data-cart-idle="0.3"' });
  expect(await heard(page)).toContain("view-cart");
  await page.evaluate(() =>
    (window as unknown as { heed: (...call: unknown[]) => void }).heed("set", { cartDwell: 1 }),
  );
  await signal(page, "cart-hesitation");
  await page.context().close();
});

test("[SIG52] time in a hidden tab isn't time on the cart", async () => {
  const page = await stage.show("/en/cart", full, {
    tag: 'data-cart-dwell="1.5" data-cart-idle="0.5"',
  });
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await page.waitForTimeout(2500);
  expect(await loaded(page)).toBe(false);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { get: () => false, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  expect((await signal(page, "cart-hesitation")).at).toBeGreaterThan(3500);
  await page.context().close();
});

test("[SIG53] standing still in the checkout is a checkout hesitation", async () => {
  const page = await stage.show("/en/checkout", "<form><input name=street></form>", {
    tag: 'data-checkout-idle="1"',
  });
  await page.locator("input").press("x");
  const { at } = await signal(page, "checkout-hesitation");
  expect(at).toBeGreaterThan(1000);
  await page.context().close();
});

test("[SIG53] so is being long in the checkout, at the next pause", async () => {
  const page = await stage.show("/en/checkout", "<form><input name=street></form>", {
    tag: 'data-checkout-dwell="2" data-cart-idle="0.6"',
  });
  for (let letter = 0; letter < 12; letter += 1) {
    await page.locator("input").press("x");
    await page.waitForTimeout(150);
  }
  expect((await signal(page, "checkout-hesitation")).at).toBeGreaterThan(2000);
  await page.context().close();
});

test("[SIG56] on a desktop the mouse leaving at the top with a full cart is an exit", async () => {
  const tag = 'data-exit-after="0.3"';
  const page = await stage.show("/en/cart", full, { tag });
  const casual = await stage.show("/en/", "<h1>Home</h1>", { tag });
  for (const one of [page, casual]) {
    await one.waitForTimeout(400);
    await one.mouse.move(300, 200);
    await one.mouse.move(300, 20);
    await one.mouse.move(300, -5);
  }
  expect((await signal(page, "exit-intent")).detail).toBe("mouse");
  await casual.waitForTimeout(300);
  expect(await loaded(casual)).toBe(false);
  expect(await heard(casual)).toEqual(["page-view"]);
  for (const one of [page, casual]) await one.context().close();
});

test("[SIG56] the mouse leaving at a side, or right after arrival, is none", async () => {
  const page = await stage.show("/en/cart", full, { tag: 'data-exit-after="3"' });
  await page.mouse.move(300, 20);
  await page.mouse.move(300, -5);
  await page.waitForTimeout(3200);
  await page.mouse.move(20, 200);
  await page.mouse.move(-5, 200);
  await page.waitForTimeout(200);
  expect(await loaded(page)).toBe(false);
  await page.context().close();
});

test("[SIG57] on a phone a fast scroll up with a full cart is an exit, a slow one is not", async () => {
  const page = await stage.show("/en/cart", `${full}<div style="height:6000px"></div>`, {
    tag: 'data-exit-after="0.1" data-exit-scroll-time="1.2"',
    context: PHONE,
  });
  const devtools = await page.context().newCDPSession(page);
  const drag = async (from: number, to: number, steps: number, pause: number) => {
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
      devtools.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: y === undefined ? [] : [{ x: 150, y }],
      });
    await touch("touchStart", from);
    for (let step = 1; step <= steps; step += 1) {
      await touch("touchMove", from + ((to - from) * step) / steps);
      if (pause) await page.waitForTimeout(pause);
    }
    await touch("touchEnd");
  };
  await page.evaluate(() => scrollTo(0, 5000));
  await drag(50, 650, 20, 150);
  await page.waitForTimeout(500);
  expect(await loaded(page)).toBe(false);
  // A busy machine may make a fast finger slow.
  for (let tries = 0; tries < 3 && !(await loaded(page)); tries += 1) {
    await page.evaluate(() => scrollTo(0, 5000));
    await page.waitForTimeout(300);
    await drag(10, 690, 4, 0);
    await page.waitForTimeout(400);
  }
  expect((await signal(page, "exit-intent")).detail).toBe("scroll-up");
  await page.context().close();
});

test("[SIG58] on a phone coming back to a full cart from another tab is an exit that was thought better of", async () => {
  const tag = 'data-exit-after="0.1" data-exit-hidden="0.5"';
  const page = await stage.show("/en/cart", full, { tag, context: PHONE });
  const paying = await stage.show("/en/payment", full, { tag, context: PHONE });
  for (const one of [page, paying]) {
    await one.evaluate(async () => {
      const set = (hidden: boolean) => {
        Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      };
      set(true);
      await new Promise((resolve) => setTimeout(resolve, 800));
      set(false);
    });
  }
  expect((await signal(page, "exit-intent")).detail).toBe("hidden");
  await paying.waitForTimeout(300);
  expect(await heard(paying)).not.toContain("exit-intent");
  for (const one of [page, paying]) await one.context().close();
});

test("[SIG58] on a phone the back button out of the cart is an exit; it is never trapped", async () => {
  stage.put("/en/", stage.document('<a href="/en/cart">cart</a>'));
  stage.put("/en/cart", stage.document(full));
  const page = await stage.page(PHONE);
  await page.goto(`${stage.shop}/en/`);
  await page.click("a");
  await page.waitForURL("**/cart");
  await page.waitForTimeout(300);
  await page.evaluate(() => history.back());
  await page.waitForURL("**/en/", { waitUntil: "commit" });
  expect((await signal(page, "exit-intent")).detail).toBe("back");
  await page.context().close();
});
