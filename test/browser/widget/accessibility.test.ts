import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failure } from "../../../functions/contract/result.ts";
import { walk } from "../gallery/walk.ts";
import { violations } from "./axe.ts";
import {
  heed,
  invitationOf,
  localeNames,
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

/** The word on the button that leads to the chat. */
const chatLabel = (language: string): string => {
  const file = new URL(`../../../web/locales/${language}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { chat: string }).chat;
};

/** Everything a conversation can show at once. */
async function full(page: Page): Promise<void> {
  const { backend } = stage;
  await heed(page, "open");
  await page.locator("heed-chat .here").waitFor();
  const soon = Date.now() + 3_600_000;
  backend.say({ kind: "notice", notice: "agent-joined", name: "Aino Virtanen" }, "system");
  backend.say("Hello! See https://shop.example/help or write to help@shop.example.");
  await write(page, "Thank you");
  await page.locator("heed-chat .state.sent").waitFor();
  backend.say({
    kind: "offer",
    offer: { code: "HEED-1234", percent: 10, expiresAt: soon, status: "open" },
  });
  backend.say({
    kind: "offer",
    offer: { code: "HEED-5678", percent: 5, expiresAt: soon, status: "redeemed" },
  });
  backend.answers.set("message:send", () => failure("refused", ""));
  await write(page, "This one fails");
  await page.locator("heed-chat .state.failed").waitFor();
  backend.answers.clear();
  backend.emit("typing", { conversation: backend.conversation?.id, from: "agent" });
  await page.locator("heed-chat .dots").waitFor();
}

const LOOKS = [
  { name: "light", lang: "en", scheme: "light" },
  { name: "dark", lang: "en", scheme: "dark" },
  { name: "right to left", lang: "ar", scheme: "light" },
  { name: "right to left, dark", lang: "ar", scheme: "dark" },
] as const;

describe.each(LOOKS)("[WID17] axe finds nothing, $name", ({ lang, scheme }) => {
  test.each([
    ["desktop", { width: 1000, height: 760 }],
    ["phone", { width: 360, height: 640 }],
  ])("%s", async (_, viewport) => {
    const { backend } = stage;
    backend.language = lang;
    const page = await stage.visit(
      { lang },
      { viewport, colorScheme: scheme, reducedMotion: "reduce" },
    );
    await trouble(page);
    await until(() => backend.asked.some(({ event }) => event === "signals"));
    backend.invite("Can I help?");
    await invitationOf(page).waitFor();
    expect(await page.locator("heed-chat .root").getAttribute("dir")).toBe(
      lang === "ar" ? "rtl" : "ltr",
    );
    expect(await violations(page)).toEqual([]);
    await full(page);
    expect(await violations(page)).toEqual([]);
    backend.down = true;
    backend.cut();
    await page.locator("heed-chat .banner").filter({ hasText: /./ }).waitFor();
    expect(await violations(page)).toEqual([]);
    backend.down = false;
    await page
      .locator("heed-chat .banner")
      .filter({ hasText: /./ })
      .waitFor({ state: "detached", timeout: 10_000 });
    await page.locator("heed-chat .header .icon-button").nth(1).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("heed-chat .header .icon-button").last().click();
    await pillOf(page).waitFor();
    backend.say("Hello?");
    await page.locator("heed-chat .badge").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

describe("[WID17] axe finds nothing in any state of a whole visit", () => {
  test.each([
    { language: "en", scheme: "light", device: "desktop" },
    { language: "en", scheme: "dark", device: "phone" },
    { language: "ar", scheme: "light", device: "phone" },
    { language: "ar", scheme: "dark", device: "desktop" },
  ] as const)("$language, $scheme, $device", async (look) => {
    await walk(stage, look, async (page, state) => {
      expect(await violations(page), state).toEqual([]);
    });
  });
});

/** Parts of the panel that stand out of the window sideways, or need scrolling sideways. */
const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector("heed-chat")?.shadowRoot;
    const parts = [...(root?.querySelectorAll<HTMLElement>(".panel, .panel *") ?? [])];
    return parts
      .filter((part) => {
        if (part.closest(".sr, .icon, .header-name, .face, textarea")) return false;
        const { left, right, width } = part.getBoundingClientRect();
        const scrolls = part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0;
        return width > 0 && (left < -1 || right > innerWidth + 1 || scrolls);
      })
      .map((part) => part.className);
  });

test.each(["en", "ru", "fi", "ar"] as const)(
  "[WID18] no state of a whole visit in %s is cut off on a phone",
  async (language) => {
    await walk(stage, { language, scheme: "light", device: "phone" }, async (page, state) => {
      await page.setViewportSize({ width: 320, height: 568 });
      expect(await sideways(page), state).toEqual([]);
      await page.setViewportSize({ width: 360, height: 640 });
    });
  },
);

describe("[WID18] nothing is cut off or needs sideways scrolling", () => {
  test.each([
    ["320 px wide", { width: 320, height: 568 }],
    ["zoomed to 400 %", { width: 320, height: 256 }],
    ["a very low window", { width: 800, height: 300 }],
  ])("%s", async (_, viewport) => {
    stage.backend.agent = { id: "agent-2", name: "Maximiliane Oberhuber-Schwarzenbergerová" };
    const page = await stage.visit({}, { viewport });
    await full(page);
    stage.backend.say(`Donaudampfschifffahrtsgesellschaftskapitän${"äöü".repeat(60)}`);
    await page.getByText("Donaudampf").waitFor();
    const wide = await page.evaluate(() => {
      const root = document.querySelector("heed-chat")?.shadowRoot;
      const parts = [
        ...(root?.querySelectorAll<HTMLElement>(
          ".panel, .panel *:not(.sr, .sr *, .icon, .icon *, .header-name *)",
        ) ?? []),
      ];
      return parts
        .filter((part) => {
          const { left, right, width } = part.getBoundingClientRect();
          return width > 0 && (left < -1 || right > innerWidth + 1);
        })
        .map((part) => part.className);
    });
    expect(wide).toEqual([]);
    const box = await page.locator("heed-chat textarea").boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(viewport.height);
    const log = await page.locator("heed-chat .log").boundingBox();
    expect(log?.height).toBeGreaterThan(40);
    await page.context().close();
  });
});

test("[WID18] the languages with the longest words fit the phone's one line", async () => {
  const wordiest = localeNames().sort((a, b) => chatLabel(b).length - chatLabel(a).length);
  for (const lang of wordiest.slice(0, 6)) {
    stage.backend.reset();
    stage.backend.language = lang;
    const page = await stage.visit({ lang }, { viewport: { width: 320, height: 640 } });
    await trouble(page);
    await until(() => stage.backend.asked.some(({ event }) => event === "signals"));
    stage.backend.invite();
    await invitationOf(page).waitFor();
    const card = await invitationOf(page).boundingBox();
    expect(card?.height, lang).toBeLessThan(60);
    const text = await page.locator("heed-chat .invitation-text").boundingBox();
    expect(text?.width, lang).toBeGreaterThan(70);
    await invitationOf(page).getByRole("button").first().click();
    await panelOf(page).waitFor();
    await page.context().close();
  }
}, 120_000);

test("[WID19] with reduced motion nothing moves", async () => {
  const page = await stage.visit({}, { reducedMotion: "reduce" });
  await heed(page, "open");
  await panelOf(page).waitFor();
  const running = await panelOf(page).evaluate(
    (panel) => panel.getAnimations({ subtree: true }).length,
  );
  expect(running).toBe(0);
  await page.context().close();
});

test("[WID19] it isn't printed, and stays visible in forced colours", async () => {
  const page = await stage.visit({}, { forcedColors: "active" });
  await full(page);
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ media: "print" });
  expect(await panelOf(page).isVisible()).toBe(false);
  await page.context().close();
});
