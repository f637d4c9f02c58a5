import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Client, type HeedStage, startHeed } from "../../stage/heed.ts";
import { launchChromium } from "../chromium.ts";

let heed: HeedStage;
let browser: Browser;

beforeAll(async () => {
  [heed, browser] = await Promise.all([startHeed(), launchChromium()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await heed?.close();
});

/** Presses Tab until the element of this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < 30; press += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

/** A console signed in as a demo agent, by keys only. */
async function signIn(name: RegExp): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(heed.stage.outputs.ConsoleUrl ?? "");
  await page.getByRole("button", { name: "Sign in" }).waitFor();
  await tabTo(page, /^Sign in$/);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name }).waitFor();
  await tabTo(page, name);
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    () => document.querySelector<HTMLSelectElement>("header select")?.value === "online",
  );
  return page;
}

/** A new shopper hesitates until she is invited: the holdout's share never is. */
async function invited(): Promise<{ shopper: Client; conversation: string }> {
  for (let n = 1; ; n += 1) {
    const shopper = await heed.shopper();
    await shopper.ask("signals", {
      page: `page-${String(n).padStart(4, "0")}`,
      n: 1,
      view: { kind: "cart", path: "/fi/cart", language: "fi", device: "desktop" },
      cart: { value: 120, currency: "EUR", items: 2, names: ["Teltta"] },
      signals: [{ kind: "cart-hesitation", at: 40_000 }],
    });
    if (shopper.heard.some(({ event }) => event === "invitation")) {
      return { shopper, conversation: (await shopper.hear("invitation")).id };
    }
    shopper.close();
  }
}

test("[CSL30] ring, answer, canned reply, offer and close go by keyboard alone, on the real stage", async () => {
  const page = await signIn(/^Aino/);
  const { shopper, conversation } = await invited();
  await shopper.ask("invitation:accept", { invitation: conversation });

  const ring = page.getByRole("article", { name: "Ringing: Finnish" });
  await ring.getByText("€120.00").waitFor();
  expect(await ring.textContent()).toContain("Cart hesitation");
  await page.keyboard.press("Alt+a");
  await page.locator("#message:focus").waitFor();
  await shopper.hear("conversation", ({ status }) => status === "active");

  await page.getByText("May be offered").waitFor();
  await page.keyboard.type("/terv");
  await page.getByRole("listbox", { name: "Canned replies" }).waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.inputValue("#message")).toBe("Hei! Olen Aino. Miten voin auttaa?");
  await page.keyboard.press("Enter");
  const words = await shopper.hear(
    "message",
    ({ body }) => body.kind === "text" && body.text.startsWith("Hei! Olen Aino. Miten"),
  );
  expect(words.from).toMatchObject({ kind: "agent", name: "Aino" });

  await page.keyboard.press("Alt+o");
  await tabTo(page, /^10 % off/);
  await page.keyboard.press("Enter");
  const card = await shopper.hear("message", ({ body }) => body.kind === "offer");
  expect(card.body).toMatchObject({ offer: { percent: 10, status: "open" } });
  await page.getByText("Words that go with it").waitFor();

  await page.keyboard.press("Alt+w");
  await page.getByRole("dialog", { name: "Close chat" }).waitFor();
  await page.keyboard.press("Enter");
  await shopper.hear("conversation", ({ status }) => status === "closed");
  await page.getByText("This conversation is closed.").waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("Alt+w");
  await page.getByText("All quiet").waitFor();
  await page.context().close();
}, 90_000);

test("[CSL31] the same agent on a second device finds the conversation, and both see what is said", async () => {
  const first = await signIn(/^Aino/);
  const { shopper, conversation } = await invited();
  await shopper.ask("invitation:accept", { invitation: conversation });
  await first.getByRole("article").waitFor();
  await first.keyboard.press("Alt+a");
  await first.locator("#message:focus").waitFor();
  await first.keyboard.type("Hei!");
  await first.keyboard.press("Enter");
  const second = await signIn(/^Aino/);
  await second.getByRole("log").getByText("Hei!").waitFor();
  await second.locator("#message").pressSequentially("Toiselta laitteelta.");
  await second.keyboard.press("Enter");
  await first.getByRole("log").getByText("Toiselta laitteelta.").waitFor();
  await shopper.hear(
    "message",
    ({ body }) => body.kind === "text" && body.text === "Toiselta laitteelta.",
  );
  await first.reload();
  await first.getByRole("log").getByText("Toiselta laitteelta.").waitFor();
  await first.keyboard.press("Alt+w");
  await first.getByRole("dialog", { name: "Close chat" }).waitFor();
  await first.keyboard.press("Enter");
  await second.getByText("This conversation is closed.").waitFor();
  for (const page of [first, second]) await page.context().close();
}, 90_000);
