import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faults, overflows } from "./axe.ts";
import { type ConsoleStage, online, openConsoleStage } from "./stage.ts";

let stage: ConsoleStage;

beforeAll(async () => {
  stage = await openConsoleStage();
});
afterAll(() => stage.close());

/** Every state worth looking at, one after another on one page. */
const VIEWS: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ["quiet", (page) => page.getByText("All quiet").waitFor()],
  [
    "ringing",
    async (page) => {
      stage.office.ring({}, 600_000);
      await page.getByRole("article").waitFor();
    },
  ],
  [
    "a chat with everything in it",
    async (page) => {
      await page.getByRole("button", { name: /^Accept/ }).click();
      await page.locator("#message").waitFor();
      const id = [...stage.office.known.keys()].at(-1) ?? "";
      stage.office.say(id, "Hei! Kestääkö tämä sateen?");
      await page.locator("#message").fill("Sinun täytyy odottaa.");
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
];

test.each([
  [1280, 800, "light"],
  [1280, 800, "dark"],
  [900, 700, "dark"],
  [320, 640, "light"],
  [3840, 2160, "light"],
] as const)(
  "[CSL24] every view at %i × %i in the %s has no fault that axe knows of, and never scrolls sideways",
  async (width, height, colorScheme) => {
    stage.office.reset();
    const page = await online(
      await stage.open({ viewport: { width, height }, colorScheme, reducedMotion: "reduce" }),
    );
    for (const [name, show] of VIEWS) {
      await show(page);
      expect(await faults(page), name).toEqual([]);
      expect(await overflows(page), `${name} scrolls sideways`).toBe(false);
    }
    await page.context().close();
  },
  60_000,
);

test("[CSL24] on a phone one part is shown at a time, with a way to each, and what rings stays in sight", async () => {
  stage.office.reset();
  stage.office.open({ name: "Maija" });
  const page = await online(await stage.open({ viewport: { width: 360, height: 700 } }));
  await page.locator("#message").waitFor();
  expect(await page.getByRole("complementary").isVisible()).toBe(false);
  await page.getByRole("button", { name: "Shopper", exact: true }).click();
  await page.getByText("Why she was invited").waitFor();
  await page.getByRole("button", { name: "Back to the chat" }).click();
  stage.office.ring();
  await page.getByRole("button", { name: /^Accept/ }).waitFor();
  await page.getByRole("button", { name: "Inbox" }).click();
  await page.getByRole("button", { name: /^Maija/ }).waitFor();
  expect(await page.locator("#message").isVisible()).toBe(false);
  await page.context().close();
});

test("[CSL25] nothing on the screen moves when a message, a ring or a count-down comes in", async () => {
  stage.office.reset();
  const id = stage.office.open();
  const page = await online(await stage.open());
  await page.getByText("May be offered").waitFor();
  const box = () => page.locator(".writing").boundingBox();
  const before = await box();
  stage.office.say(id, "Hei");
  stage.office.ring();
  await page.getByRole("article").waitFor();
  await page.waitForTimeout(1200);
  expect(await box()).toEqual(before);
  await page.context().close();
});
