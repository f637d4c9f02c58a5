import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  composerOf,
  heed,
  invitationOf,
  openWidgetStage,
  panelOf,
  pillOf,
  trouble,
  until,
  type WidgetStage,
  write,
} from "./stage.ts";

let stage: WidgetStage;
beforeAll(async () => {
  stage = await openWidgetStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.backend.reset());

const bubbles = (page: Page) => page.locator("heed-chat .bubble").allInnerTexts();
const sent = (page: Page) => page.locator("heed-chat .state").getByText("Sent").waitFor();

/** A page on which something was done before any script ran. */
async function prepared(script: string, options?: BrowserContextOptions) {
  stage.put({});
  const context = await stage.browser.newContext(options);
  await context.addInitScript(script);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.goto(`${stage.shop}/cart`);
  return { page, errors };
}

/** The connection is gone, and so many attempts have failed that the next one by the clock alone is over ten seconds away. */
async function tired(page: Page): Promise<void> {
  const { backend } = stage;
  backend.down = true;
  backend.cut();
  await page.getByText("Connection lost.").waitFor();
  const attempts = async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    return backend.turnedAway;
  };
  await expect.poll(attempts, { timeout: 20_000 }).toBeGreaterThanOrEqual(6);
}

describe("[WID43] whatever the page around it does, the chat goes on", () => {
  test("away and back by the browser's buttons", async () => {
    const page = await stage.visit();
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    await write(page, "Hello");
    await sent(page);
    await page.goto(`${stage.shop}/product`);
    await panelOf(page).waitFor();
    await page.goBack();
    stage.backend.say("Still there?");
    await page.getByText("Still there?").waitFor({ timeout: 15_000 });
    expect(await bubbles(page)).toEqual(["Hello", "Still there?"]);
    await page.context().close();
  });

  test("a page taken out of the back-forward cache catches up at once", async () => {
    const page = await stage.visit();
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    await tired(page);
    stage.backend.down = false;
    stage.backend.say("While you were away");
    await page.evaluate(() =>
      window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
    );
    await page.getByText("While you were away").waitFor({ timeout: 8000 });
    await page.context().close();
  });

  test("a single-page shop changes address and body", async () => {
    const page = await stage.visit();
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    await composerOf(page).fill("Half a sent");
    await page.evaluate(() => {
      history.pushState({}, "", "/product/2");
      document.title = "Lantern";
      const body = document.createElement("body");
      body.innerHTML = "<main><h1>Lantern</h1></main>";
      document.body.replaceWith(body);
    });
    await page.getByRole("heading", { name: "Lantern" }).waitFor();
    expect(await composerOf(page).inputValue()).toBe("Half a sent");
    await composerOf(page).press("End");
    await page.keyboard.type("ence");
    await page.keyboard.press("Enter");
    await sent(page);
    expect(await bubbles(page)).toEqual(["Half a sentence"]);
    await page.context().close();
  });

  test.each(["", 'sandbox="allow-scripts"'])("inside an iframe %s", async (attributes) => {
    stage.put({});
    const page = await stage.browser.newPage();
    await page.route("**/outer", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<iframe ${attributes} style="width:500px;height:500px" src="${stage.shop}/cart"></iframe>`,
      }),
    );
    await page.goto(`${stage.shop}/outer`);
    const frame = page.frames()[1];
    if (!frame) throw new Error("no frame");
    await frame.waitForFunction(() => "heedLoaded" in window, undefined, { polling: 100 });
    await frame.evaluate(() => window.heed?.("open"));
    await frame.locator("heed-chat .here").waitFor();
    await frame.locator("heed-chat textarea").fill("From the frame");
    await frame.locator("heed-chat textarea").press("Enter");
    await frame.locator("heed-chat .state").getByText("Sent").waitFor();
    const box = await frame.locator("heed-chat .panel").boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(510);
    await page.context().close();
  });

  const denied = (name: string) =>
    `Object.defineProperty(window, "${name}", { get() { throw new DOMException("denied", "SecurityError"); } });`;
  test.each([
    ["storage denied", denied("localStorage") + denied("sessionStorage") + denied("indexedDB")],
    [
      "storage full",
      "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
    ],
    [
      "cookies off",
      "Object.defineProperty(navigator, 'cookieEnabled', { value: false }); Object.defineProperty(document, 'cookie', { get() { throw new DOMException('denied', 'SecurityError'); }, set() { throw new DOMException('denied', 'SecurityError'); } });",
    ],
    ["no channel between tabs", "delete window.BroadcastChannel"],
    ["no crypto", "Object.defineProperty(crypto, 'subtle', { value: undefined })"],
  ])("%s", async (_, script) => {
    const { page, errors } = await prepared(script);
    await trouble(page);
    await until(() => stage.backend.payloads("signals").length > 0);
    stage.backend.invite();
    await invitationOf(page).getByRole("button", { name: "Chat", exact: true }).click();
    await page.locator("heed-chat .here").waitFor();
    await write(page, "Hello");
    await sent(page);
    stage.backend.cut();
    stage.backend.say("Welcome back");
    await page.getByText("Welcome back").waitFor({ timeout: 10_000 });
    await page.getByRole("button", { name: "End the chat" }).click();
    await page.getByRole("button", { name: "End chat" }).click();
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await panelOf(page).waitFor({ state: "detached" });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test("offline and online again: what was written goes at once", async () => {
    const page = await stage.visit();
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    await tired(page);
    await page.context().setOffline(true);
    await write(page, "From the tunnel");
    stage.backend.down = false;
    await page.context().setOffline(false);
    await page.locator("heed-chat .state").getByText("Sent").waitFor({ timeout: 8000 });
    await page.context().close();
  });
});

describe("[WID5] on a phone no bar of the shop's is covered", () => {
  const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
  const button = '<button id="buy" style="width:100%;height:48px">Buy</button>';
  const bars = {
    fixed: `<div class="bar" style="position:fixed;inset:auto 0 0;padding:8px">${button}</div>`,
    floating: `<div class="bar" style="position:fixed;inset:auto 12px 16px">${button}</div>`,
    sticky: `<div class="bar" style="position:sticky;bottom:0;padding:8px">${button}</div>`,
  };
  /** Whether the bar and what the chat shows lie over each other. */
  const overlap = (page: Page) =>
    page.evaluate(() => {
      const chat = document
        .querySelector("heed-chat")
        ?.shadowRoot?.querySelector(".invitation, .pill")
        ?.getBoundingClientRect();
      const bar = document.querySelector(".bar")?.getBoundingClientRect();
      if (!chat || !bar) return "missing";
      return (
        chat.bottom > bar.top &&
        chat.top < bar.bottom &&
        chat.right > bar.left &&
        chat.left < bar.right
      );
    });
  const KEYBOARD = `(() => {
    const view = Object.assign(new EventTarget(), { height: 640, width: 360, offsetTop: 0, offsetLeft: 0, scale: 1 });
    Object.defineProperty(window, "visualViewport", { value: view });
    window.keyboard = (height, offsetTop) => { Object.assign(view, { height: 640 - height, offsetTop }); view.dispatchEvent(new Event("resize")); };
  })()`;

  test.each(Object.entries(bars))("%s, with and without a keyboard", async (_, bar) => {
    stage.put({ body: `<main style="height:2000px"><input></main>${bar}` });
    const context = await stage.browser.newContext(phone);
    await context.addInitScript(KEYBOARD);
    const page = await context.newPage();
    await page.goto(`${stage.shop}/cart`);
    await trouble(page);
    await until(() => stage.backend.payloads("signals").length > 0);
    stage.backend.invite();
    await invitationOf(page).waitFor();
    for (const [height, offset] of [
      [0, 0],
      [300, 0],
      [300, 120],
      [0, 0],
    ]) {
      await page.evaluate(
        ([tall, top]) =>
          (window as unknown as { keyboard(...each: unknown[]): void }).keyboard(tall, top),
        [height, offset],
      );
      await page.waitForTimeout(400);
      expect(await overlap(page)).toBe(false);
      await page.locator("#buy").click({ timeout: 2000 });
    }
    // A keyboard that makes the layout itself smaller, as shops may ask for.
    await page.setViewportSize({ width: 360, height: 340 });
    await page.waitForTimeout(400);
    expect(await overlap(page)).toBe(false);
    await page.context().close();
  });

  test("the composer stays above the keyboard", async () => {
    const { page } = await prepared(KEYBOARD, phone);
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    await page.evaluate(() =>
      (window as unknown as { keyboard(...each: unknown[]): void }).keyboard(300, 40),
    );
    await expect
      .poll(async () => {
        const box = await composerOf(page).boundingBox();
        return (box?.y ?? 0) + (box?.height ?? 0);
      })
      .toBeLessThanOrEqual(380);
    expect((await composerOf(page).boundingBox())?.y).toBeGreaterThan(40);
    expect(await pillOf(page).count()).toBe(0);
    await page.context().close();
  });
});
