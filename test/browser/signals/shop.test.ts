import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../../web/shop/languages.ts";
import { type Shop, startShop } from "../../../web/shop/server.ts";
import { TEXTS } from "../../../web/shop/texts/texts.ts";
import {
  heard,
  listening,
  openStage,
  PHONE,
  parcels,
  type Stage,
  signal,
  signals,
} from "./stage.ts";

/** Codes of a fake Heed: each says what becomes of it, and `HEED-10` works once. */
const spent = new Map<string, string>();
/** Purchases that the shop confirmed. */
const confirmed: object[] = [];
const heed: Server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const { code, order, cart } = JSON.parse(body) as {
    code: string;
    order: string;
    cart: { value: number; currency: string };
  };
  const answer = (status: number, data: object) =>
    response.writeHead(status).end(JSON.stringify(data));
  if (request.url === "/api/orders") {
    confirmed.push(JSON.parse(body));
    return answer(200, { order, at: 0 });
  }
  if (code === "GONE") return answer(410, { code: "gone", message: "" });
  if (code === "LATE" && request.url?.endsWith("redeem"))
    return answer(409, { code: "conflict", message: "" });
  if (code !== "HEED-10" && code !== "LATE") return answer(404, { code: "not_found", message: "" });
  const by = spent.get(code);
  if (by && by !== order) return answer(409, { code: "conflict", message: "" });
  if (request.url?.endsWith("redeem")) spent.set(code, order);
  answer(200, { code, percent: 10, amount: Math.round(cart.value * 10) / 100, currency: "EUR" });
});

let stage: Stage;
let shop: Shop;
beforeAll(async () => {
  stage = await openStage();
  await new Promise<void>((resolve) => heed.listen(0, "127.0.0.1", resolve));
  const { port } = heed.address() as AddressInfo;
  shop = await startShop({
    port: 0,
    apiUrl: `http://127.0.0.1:${port}`,
    scriptTag: stage.tag('data-cart-dwell="1" data-cart-idle="0.3"'),
    shopSecret: "s",
  });
});
afterAll(async () => {
  await shop.close();
  heed.closeAllConnections();
  await new Promise((resolve) => heed.close(resolve));
  await stage.close();
});

const buyer = {
  email: "liisa@example.com",
  name: "Liisa",
  street: "Mäntytie 1",
  postcode: "00100",
  city: "Helsinki",
  phone: "+358 40 123 4567",
};

async function fillCart(page: Page, language: string): Promise<void> {
  await page.goto(`${shop.url}/${language}/product/havu-blanket`);
  await page.click("article button.main");
  await page.waitForURL("**/cart");
}
async function giveCode(page: Page, code: string): Promise<void> {
  await page.fill("#code", code);
  await page.click("form.code button");
  await page.waitForLoadState("load");
}
async function toPayment(page: Page): Promise<void> {
  await page.click("aside a.main");
  for (const [name, value] of Object.entries(buyer)) await page.fill(`#${name}`, value);
  await page.click("form.fields button.main");
  await page.waitForURL("**/payment");
}
async function pay(page: Page, card: string): Promise<void> {
  await page.fill("#number", card);
  await page.click("form.fields button.main");
  await page.waitForLoadState("load");
}
const text = (page: Page, selector: string) => page.locator(selector).innerText();

test("[SIG90] a shopper finds, buys with a discount and gets her order, and Heed hears all of it", async () => {
  const page = await stage.page();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await fillCart(page, "fi");
  await signal(page, "cart-hesitation");
  expect((await parcels(page))[0]).toMatchObject({
    view: { kind: "cart", language: "fi" },
    cart: { value: 89, currency: "EUR", items: 1, names: ["Havu-villahuopa"] },
  });
  await giveCode(page, "heed-10");
  expect(await text(page, ".sums")).toMatch(/Alennus 10 %[\s\S]*−8,90[\s\S]*4,90[\s\S]*85,00/);
  await toPayment(page);
  await pay(page, "4000 0000 0000 3220");
  expect((await signal(page, "payment-declined")).detail).toBe("3ds_failed");
  expect(await text(page, "[role=alert]")).toMatch(/3-D Secure/);
  expect(await signals(page)).not.toContainEqual(expect.objectContaining({ kind: "form-invalid" }));
  await pay(page, "4242 4242 4242 4242");
  await page.waitForURL("**/order/HV-*");
  await listening(page);
  expect(await heard(page)).toEqual(["page-view", "purchase"]);
  expect((await parcels(page))[0]?.view.kind).toBe("order");
  expect(await text(page, "main")).toMatch(/Kiitos, Liisa[\s\S]*85,00/);
  const order = page.url().split("/").at(-1);
  await expect
    .poll(() => confirmed)
    .toEqual([{ order, value: 89, currency: "EUR", discount: 8.9, code: "HEED-10" }]);
  await page.goto(`${shop.url}/fi/cart`);
  expect(await text(page, "main")).toContain("Ostoskorisi on tyhjä");
  expect(errors).toEqual([]);
  await page.context().close();
});

