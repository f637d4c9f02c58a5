import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  heed,
  invitationOf,
  openWidgetStage,
  panelOf,
  trouble,
  until,
  type WidgetStage,
} from "./stage.ts";

let stage: WidgetStage;
beforeAll(async () => {
  stage = await openWidgetStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.backend.reset());

/** A page that has met trouble, with its signals sent. */
async function troubled(...visit: Parameters<WidgetStage["visit"]>): Promise<Page> {
  const page = await stage.visit(...visit);
  await trouble(page);
  await until(() => stage.backend.asked.some(({ event }) => event === "signals"));
  return page;
}

describe("[WID1] an invitation is a named person's one sentence with two ways out", () => {
  test("name, initials, sentence and three buttons", async () => {
    const page = await troubled();
    stage.backend.invite("Shall we sort out the payment?");
    const card = invitationOf(page);
    await card.getByText("Shall we sort out the payment?").waitFor();
    expect(await card.getByText("Aino Virtanen").isVisible()).toBe(true);
    expect(await card.locator(".avatar").textContent()).toBe("AV");
    const buttons = await card.getByRole("button").allTextContents();
    expect(buttons).toEqual(["Chat", "Not now", ""]);
    await page.context().close();
  });

  test("in the language of the invitation, not of the page", async () => {
    stage.backend.language = "fi";
    const page = await troubled();
    stage.backend.invite("Voinko auttaa maksun kanssa?");
    await page.getByRole("button", { name: "Ei nyt" }).waitFor();
    expect(await page.locator("heed-chat .root").getAttribute("lang")).toBe("fi");
    await page.context().close();
  });
});

test("[WID2] it takes no focus, moves nothing on the page, and is announced politely", async () => {
  const page = await troubled({
    body: '<main><input id="search" autofocus><p id="text">Cart</p></main>',
  });
  await page.locator("#search").focus();
  const before = await page.locator("#text").boundingBox();
  stage.backend.invite("Can I help?");
  await invitationOf(page).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("search");
  expect(await page.locator("#text").boundingBox()).toEqual(before);
  const live = page.locator('heed-chat [role="status"]').first();
  expect(await live.textContent()).toBe("Invitation to chat from Aino Virtanen: Can I help?");
  await page.context().close();
});

describe("[WID3] a dismissal holds at once, in every tab, and for the next pages", () => {
  test.each(["Not now", "Close the invitation"])("by “%s”", async (name) => {
    const page = await troubled();
    stage.backend.invite();
    const other = await page.context().newPage();
    await other.goto(`${stage.shop}/product`);
    await trouble(other);
    await invitationOf(other).waitFor();
    await page.getByRole("button", { name }).click();
    await invitationOf(page).waitFor({ state: "detached" });
    await invitationOf(other).waitFor({ state: "detached" });
    await until(() => stage.backend.asked.some(({ event }) => event === "invitation:dismiss"));
    stage.backend.reset();
    await page.goto(`${stage.shop}/checkout`);
    await heed(page, "track", "payment-declined");
    await page.waitForTimeout(500);
    expect(stage.backend.queries).toEqual([]);
    const stored = await page.evaluate(() => Object.keys(localStorage));
    expect(stored).toEqual(["heed:quiet"]);
    await page.context().close();
  });
});

test("[WID4] it goes away when the agent's slot is no longer held, by the server's clock", async () => {
  stage.backend.skew = 3_600_000;
  const page = await troubled();
  stage.backend.invite("Can I help?", 5000);
  await invitationOf(page).waitFor();
  await invitationOf(page).waitFor({ state: "detached", timeout: 15_000 });
  await page.context().close();
});

test("[WID4] it goes away when the server says it is over", async () => {
  const page = await troubled();
  const { id } = stage.backend.invite();
  await invitationOf(page).waitFor();
  stage.backend.emit("invitation:over", { id, reason: "expired" });
  await invitationOf(page).waitFor({ state: "detached" });
  await page.context().close();
});

describe("[WID5] on a phone it is one line that leaves the checkout button alone", () => {
  const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
  const bar = `<div style="position:fixed;bottom:0;left:0;right:0;height:64px;background:#eee"><button id="buy">Buy</button></div>`;

  test("above a fixed bar, not higher than a line of buttons", async () => {
    const page = await troubled({ body: `<main style="height:3000px">Cart</main>${bar}` }, phone);
    stage.backend.invite("Can I help you with the payment, or with anything else in your cart?");
    await invitationOf(page).waitFor();
    await page.waitForTimeout(600);
    const card = await invitationOf(page).boundingBox();
    expect(card?.height).toBeLessThan(60);
    expect((card?.y ?? 0) + (card?.height ?? 0)).toBeLessThanOrEqual(640 - 64);
    await page.locator("#buy").click({ timeout: 2000 });
    await page.context().close();
  });

  test("a bar that appears later is not covered either", async () => {
    const page = await troubled({ body: `<main style="height:3000px">Cart</main>` }, phone);
    stage.backend.invite();
    await invitationOf(page).waitFor();
    await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), bar);
    await page.waitForTimeout(1500);
    await page.locator("#buy").click({ timeout: 2000 });
    await page.context().close();
  });
});

test("[WID6] accepting opens the conversation with the named agent", async () => {
  const page = await troubled();
  const { id } = stage.backend.invite();
  await page.getByRole("button", { name: "Chat", exact: true }).click();
  await panelOf(page).waitFor();
  expect(await panelOf(page).getAttribute("aria-labelledby")).toBe("title");
  await until(() => stage.backend.asked.some(({ event }) => event === "sync"));
  const accepted = stage.backend.asked.find(({ event }) => event === "invitation:accept");
  const timeZone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(accepted?.payload).toEqual({ invitation: id, timeZone });
  await page.context().close();
});

test("[WID6] an invitation that is over when it is accepted still leads to a chat", async () => {
  const page = await troubled();
  stage.backend.answers.set("invitation:accept", () => ({ ok: false, code: "gone", message: "" }));
  stage.backend.invite();
  await page.getByRole("button", { name: "Chat", exact: true }).click();
  await until(() => stage.backend.asked.some(({ event }) => event === "chat:open"));
  await page.locator("heed-chat .here").waitFor();
  await page.context().close();
});

test("[WID7] without a back end the shop's page is as if Heed weren't there", async () => {
  stage.backend.down = true;
  const errors: string[] = [];
  const page = await stage.visit();
  page.on("pageerror", (error) => errors.push(error.message));
  await trouble(page);
  await page.waitForTimeout(800);
  expect(await page.locator("heed-chat").count()).toBe(0);
  expect(errors).toEqual([]);
  await page.context().close();
});
