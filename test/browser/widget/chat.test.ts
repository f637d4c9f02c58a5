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

/** A page with an open chat. */
async function chatting(...visit: Parameters<WidgetStage["visit"]>): Promise<Page> {
  const page = await stage.visit(...visit);
  await heed(page, "open");
  await page.locator("heed-chat .here").waitFor();
  return page;
}

const bubbles = (page: Page) => page.locator("heed-chat .bubble").allInnerTexts();
const state = (page: Page, text: string) => page.locator("heed-chat .state").getByText(text);
const stored = () =>
  (stage.backend.conversation?.messages ?? []).map(({ body }) =>
    body.kind === "text" ? body.text : body.kind,
  );
const keys = (page: Page) => page.evaluate(() => Object.keys(localStorage).sort());

test("[WID48] what a machine has a hand in is labelled, in the shopper's language", async () => {
  stage.backend.language = "fi";
  const page = await chatting();
  stage.backend.say({ kind: "notice", notice: "translated", name: "Tanel" });
  stage.backend.say({ kind: "text", text: "Tervehdys!", translated: true });
  stage.backend.say("Omin sanoin");
  await page.getByText("Tanel ei puhu kieltäsi. Viestit käännetään koneellisesti.").waitFor();
  await page.locator("heed-chat .bubble").getByText("Omin sanoin").waitFor();
  expect(await state(page, "Konekäännös").count()).toBe(1);
  stage.backend.say({ kind: "notice", notice: "not-translated", name: "Tanel" });
  await page.getByText("voi vastata toisella kielellä").waitFor();
  await page.context().close();
});