test("[SIG91] a second redemption is refused in the shopper's language, and nothing is charged at another price", async () => {
  const words = {
    en: "used already",
    fi: "jo käytetty",
    et: "juba kasutatud",
    ru: "уже использован",
  };
  spent.set("HEED-10", "somebody else's order");
  for (const language of LANGUAGES) {
    const page = await stage.page();
    await fillCart(page, language);
    await giveCode(page, "HEED-10");
    expect(await text(page, "[role=alert]")).toContain(words[language]);
    expect((await signal(page, "coupon-rejected")).detail).toBe("used");
    const all = await signals(page);
    expect(all.filter((one) => one.kind === "coupon-rejected")).toHaveLength(1);
    expect(all.map((one) => one.kind)).not.toContain("form-invalid");
    await page.context().close();
  }
  const page = await stage.page();
  await fillCart(page, "en");
  await giveCode(page, "LATE");
  await toPayment(page);
  expect(await text(page, ".sums")).toContain("85.00");
  await pay(page, "4242424242424242");
  expect(new URL(page.url()).pathname).toBe("/en/payment");
  expect(await text(page, "[role=alert]")).toContain("used already");
  expect(await text(page, "form.fields button.main")).toContain("93.90");
  await page.context().close();
});

test("[SIG91] unknown and expired codes, and a code taken off again", async () => {
  const page = await stage.page();
  await fillCart(page, "en");
  await giveCode(page, "NONE");
  expect(await text(page, "[role=alert]")).toContain("don't know this code");
  await page.reload();
  expect(await page.locator("[role=alert]").count()).toBe(0);
  await giveCode(page, "GONE");
  expect(await text(page, "[role=alert]")).toContain("no longer valid");
  await giveCode(page, "LATE");
  expect(await text(page, ".sums")).toContain("Discount 10%");
  await page.click("form.code button");
  await page.waitForSelector("#code");
  expect(await text(page, ".sums")).not.toContain("Discount");
  await page.context().close();
});

test("[SIG90] searches that find nothing, pages that break and pages that are gone are what they are", async () => {
  const page = await stage.page();
  await page.goto(`${shop.url}/et/search?q=kajakk`);
  await signal(page, "search-empty");
  await page.goto(`${shop.url}/ru/broken`);
  expect((await signal(page, "error-page")).detail).toBe("500");
  await page.goto(`${shop.url}/en/nowhere`);
  expect((await signal(page, "error-page")).detail).toBe("404");
  await page.goto(`${shop.url}/en/search?q=wool+blanket`);
  await listening(page);
  expect(await heard(page)).toEqual(["page-view", "search"]);
  await page.goto(`${shop.url}/en/checkout`);
  expect(new URL(page.url()).pathname).toBe("/en/cart");
  await page.context().close();
});

test("[SIG90] a checkout form that is wrong comes back with its fields marked, and Heed hears which", async () => {
  const page = await stage.page(PHONE);
  await fillCart(page, "ru");
  await page.click("aside a.main");
  await page.fill("#email", "nobody");
  await page.click("form.fields button.main");
  expect(await text(page, "#email-fault")).toBe(TEXTS.ru.checkout.faults.email);
  expect((await signal(page, "form-invalid")).detail).toBe("checkout: email");
  expect((await parcels(page))[0]?.view).toMatchObject({ kind: "checkout", device: "touch" });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.context().close();
});

test("[SIG93] the shop has a strict content policy that Heed works under, and asks for consent", async () => {
  const page = await stage.page();
  const response = await page.goto(`${shop.url}/en/`);
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`script-src 'self' ${stage.site};`);
  expect(policy).toContain("wss://socket.invalid");
  expect(policy).not.toContain("unsafe");
  await page.click("[data-consent=yes]");
  await heard(page);
  const consent = () =>
    page.evaluate(() => (window as unknown as { host: { consent(): boolean } }).host.consent());
  expect(await consent()).toBe(true);
  await page.goto(`${shop.url}/en/shipping`);
  await listening(page);
  await heard(page);
  expect(await consent()).toBe(true);
  expect(await page.locator("#consent").count()).toBe(0);
  await page.context().close();
});

test.each(LANGUAGES)(
  "[SIG109] nothing in the demo shop stands out sideways at 320 px: %s",
  async (language) => {
    const page = await stage.page({ viewport: { width: 320, height: 640 } });
    const wide: string[] = [];
    const look = async () => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 320) wide.push(`${page.url()} ${width}`);
    };
    for (const path of ["", "cart", "category/sauna", "search?q=zzz", "broken", "nowhere"]) {
      await page.goto(`${shop.url}/${language}/${path}`);
      await look();
    }
    await page.goto(`${shop.url}/${language}/product/havu-blanket`);
    await look();
    await page.click(".bar button[name=do]");
    await fillCart(page, language);
    await look();
    await giveCode(page, "GONE");
    await look();
    await page.click("aside a.main");
    await page.click("form.fields button.main");
    await look();
    for (const [name, value] of Object.entries(buyer)) await page.fill(`#${name}`, value);
    await page.click("form.fields button.main");
    await page.waitForURL("**/payment");
    await pay(page, "4000 0000 0000 3220");
    await look();
    await pay(page, "4242 4242 4242 4242");
    await page.waitForURL("**/order/HV-*");
    await look();
    expect(wide).toEqual([]);
    await page.context().close();
  },
);
