import type { Page } from "playwright-core";
import type { ShopperContext } from "../../../functions/contract/conversation.ts";
import type { EarlierChat } from "../../../functions/contract/desk.ts";
import type { ConsoleStage } from "./stage.ts";

/** Something to look at: its name, and how to come to it from the one before. */
export type View = readonly [
  name: string,
  show: (page: Page, stage: ConsoleStage) => Promise<unknown>,
];

const MAIJA = {
  name: "Maija Metsä",
  customer: {
    id: "havu-4711",
    name: "Maija Metsä",
    email: "maija@example.com",
    tier: "gold",
    country: "FI",
    orders: [
      { id: "HAVU-20418", at: "2026-11-19", total: 129, currency: "EUR", status: "sent" },
      { id: "HAVU-19977", at: "2026-10-12", total: 48.5, currency: "EUR" },
    ],
  },
} as const satisfies Partial<ShopperContext>;

const EARLIER: EarlierChat = {
  conversation: "conversation-before",
  startedAt: Date.UTC(2026, 9, 5, 9),
  closedAt: Date.UTC(2026, 9, 5, 9, 20),
  language: "fi",
  agent: "Olga",
  resolution: "solved",
  cause: "delivery",
  score: 4,
};

/** Every state worth looking at, one after another on one page. */
export const AGENT_VIEWS: readonly View[] = [
  ["quiet", (page) => page.getByText("All quiet").waitFor()],
  [
    "ringing",
    async (page, stage) => {
      stage.office.ring({}, 600_000);
      await page.getByRole("article").waitFor();
    },
  ],
  [
    "a chat with everything in it",
    async (page, stage) => {
      await page.getByRole("button", { name: /^Accept/ }).click();
      await page.locator("#message").waitFor();
      const id = [...stage.office.known.keys()].at(-1) ?? "";
      stage.office.say(id, "Hei! Kestääkö tämä sateen?");
      await page.locator("#message").fill("Sinun täytyy odottaa.");
      // What it may sound like is known once the language's lists are there.
      await page.waitForLoadState("networkidle");
      await page.locator("#message").press("Enter");
      await page.getByText("How it may sound").waitFor();
      await page.locator("#message").press("Enter");
      await page.getByRole("button", { name: /^10 % off/ }).click();
      await page.getByText("Words that go with it").waitFor();
      stage.office.ring({ language: "ru" }, 600_000);
      stage.office.open({ name: "Maija" });
    },
  ],
  [
    "canned replies",
    async (page) => {
      await page.locator("#message").fill("");
      await page.locator("#message").pressSequentially("/");
      await page.getByRole("listbox", { name: "Canned replies" }).waitFor();
    },
  ],
  [
    "search",
    async (page) => {
      await page.locator("#message").press("Escape");
      await page.keyboard.press("Alt+s");
      // Words typed before it has the focus would go elsewhere.
      await page.locator("input[type=search]:focus").waitFor();
      await page.keyboard.type("sateen");
      await page.getByText("sateen", { exact: true }).and(page.locator("mark")).waitFor();
    },
  ],
  [
    "palette",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog", { name: "Commands" }).waitFor();
    },
  ],
  [
    "settings",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Settings" }).click();
      await page.getByRole("dialog", { name: "Settings" }).waitFor();
    },
  ],
  [
    "closed",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Close chat" }).click();
      await page.getByRole("dialog", { name: "Close chat" }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByText("This conversation is closed.").waitFor();
    },
  ],
  [
    "a product to show",
    async (page, { office }) => {
      office.answers.set("history", () => ({ ok: true, chats: [EARLIER] }));
      const told = { conversation: office.open({ ...MAIJA, timeZone: "Europe/Helsinki" }) };
      office.ring({ ...MAIJA, timeZone: "Europe/Helsinki" }, 600_000);
      await page.keyboard.press("Alt+a");
      await page.locator("#message").waitFor();
      office.say(told.conversation, "Hei");
      await page.keyboard.press("Alt+k");
      const dialog = page.getByRole("dialog", { name: "Show a product" });
      await dialog.getByLabel("Name").fill("Villapaita");
      await page.keyboard.press("Enter");
      await dialog.getByRole("alert").waitFor();
    },
  ],
  [
    "a customer, her orders and earlier chats",
    async (page) => {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      const side = page.getByRole("button", { name: "Shopper", exact: true });
      if (await side.isVisible()) await side.click();
      await page.getByText("Earlier chats").click();
      await page.getByRole("button", { name: /^5 Oct 2026/ }).scrollIntoViewIfNeeded();
    },
  ],
];
