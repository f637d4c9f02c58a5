import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HeedHost } from "../../../web/shared/host.ts";
import { heard, listening, loaded, openStage, type Stage, signal } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

interface HeedWindow {
  heed(...call: unknown[]): void;
  host: HeedHost;
}

const call = (page: Page, ...args: unknown[]) =>
  page.evaluate((given) => (window as unknown as HeedWindow).heed(...given), args);
const kept = (page: Page) => page.evaluate(() => ({ ...localStorage }) as Record<string, string>);
const reload = async (page: Page) => {
  await page.reload();
  await listening(page);
};
const trouble = (page: Page) => call(page, "track", "payment-declined");
const day = () => Math.floor(Date.now() / 86_400_000);

test("[SIG81] before consent the chat can keep nothing; after it, it can; withdrawn, everything goes", async () => {
  const page = await stage.show("/en/", "");
  await heard(page);
  const set = () =>
    page.evaluate(() => (window as unknown as HeedWindow).host.storage.set("visitor", "v1"));
  expect(await set()).toBe(false);
  expect(await kept(page)).toEqual({});
  await call(page, "consent", true);
  expect(await page.evaluate(() => (window as unknown as HeedWindow).host.consent())).toBe(true);
  expect(await set()).toBe(true);
  expect(await kept(page)).toEqual({ "heed:visitor": "v1" });
  await page.evaluate(() => localStorage.setItem("shop", "mine"));
  await call(page, "consent", false);
  expect(await kept(page)).toEqual({ shop: "mine" });
  const calls = () => page.evaluate(() => (window as unknown as { calls: unknown[][] }).calls);
  expect(await calls()).toEqual([["open"], ["consent", true], ["consent", false]]);
  await page.context().close();
});

test("[SIG81] consent withdrawn on a page without the chat removes what an earlier page kept", async () => {
  const page = await stage.show("/en/", "");
  await page.evaluate(() => localStorage.setItem("heed:visitor", "v1"));
  await reload(page);
  await call(page, "consent", false);
  expect(await loaded(page)).toBe(false);
  expect(await kept(page)).toEqual({});
  await page.context().close();
});

test("[SIG83] a chat is kept without consent while it is open, found again on the next page, and gone when put away", async () => {
  const page = await stage.show("/en/", "");
  await heard(page);
  await page.evaluate(() => {
    const { storage } = (window as unknown as HeedWindow).host;
    storage.engaged(true);
    storage.set("visitor", "v1");
  });
  await call(page, "consent", false);
  await reload(page);
  await page.waitForFunction(() => "host" in window);
  expect(await kept(page)).toEqual({ "heed:open": "1", "heed:visitor": "v1" });
  await page.evaluate(() => (window as unknown as HeedWindow).host.storage.engaged(false));
  expect(await kept(page)).toEqual({});
  await reload(page);
  await page.waitForTimeout(300);
  expect(await loaded(page)).toBe(false);
  await page.context().close();
});

test("[SIG82] a dismissal before consent is kept as a day, the same for everybody, and quiets the next pages", async () => {
  const page = await stage.show("/en/", "");
  await trouble(page);
  await signal(page, "payment-declined");
  await page.evaluate(() => (window as unknown as HeedWindow).host.storage.dismiss());
  expect(await kept(page)).toEqual({ "heed:quiet": String(day()) });
  await reload(page);
  await trouble(page);
  await page.waitForTimeout(400);
  expect(await loaded(page)).toBe(false);
  await call(page, "open");
  await signal(page, "payment-declined");
  expect(
    await page.evaluate(() => (window as unknown as HeedWindow).host.storage.dismissed()),
  ).toBe(true);
  await call(page, "consent", false);
  expect(await kept(page)).toEqual({ "heed:quiet": String(day()) });
  await page.evaluate((old) => localStorage.setItem("heed:quiet", old), String(day() - 2));
  await reload(page);
  await trouble(page);
  await signal(page, "payment-declined");
  expect(
    await page.evaluate(() => (window as unknown as HeedWindow).host.storage.dismissed()),
  ).toBe(false);
  expect(await kept(page)).toEqual({});
  await page.context().close();
});

test("[SIG82] with consent a dismissal writes nothing, since the server remembers", async () => {
  const page = await stage.show("/en/", "");
  await call(page, "consent", true);
  await heard(page);
  await page.evaluate(() => (window as unknown as HeedWindow).host.storage.dismiss());
  expect(await kept(page)).toEqual({});
  await page.context().close();
});

test("[SIG82] a shop that switches the flag off gets no invitation before consent, and then what has been heard", async () => {
  const page = await stage.show("/en/", "", { tag: 'data-dismissal="off"' });
  await trouble(page);
  await page.waitForTimeout(400);
  expect(await loaded(page)).toBe(false);
  await call(page, "consent", true);
  await signal(page, "payment-declined");
  await page.context().close();
});

test("[SIG81] a browser that refuses storage is served from memory", async () => {
  const page = await stage.show("/en/", "", {
    head: "<script>Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied') } })</script>",
  });
  await call(page, "consent", true);
  await trouble(page);
  await signal(page, "payment-declined");
  const read = await page.evaluate(() => {
    const { storage } = (window as unknown as HeedWindow).host;
    return [storage.set("visitor", "v1"), storage.get("visitor")];
  });
  expect(read).toEqual([true, "v1"]);
  await page.context().close();
});
