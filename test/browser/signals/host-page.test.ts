import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findChromium } from "../chromium.ts";
import { heard, loaded, openStage, parcels, type Stage, signal, signals } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.asked.length = 0;
});

test("[SIG77] nothing that a strange page does makes the loader throw", async () => {
  const strange = [
    "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied') } })",
    "window.dataLayer = Object.freeze([{ event: 'add_to_cart' }])",
    "window.dataLayer = 'none'",
    "delete window.PerformanceObserver; delete window.navigation",
    "document.querySelector = () => { throw new Error('mine') }",
    "Element.prototype.closest = null",
    "window.heed = { q: 'odd' }",
    "Array.prototype.extra = 1; Object.prototype.more = 2",
    "performance.getEntriesByType = () => []",
  ];
  for (const script of strange) {
    stage.put(
      "/en/strange",
      stage.document("<button>x</button><form><input required><button>y</button></form>", {
        head: `<script>${script}</script>`,
      }),
    );
    const page = await stage.page();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(`${stage.shop}/en/strange`);
    await page.waitForTimeout(300);
    for (const button of await page.$$("button")) await button.click();
    await page.evaluate(() => {
      const { heed } = window as unknown as { heed: unknown };
      if (typeof heed !== "function") return;
      for (const call of [
        [],
        [null],
        ["set"],
        ["set", 1],
        ["track"],
        ["track", "x", null],
        ["consent"],
        [{}],
      ])
        heed(...call);
    });
    await page.waitForTimeout(300);
    expect(errors, script).toEqual([]);
    await page.context().close();
  }
});

test("[SIG79] a page in a loop fills no memory: what waits is bounded, and taken in batches", async () => {
  const page = await stage.show("/en/", "");
  await page.evaluate(() => {
    const { heed } = window as unknown as { heed(...call: unknown[]): void };
    for (let at = 0; at < 500; at += 1) heed("track", `custom-${at}`);
    for (let at = 0; at < 500; at += 1) heed("track", "same");
    for (let at = 0; at < 100; at += 1) heed("ask", at);
  });
  await heard(page);
  await page.waitForTimeout(500);
  const batches = await parcels(page);
  expect(Math.max(...batches.map((one) => one.signals.length))).toBeLessThanOrEqual(20);
  const all = batches.flatMap((one) => one.signals);
  expect(all.length).toBeLessThanOrEqual(60);
  expect(all[0]?.kind).toBe("page-view");
  expect(all.filter((one) => one.name === "same")).toHaveLength(6);
  const calls = await page.evaluate(() => (window as unknown as { calls: unknown[] }).calls.length);
  expect(calls).toBeLessThanOrEqual(21);
  await page.context().close();
});

test("[SIG80] a single-page shop's navigation is a page of its own, and keeps what was heard before apart", async () => {
  const page = await stage.show("/en/product/a", "<h1>a</h1>", {
    tag: 'data-cart-dwell="1" data-cart-idle="0.3"',
  });
  await page.evaluate(() => {
    const { dataLayer } = window as unknown as { dataLayer: unknown[] };
    dataLayer.push({ event: "view_item", ecommerce: { items: [{ item_name: "A" }] } });
    history.pushState({}, "", "/en/cart?step=1");
    dataLayer.push({ event: "view_cart", ecommerce: { currency: "EUR", value: 9, items: [{}] } });
    document.title = "Cart";
    history.replaceState({}, "", "/en/cart?step=2#top");
  });
  await signal(page, "cart-hesitation");
  const seen = (await parcels(page)).map(({ view, cart, signals: all }) => ({
    path: view.path,
    kind: view.kind,
    status: view.status,
    cart: cart?.value,
    kinds: all.map((one) => one.kind),
  }));
  expect(seen).toEqual([
    {
      path: "/en/product/a",
      kind: "product",
      status: 200,
      cart: undefined,
      kinds: ["page-view", "view-item"],
    },
    {
      path: "/en/cart",
      kind: "cart",
      status: undefined,
      cart: 9,
      kinds: ["view-cart", "page-view", "cart-hesitation"],
    },
  ]);
  await page.context().close();
});

test("[SIG80] a return from the back-forward cache is another page view", async () => {
  stage.put("/en/", stage.document('<a href="/en/other">other</a>'));
  stage.put("/en/other", stage.document("other"));
  const page = await stage.page();
  await page.goto(`${stage.shop}/en/`);
  await page.waitForTimeout(200);
  await page.click("a");
  await page.waitForTimeout(300);
  await page.evaluate(() => history.back());
  await page.waitForTimeout(700);
  expect(await heard(page)).toEqual(["page-view", "page-view"]);
  await page.context().close();
});

test("[SIG84] calls made before the loader is there wait for it, also by an old reference", async () => {
  const page = await stage.show("/en/", "", {
    head: `<script>window.heed = window.heed || function(){(heed.q = heed.q || []).push(arguments)}; window.old = heed;
      heed("consent", true); heed("track", "first"); heed("identify", "token")</script>`,
  });
  await page.evaluate(() =>
    (window as unknown as { old(...call: unknown[]): void }).old("track", "second"),
  );
  expect(await loaded(page)).toBe(false);
  await page.evaluate(() => (window as unknown as { old(...call: unknown[]): void }).old("open"));
  await signal(page, "page-view");
  expect((await signals(page)).flatMap((one) => one.name ?? [])).toEqual(["first", "second"]);
  const calls = () => page.evaluate(() => (window as unknown as { calls: unknown[][] }).calls);
  expect(await calls()).toEqual([["consent", true], ["identify", "token"], ["open"]]);
  await page.evaluate(() =>
    (window as unknown as { heed(...call: unknown[]): void }).heed("ask", 1),
  );
  expect((await calls()).at(-1)).toEqual(["ask", 1]);
  await page.context().close();
});

test("[SIG88] a chat that can't be loaded is tried again at the next sign of trouble, three times in all", async () => {
  const page = await stage.show("/en/", "");
  let blocked = 0;
  await page.route("**/assets/**", (route) => {
    blocked += 1;
    return blocked <= 2 ? route.abort() : route.continue();
  });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  for (let round = 0; round < 3; round += 1) {
    await page.evaluate(() =>
      (window as unknown as { heed(...call: unknown[]): void }).heed("track", "payment-declined"),
    );
    await page.waitForTimeout(500);
  }
  expect((await signals(page)).filter((one) => one.kind === "payment-declined")).toHaveLength(3);
  expect(errors).toEqual([]);
  await page.context().close();
});

test("[SIG99] without a Chromium the browser tests say what to install", async () => {
  const saved = process.env.CHROMIUM;
  delete process.env.CHROMIUM;
  await expect(findChromium([], async () => undefined)).rejects.toThrow(/apt-get install chromium/);
  process.env.CHROMIUM = "/nowhere/chromium";
  await expect(findChromium()).rejects.toThrow("/nowhere/chromium");
  if (saved) process.env.CHROMIUM = saved;
  else delete process.env.CHROMIUM;
});
