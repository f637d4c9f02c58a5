import { afterAll, beforeAll, expect, test } from "vitest";
import { AGENT_VIEWS } from "./agent-views.ts";
import { faults, overflows } from "./axe.ts";
import { type ConsoleStage, online, openConsoleStage } from "./stage.ts";

let stage: ConsoleStage;

beforeAll(async () => {
  stage = await openConsoleStage();
});
afterAll(() => stage.close());

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
    for (const [name, show] of AGENT_VIEWS) {
      await show(page, stage);
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
  expect(await page.getByRole("region", { name: "Shopper" }).isVisible()).toBe(false);
  await page.getByRole("button", { name: "Shopper", exact: true }).click();
  await page.getByText("Why invited").waitFor();
  await page.getByRole("button", { name: "Back to the chat" }).click();
  stage.office.ring();
  await page.getByRole("button", { name: /^Accept/ }).waitFor();
  await page.getByRole("button", { name: "Inbox" }).click();
  await page.getByRole("button", { name: /^Maija/ }).waitFor();
  expect(await page.locator("#message").isVisible()).toBe(false);
  await page.context().close();
});

test("[CSL24] on the smallest screen a message and the field to answer it stand together also while it rings, and every tool can be reached", async () => {
  stage.office.reset();
  const id = stage.office.open({ name: "Maija" });
  stage.office.say(id, "Hei! Kestääkö tämä sateen?");
  stage.office.ring();
  const page = await online(await stage.open({ viewport: { width: 320, height: 640 } }));
  await page.getByRole("button", { name: /^Accept/ }).waitFor();
  const message = await page.getByRole("log").getByText("Kestääkö").boundingBox();
  const field = await page.locator("#message").boundingBox();
  expect(message?.y).toBeGreaterThan(0);
  expect((field?.y ?? 640) + (field?.height ?? 0)).toBeLessThan(640);
  await page.getByRole("button", { name: "Ask for 20 %" }).focus();
  await page.getByRole("button", { name: "Sign out" }).focus();
  await page.getByRole("button", { name: "Close chat" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Close chat" }).waitFor();
  expect(await overflows(page)).toBe(false);
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
