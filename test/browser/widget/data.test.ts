import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failure } from "../../../functions/contract/result.ts";
import {
  composerOf,
  heed,
  openWidgetStage,
  panelOf,
  pillOf,
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

async function chatting(...visit: Parameters<WidgetStage["visit"]>): Promise<Page> {
  const page = await stage.visit(...visit);
  await heed(page, "open");
  await page.locator("heed-chat .here").waitFor();
  return page;
}

const keys = (page: Page) => page.evaluate(() => Object.keys(localStorage).sort());
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

describe("[WID39] what becomes of her words is said", () => {
  test("with the shop's own policy, and the focus comes back", async () => {
    const page = await chatting({ tag: 'data-privacy="https://shop.example/privacy"' });
    await button(page, "Your data").click();
    await page.getByText("The conversation is kept so that we can answer you.").waitFor();
    const link = page.getByRole("link", { name: "Privacy policy" });
    expect(await link.getAttribute("href")).toBe("https://shop.example/privacy");
    expect(await page.getByText("We can see what you write").count()).toBe(0);
    await page.keyboard.press("Escape");
    await composerOf(page).waitFor();
    const focused = await page.evaluate(() =>
      document.activeElement?.shadowRoot?.activeElement?.getAttribute("aria-label"),
    );
    expect(focused).toBe("Your data");
    await page.context().close();
  });

  test("an address that is none of the web's is no policy", async () => {
    const page = await chatting({ tag: 'data-privacy="javascript:alert(1)"' });
    await button(page, "Your data").click();
    await button(page, "Delete my data").waitFor();
    expect(await page.locator("heed-chat .sheet a").count()).toBe(0);
    await page.context().close();
  });

  test("nothing unsent leaves the page unless the stage says so", async () => {
    const page = await chatting();
    await composerOf(page).pressSequentially("My card number is");
    await page.waitForTimeout(2000);
    expect(stage.backend.payloads("draft")).toEqual([]);
    await page.context().close();
  });

  test("where agents see it, it is said beside the box, and sent at most every 1.5 seconds", async () => {
    const { backend } = stage;
    backend.sneakPeek = true;
    const page = await chatting();
    await page.getByText("We can see what you write before you send it.").waitFor();
    const from = Date.now();
    await composerOf(page).pressSequentially("Where is my parcel now", { delay: 100 });
    await until(() => backend.payloads("draft").at(-1)?.text === "Where is my parcel now");
    const most = Math.floor((Date.now() - from) / 1500) + 1;
    expect(backend.payloads("draft").length).toBeGreaterThan(1);
    expect(backend.payloads("draft").length).toBeLessThanOrEqual(most);
    await composerOf(page).fill("");
    await until(() => backend.payloads("draft").at(-1)?.text === "");
    const before = backend.payloads("draft").length;
    await write(page, "Sent at once");
    await page.waitForTimeout(1800);
    expect(backend.payloads("draft").slice(before + 1)).toEqual([]);
    await button(page, "Your data").click();
    await page.locator("heed-chat .sheet").getByText("We can see what you write").waitFor();
    await page.context().close();
  });
});

describe("[WID40] she can have everything deleted", () => {
  test("after a question; then nothing is left, here or in another tab, and nothing comes back by itself", async () => {
    const { backend } = stage;
    const page = await stage.visit();
    await heed(page, "consent", true);
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    await write(page, "Hello");
    const other = await page.context().newPage();
    await other.goto(`${stage.shop}/product`);
    await panelOf(other).or(pillOf(other)).waitFor();
    await page.bringToFront();
    await button(page, "Your data").click();
    await button(page, "Delete my data").click();
    await page.getByText("Delete everything that we keep about you?").waitFor();
    expect(backend.payloads("erase")).toEqual([]);
    await button(page, "Delete everything").click();
    await page.getByText("Everything that we kept about you has been deleted.").waitFor();
    expect(backend.payloads("erase")).toEqual([{}]);
    expect(await keys(page)).toEqual([]);
    await other.locator("heed-chat .panel, heed-chat .pill").waitFor({ state: "detached" });
    await button(page, "Close").click();
    await panelOf(page).waitFor({ state: "detached" });
    const connections = backend.queries.length;
    await page.waitForTimeout(500);
    expect(await keys(page)).toEqual([]);
    expect(backend.queries.length).toBe(connections);
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    expect(backend.queries[connections]?.has("visitor")).toBe(false);
    await page.context().close();
  });

  test("kept, or not reached, it is all still there", async () => {
    const { backend } = stage;
    const page = await chatting();
    await button(page, "Your data").click();
    await button(page, "Delete my data").click();
    await button(page, "Keep it").click();
    await button(page, "Delete my data").click();
    backend.answers.set("erase", () => failure("internal", ""));
    await button(page, "Delete everything").click();
    await page.getByRole("alert").getByText("That did not work.").waitFor();
    await page.keyboard.press("Escape");
    await composerOf(page).waitFor();
    expect(await keys(page)).toContain("heed:visitor");
    await page.context().close();
  });
});

describe("[WID41] what is rarely needed is loaded when it is, and missing costs nothing else", () => {
  test("not with the chat", async () => {
    const page = await stage.visit();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    expect(asked.filter((path) => path.includes("chat-aside"))).toEqual([]);
    await button(page, "Your data").click();
    await button(page, "Delete my data").waitFor();
    expect(asked.filter((path) => path.includes("chat-aside"))).toHaveLength(1);
    await page.context().close();
  });

  test("without it an offer is still a code, a chat ends, and a sheet says that it can't be had", async () => {
    const page = await stage.visit();
    await page.route("**/chat-aside-*", (route) => route.abort());
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    const expiresAt = Date.now() + 3_600_000;
    stage.backend.say({
      kind: "offer",
      offer: { code: "HEED-1234", percent: 10, expiresAt, status: "open" },
    });
    await page.getByText("10% off your order: HEED-1234").waitFor();
    await button(page, "Your data").click();
    await page.getByRole("alert").getByText("That did not work.").waitFor();
    await button(page, "Close").click();
    await composerOf(page).waitFor();
    stage.backend.close();
    await page.getByText("This chat has ended.").first().waitFor();
    await button(page, "Close").click();
    await panelOf(page).waitFor({ state: "detached" });
    await page.context().close();
  });
});
