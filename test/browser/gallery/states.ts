import type { Locator, Page } from "playwright-core";
import { failure } from "../../../functions/contract/result.ts";
import { composerOf, heed, trouble, until, type WidgetStage, write } from "../widget/stage.ts";
import type { Words } from "./words.ts";

export interface Scene {
  readonly stage: WidgetStage;
  readonly page: Page;
  readonly words: Words;
}

/** A state of the chat: how to come to it from the one before, and what is then to be seen. */
export interface State {
  readonly name: string;
  readonly reach: (scene: Scene) => Promise<void>;
  readonly shows: string;
}

const part = (page: Page, selector: string): Locator => page.locator(`heed-chat ${selector}`);
const soon = (): number => Date.now() + 3_600_000;

function become(
  { backend }: WidgetStage,
  status: "waiting" | "ringing" | "active" | "resting",
): void {
  if (!backend.conversation) throw new Error("no conversation");
  backend.conversation.round += 1;
  backend.conversation.status = status;
  backend.changed();
}

/** In the order of a visit: each begins where the last one ended. */
export const STATES: readonly State[] = [
  {
    name: "invitation",
    shows: ".invitation",
    async reach({ stage: { backend }, page, words }) {
      await trouble(page);
      await until(() => backend.payloads("signals").length > 0);
      backend.invite(words.invitation);
    },
  },
  {
    name: "waiting",
    shows: ".composer",
    async reach({ stage: { backend }, page }) {
      backend.begin("waiting");
      await part(page, ".invitation .primary").click();
      await until(() => backend.payloads("sync").length > 0);
      backend.say({ kind: "notice", notice: "waiting" }, "system");
    },
  },
  {
    name: "queue",
    shows: ".waiting .link",
    async reach({ stage, page, words }) {
      await write(page, words.question);
      await part(page, ".state.sent").waitFor();
      stage.backend.queue({ position: 2, waitMs: 180_000 });
    },
  },
  {
    name: "nobody there",
    shows: ".waiting .link",
    async reach({ stage }) {
      stage.backend.queue({ position: 1, unattended: true });
    },
  },
  {
    name: "leave a message",
    shows: '.sheet [aria-invalid="true"]',
    async reach({ page, words }) {
      await part(page, ".waiting .link").click();
      await part(page, '[name="text"]').fill(words.question);
      await part(page, '[name="email"]').fill("anna@example");
      await part(page, ".sheet .primary").click();
    },
  },
  {
    name: "message left",
    shows: ".waiting [role=status]",
    async reach({ page }) {
      await part(page, '[name="email"]').fill("anna@example.com");
      await part(page, ".sheet .primary").click();
    },
  },
  {
    name: "ringing",
    shows: ".header-state",
    async reach({ stage }) {
      if (stage.backend.conversation) stage.backend.conversation.left = false;
      become(stage, "ringing");
    },
  },
  {
    name: "active",
    shows: ".state.failed",
    async reach({ stage, page, words }) {
      const { backend } = stage;
      become(stage, "active");
      await part(page, ".here").waitFor();
      backend.say({ kind: "notice", notice: "agent-joined", name: words.agent }, "system");
      backend.say(words.hello);
      const before = backend.payloads("message:send").length;
      await write(page, words.question);
      // What she left before is sent, too.
      await until(() => backend.payloads("message:send").length > before);
      await part(page, ".state.sent").waitFor();
      backend.say(words.answer);
      backend.readByAgent();
      backend.answers.set("message:send", () => failure("refused", ""));
      await write(page, words.thanks);
      await part(page, ".state.failed").waitFor();
      backend.answers.set("message:send", () => "silence");
      await write(page, words.thanks);
    },
  },
  {
    name: "typing",
    shows: ".dots",
    async reach({ stage: { backend }, page }) {
      backend.answers.clear();
      await part(page, ".state.failed .link").last().click();
      backend.emit("typing", { conversation: backend.conversation?.id, from: "agent" });
    },
  },
  {
    name: "offer",
    shows: ".offer-actions",
    async reach({ stage: { backend } }) {
      const offer = { percent: 10, expiresAt: soon() } as const;
      backend.say({ kind: "offer", offer: { ...offer, code: "HEED-7KQ4", status: "open" } });
    },
  },
  {
    name: "offers over",
    shows: ".offer-over",
    async reach({ stage: { backend } }) {
      const offer = { percent: 10, expiresAt: soon() } as const;
      backend.say({ kind: "offer", offer: { ...offer, code: "HEED-7KQ4", status: "accepted" } });
      backend.say({ kind: "offer", offer: { ...offer, code: "HEED-0000", status: "expired" } });
    },
  },
  {
    name: "cards",
    shows: ".shop-card time",
    async reach({ stage: { backend }, words }) {
      const price = { value: 79.9, currency: "EUR" };
      const product = { kind: "product", name: words.product, price } as const;
      const url = "https://shop.example/product";
      backend.say({ kind: "text", text: words.product, card: { ...product, url } });
      const order = { id: "A-20418", at: "2026-11-19", total: 129, currency: "EUR" };
      backend.say({ kind: "text", text: order.id, card: { kind: "order", ...order } });
    },
  },
  {
    name: "file",
    shows: ".file",
    async reach({ stage: { backend } }) {
      const file = { id: "file-0001", name: "heed-7kq4.pdf", bytes: 184_320 } as const;
      backend.say({ kind: "file", file: { ...file, type: "application/pdf" } });
    },
  },
  {
    name: "adding",
    shows: ".emoji",
    async reach({ page }) {
      await part(page, ".plus").click();
      await part(page, ".extras-menu").waitFor();
      const buffer = Buffer.from("no picture");
      const file = { name: "heed.svg", mimeType: "image/svg+xml", buffer };
      await part(page, ".extras input").setInputFiles(file);
      await part(page, ".file-fault").waitFor();
      await part(page, ".plus").click();
      await part(page, ".extras-menu .button").last().click();
    },
  },
  {
    name: "reconnecting",
    shows: ".banner:not(:empty)",
    async reach({ stage: { backend }, page }) {
      await part(page, ".emoji button").first().press("Escape");
      await part(page, ".upload .link").click();
      backend.down = true;
      backend.cut();
    },
  },
  {
    name: "resting",
    shows: ".banner:empty",
    async reach({ stage, page }) {
      stage.backend.down = false;
      await page.evaluate(() => window.dispatchEvent(new Event("online")));
      await part(page, ".banner:empty").waitFor({ state: "attached" });
      become(stage, "resting");
    },
  },
  {
    name: "suggested answers",
    shows: ".choices .button",
    async reach({ stage, page, words }) {
      const { backend } = stage;
      become(stage, "active");
      // What was on its way during the cut goes out first.
      await part(page, ".state.sending").waitFor({ state: "detached" });
      backend.say({ kind: "notice", notice: "translated", name: words.agent }, "system");
      const choices = [words.thanks, words.question];
      backend.say({ kind: "text", text: words.hello, translated: true, choices });
    },
  },
  {
    name: "your data",
    shows: ".sheet-actions",
    async reach({ page }) {
      await part(page, ".header .icon-button").first().click();
    },
  },
  {
    name: "delete everything",
    shows: ".erase",
    async reach({ page }) {
      await part(page, ".sheet .danger").click();
    },
  },
  {
    name: "end?",
    shows: ".question .danger",
    async reach({ page }) {
      await page.keyboard.press("Escape");
      await composerOf(page).waitFor();
      await part(page, ".header .icon-button").nth(1).click();
    },
  },
  {
    name: "minimised",
    shows: ".badge",
    async reach({ stage: { backend }, page, words }) {
      await page.keyboard.press("Escape");
      await part(page, ".header .icon-button").last().click();
      await part(page, ".pill").waitFor();
      backend.say(words.thanks);
    },
  },
  {
    name: "survey",
    shows: ".face",
    async reach({ stage: { backend }, page }) {
      await part(page, ".pill").click();
      backend.close();
    },
  },
  {
    name: "survey, answered",
    shows: ".chip",
    async reach({ page }) {
      await part(page, ".face").nth(1).click();
      await part(page, ".chip").first().click();
    },
  },
  {
    name: "ended",
    shows: ".thanks:not(:empty)",
    async reach({ page }) {
      await part(page, ".survey .primary").click();
    },
  },
  {
    name: "error",
    shows: ".banner:not(:empty)",
    async reach({ stage: { backend }, page }) {
      await part(page, ".question-actions button:last-child").click();
      backend.answers.set("chat:open", () => failure("no_agent", ""));
      await heed(page, "open");
    },
  },
  {
    name: "deleted",
    shows: ".sheet .primary",
    async reach({ stage: { backend }, page }) {
      backend.answers.clear();
      backend.conversation = undefined;
      await part(page, ".question .primary").click();
      await part(page, ".here").waitFor();
      await part(page, ".header .icon-button").first().click();
      await part(page, ".sheet .danger").click();
      await part(page, ".erase .danger").click();
      await part(page, ".erase").waitFor({ state: "detached" });
    },
  },
];