test("[WID49] a suggested answer is a press away, until somebody has said something", async () => {
  const page = await chatting();
  stage.backend.say({ kind: "text", text: "Did it work?", choices: ["Yes", "No, it did not"] });
  const group = page.getByRole("group", { name: "Suggested answers" });
  await group.getByRole("button", { name: "No, it did not" }).waitFor();
  expect(await group.getByRole("button").allInnerTexts()).toEqual(["Yes", "No, it did not"]);
  await group.getByRole("button", { name: "Yes" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("heed-chat .mine .bubble").getByText("Yes").waitFor();
  await group.waitFor({ state: "detached" });
  expect(stored().at(-1)).toBe("Yes");
  stage.backend.say({ kind: "text", text: "And now?", choices: ["Again"] });
  await group.getByRole("button", { name: "Again" }).waitFor();
  stage.backend.say("Never mind");
  await group.waitFor({ state: "detached" });
  await page.context().close();
});

test("[WID50] cards of products and orders say what matters, in the shopper's language, and lead nowhere else", async () => {
  stage.backend.language = "fi";
  const page = await chatting();
  const { origin } = new URL(page.url());
  const price = { value: 59.9, currency: "EUR" };
  const product = (url: string) =>
    stage.backend.say({
      kind: "text",
      text: "Villapaita",
      card: { kind: "product", name: "Villapaita", url, price },
    });
  product(`${origin}/villapaita`);
  const link = page.getByRole("link", { name: "Katso tuote" });
  await link.waitFor();
  expect(await link.getAttribute("target")).toBeNull();
  expect((await page.locator("heed-chat .shop-card").innerText()).replace(/\s+/g, " ")).toContain(
    "59,90 €",
  );
  product("https://elsewhere.example/");
  await link.nth(1).waitFor();
  expect(await link.nth(1).getAttribute("rel")).toContain("noopener");
  stage.backend.say({
    kind: "text",
    text: "A-17",
    card: {
      kind: "order",
      id: "A-17",
      at: "2026-11-02",
      total: 1234.5,
      currency: "EUR",
      status: "Lähetetty",
    },
  });
  const order = page.locator("heed-chat .shop-card").getByText("Lähetetty");
  await order.waitFor();
  expect((await order.locator("..").innerText()).replace(/\s+/g, " ")).toMatch(
    /1 234,50 €.*2\.11\.2026/,
  );
  await page.context().close();
});

test("[WID51] the shop says who the shopper is: before the chat, in it, and that she has gone", async () => {
  const page = await stage.visit();
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await heed(page, "identify", "token-1");
  await heed(page, "open");
  await page.locator("heed-chat .here").waitFor();
  await until(() => stage.backend.payloads("identify").length === 1);
  await heed(page, "identify", null);
  await until(() => stage.backend.payloads("identify").length === 2);
  expect(stage.backend.payloads("identify")).toEqual([{ token: "token-1" }, {}]);
  stage.backend.cut();
  await until(() => stage.backend.queries.length === 2);
  stage.backend.answers.set("identify", () =>
    failure("unauthorised", "this sign-in token is too old"),
  );
  await page.locator("heed-chat .here").waitFor();
  await heed(page, "identify", "token-2");
  await until(() => said.some((line) => line.includes("too old")));
  expect(stage.backend.payloads("identify")).toHaveLength(3);
  stage.backend.answers.set("identify", () => failure("slow_down", "in a moment"));
  await heed(page, "identify", "token-3");
  await until(() => stage.backend.payloads("identify").length === 4);
  stage.backend.answers.delete("identify");
  stage.backend.cut();
  await until(() => stage.backend.payloads("identify").length === 5);
  expect(stage.backend.payloads("identify").at(-1)).toEqual({ token: "token-3" });
  expect(said.filter((line) => line.includes("heed identify"))).toHaveLength(1);
  await page.context().close();
});

describe("[WID8] the shopper sees what became of each message", () => {
  test("sending, sent, read", async () => {
    const page = await chatting();
    stage.backend.answers.set("message:send", () => "silence");
    await write(page, "Hello");
    await state(page, "Sending…").waitFor();
    stage.backend.answers.clear();
    stage.backend.cut();
    await state(page, "Sent").waitFor({ timeout: 10_000 });
    stage.backend.readByAgent();
    await state(page, "Read").waitFor();
    expect(stored()).toEqual(["Hello"]);
    await page.context().close();
  });

  test("not sent, tried again, deleted", async () => {
    const page = await chatting();
    stage.backend.answers.set("message:send", () => failure("refused", "no"));
    await write(page, "One");
    await write(page, "Two");
    await state(page, "Not sent").nth(1).waitFor();
    stage.backend.answers.clear();
    await page.getByRole("button", { name: "Delete" }).first().click();
    await page.getByRole("button", { name: "Try again" }).click();
    await state(page, "Sent").waitFor();
    expect(stored()).toEqual(["Two"]);
    await page.context().close();
  });

  test("a too long text is said to be, and stays in the box", async () => {
    const page = await chatting();
    await write(page, "x".repeat(4100));
    await page.getByText("4 characters too many").waitFor();
    expect(await composerOf(page).getAttribute("aria-invalid")).toBe("true");
    expect(stored()).toEqual([]);
    await composerOf(page).press("Backspace");
    await page.getByText("3 characters too many").waitFor();
    await page.context().close();
  });
});

describe("[WID9] a lost connection loses nothing", () => {
  test("it is said, what is written waits, and goes out in order", async () => {
    const page = await chatting();
    stage.backend.down = true;
    stage.backend.cut();
    await page.getByText("Connection lost.").waitFor();
    expect(await page.getByText("Here now").count()).toBe(0);
    await write(page, "One");
    await write(page, "Two");
    stage.backend.say("Are you there?");
    stage.backend.down = false;
    await state(page, "Sent").waitFor({ timeout: 15_000 });
    expect(await bubbles(page)).toEqual(["Are you there?", "One", "Two"]);
    expect(await page.getByText("Connection lost.").count()).toBe(0);
    expect(await page.getByText("Here now").count()).toBe(1);
    await page.context().close();
  });

  test("[WID52] however many attempts fail, she is still herself and her message arrives", async () => {
    const page = await chatting();
    const { backend } = stage;
    backend.down = true;
    backend.cut();
    await page.getByText("Connection lost.").waitFor();
    await write(page, "Am I still myself?");
    for (let failed = 1; failed <= 2; failed += 1) {
      const wake = () => page.evaluate(() => window.dispatchEvent(new Event("online")));
      if (backend.turnedAway < failed) await wake();
      await until(() => backend.turnedAway >= failed);
    }
    backend.down = false;
    await state(page, "Sent").waitFor({ timeout: 15_000 });
    expect(backend.queries.slice(1).map((query) => query.get("visitor"))).toEqual(["visitor-0001"]);
    expect(stored()).toEqual(["Am I still myself?"]);
    await page.context().close();
  });

  test("also over a reload of the page", async () => {
    const page = await chatting();
    stage.backend.down = true;
    stage.backend.cut();
    await write(page, "Still there after the reload?");
    await page.reload();
    stage.backend.down = false;
    await until(() => stored().includes("Still there after the reload?"), 15_000);
    await page.context().close();
  });
});

describe("[WID10] a chat goes along from page to page and tab to tab", () => {
  test("the next page takes it up by itself", async () => {
    const page = await chatting();
    await write(page, "Hello");
    await state(page, "Sent").waitFor();
    await page.goto(`${stage.shop}/checkout`);
    await panelOf(page).waitFor();
    expect(await bubbles(page)).toEqual(["Hello"]);
    expect(stage.backend.queries.at(-1)?.get("visitor")).toBe("visitor-0001");
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("HEED-CHAT");
    await page.context().close();
  });

  test("another tab follows, put aside", async () => {
    const page = await stage.visit();
    const other = await page.context().newPage();
    await other.goto(`${stage.shop}/product`);
    await heed(other, "track", "payment-declined");
    await until(() => stage.backend.asked.some(({ event }) => event === "signals"));
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    await pillOf(other).waitFor();
    stage.backend.say("Hello to both");
    await other.locator("heed-chat .badge").waitFor();
    await pillOf(other).click();
    expect(await bubbles(other)).toEqual(["Hello to both"]);
    await page.context().close();
  });
});

describe("[WID11] nothing stays on the device before a chat or consent, nor after", () => {
  test("before, during and after a chat", async () => {
    const page = await stage.visit();
    await heed(page, "track", "payment-declined");
    await until(() => stage.backend.asked.some(({ event }) => event === "signals"));
    expect(await keys(page)).toEqual([]);
    await heed(page, "open");
    await page.locator("heed-chat .here").waitFor();
    expect(await keys(page)).toEqual(["heed:open", "heed:panel", "heed:visitor"]);
    await page.getByRole("button", { name: "End the chat" }).click();
    await page.getByRole("button", { name: "End chat" }).click();
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await panelOf(page).waitFor({ state: "detached" });
    expect(await keys(page)).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
  });

  test("with consent the server is told once, and the shopper is known on the next page", async () => {
    const page = await stage.visit();
    await heed(page, "consent", true);
    await heed(page, "track", "payment-declined");
    await until(() => stage.backend.asked.some(({ event }) => event === "consent"));
    await page.waitForTimeout(200);
    await page.reload();
    await heed(page, "consent", true);
    await heed(page, "track", "payment-declined");
    await until(() => stage.backend.queries.length === 2);
    expect(stage.backend.queries[1]?.get("visitor")).toBe("visitor-0001");
    await page.waitForTimeout(300);
    expect(stage.backend.asked.filter(({ event }) => event === "consent")).toHaveLength(1);
    await page.context().close();
  });
});

describe("[WID12] a discount comes as a card", () => {
  const offer = { code: "HEED-7KQ4-M2XP", percent: 10, expiresAt: 0, status: "open" } as const;

  test("with its code to copy, to take and to decline", async () => {
    const page = await chatting({}, { permissions: ["clipboard-read", "clipboard-write"] });
    const expiresAt = Date.now() + 3_600_000;
    stage.backend.say({ kind: "offer", offer: { ...offer, expiresAt } });
    await page.getByText("10% off your order").waitFor();
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(offer.code);
    await page.getByRole("button", { name: "Use it" }).click();
    await until(() => stage.backend.asked.some(({ event }) => event === "offer:answer"));
    expect(
      stage.backend.asked.find(({ event }) => event === "offer:answer")?.payload,
    ).toMatchObject({
      code: offer.code,
      answer: "accept",
    });
    stage.backend.say({ kind: "offer", offer: { ...offer, expiresAt, status: "accepted" } });
    await page.getByText("Yours. Enter the code at checkout.").waitFor();
    expect(await page.getByText("Valid until").count()).toBe(1);
    expect(await page.locator("heed-chat .offer").count()).toBe(1);
    await page.context().close();
  });

  test("whole in the conversation's window, though it is loaded after it came", async () => {
    const page = await chatting();
    for (let n = 0; n < 12; n++) stage.backend.say(`Line ${n}`);
    await page.getByText("Line 11").waitFor();
    stage.backend.say({ kind: "offer", offer: { ...offer, expiresAt: Date.now() + 3_600_000 } });
    const decline = page.locator("heed-chat .offer-actions button").last();
    await decline.waitFor();
    const whole = () =>
      decline.evaluate((button) => {
        const log = button.closest(".log")?.getBoundingClientRect();
        return log !== undefined && button.getBoundingClientRect().bottom <= log.bottom;
      });
    await expect.poll(whole).toBe(true);
    await page.context().close();
  });

  test.each(["open", "accepted"] as const)(
    "one whose time is over can't be used: %s",
    async (status) => {
      const page = await chatting();
      const expiresAt = Date.now() + 1500;
      stage.backend.say({ kind: "offer", offer: { ...offer, status, expiresAt } });
      await page.getByText(offer.code, { exact: true }).waitFor();
      await page.getByText("This discount has expired.").waitFor();
      expect(await page.getByText(offer.code, { exact: true }).count()).toBe(0);
      expect(await page.getByText("Valid until").count()).toBe(0);
      expect(await page.getByRole("button", { name: "Use it" }).count()).toBe(0);
      await page.context().close();
    },
  );
});

describe("[WID13] who is there and what happens is said", () => {
  test("waiting, ringing, joined, typing, changed, ended", async () => {
    const { backend } = stage;
    backend.begin("waiting");
    const page = await stage.visit();
    await heed(page, "open");
    await page.getByText("Finding the right person for you…").waitFor();
    if (!backend.conversation) throw new Error("no conversation");
    backend.conversation.round = 2;
    backend.conversation.status = "ringing";
    backend.changed();
    await page.getByText("Asking Aino Virtanen to join…").waitFor();
    backend.conversation.status = "active";
    backend.changed();
    backend.say({ kind: "notice", notice: "agent-joined", name: "Aino Virtanen" }, "system");
    await page.getByText("Aino Virtanen has joined the chat.").waitFor();
    await page.getByText("Here now").waitFor();
    backend.emit("typing", { conversation: backend.conversation.id, from: "agent" });
    await page.getByText("Aino Virtanen is typing…").waitFor();
    backend.conversation.status = "closed";
    backend.say({ kind: "notice", notice: "closed-by-agent", name: "Aino Virtanen" }, "system");
    backend.changed();
    await page.getByText("Aino Virtanen ended the chat.").waitFor();
    expect(await composerOf(page).count()).toBe(0);
    await page.context().close();
  });

  test("no longer to be had", async () => {
    const page = await chatting();
    stage.backend.answers.set("sync", () => failure("forbidden", ""));
    stage.backend.cut();
    await page.getByText("This chat is no longer available.").waitFor();
    expect(await page.locator("heed-chat .header-state").innerText()).toBe("This chat has ended.");
    await page.context().close();
  });

  test("nobody free", async () => {
    stage.backend.answers.set("chat:open", () => failure("no_agent", "nobody"));
    const page = await stage.visit();
    await heed(page, "open");
    await page.getByText("Nobody is free right now.").waitFor();
    stage.backend.answers.clear();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator("heed-chat .here").waitFor();
    await page.context().close();
  });

  test("a server of another version asks for a reload", async () => {
    const page = await chatting();
    stage.backend.version = 2;
    stage.backend.cut();
    await page.getByText("Please reload the page.").waitFor({ timeout: 8000 });
    await page.context().close();
  });
});

test("[WID28] the shop hears what happens and can open, dress and remove the chat", async () => {
  const page = await stage.visit();
  await page.evaluate(() => {
    const host = window as unknown as { heed: (...call: unknown[]) => void; heard: unknown[] };
    host.heard = [];
    for (const name of ["open", "close", "message", "offer"]) {
      host.heed("on", name, (event: unknown) => host.heard.push([name, event]));
    }
    host.heed("on", "message", () => {
      throw new Error("the shop's own fault");
    });
  });
  await heed(page, "open");
  await page.locator("heed-chat .here").waitFor();
  stage.backend.say("Hello");
  await page.getByText("Hello").waitFor();
  await heed(page, "theme", { accent: "#aa0055", side: "start", scheme: "dark", radius: 4 });
  expect(await page.locator("heed-chat .root.dark.start").count()).toBe(1);
  expect((await panelOf(page).boundingBox())?.x).toBeLessThan(100);
  await heed(page, "close");
  await pillOf(page).waitFor();
  expect(await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([
    ["open", {}],
    ["message", { from: "Aino Virtanen" }],
    ["close", {}],
  ]);
  await heed(page, "destroy");
  await page.locator("heed-chat").waitFor({ state: "detached" });
  await page.context().close();
});
