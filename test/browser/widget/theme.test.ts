import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { heed, openWidgetStage, panelOf, type WidgetStage } from "./stage.ts";

let stage: WidgetStage;
beforeAll(async () => {
  stage = await openWidgetStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.backend.reset());

/** How the open chat is dressed. */
const looks = (page: Page) =>
  page.locator("heed-chat .root").evaluate((root) => ({
    accent: getComputedStyle(root).getPropertyValue("--accent"),
    radius: getComputedStyle(root).getPropertyValue("--radius"),
    start: root.classList.contains("start"),
    dark: root.classList.contains("dark"),
  }));

async function opened(tag = "", before?: (page: Page) => Promise<void>): Promise<Page> {
  const page = await stage.visit(tag === "" ? {} : { tag });
  await before?.(page);
  await heed(page, "open");
  await panelOf(page).waitFor();
  await page.locator("heed-chat .here").waitFor();
  return page;
}

test("[ADM44] the chat wears the stage's theme where the page wishes nothing", async () => {
  stage.backend.theme = { accent: "#7a1f5c", radius: 4, side: "start", scheme: "dark" };
  const page = await opened();
  const dressed = { accent: "rgb(122 31 92)", radius: "4px", start: true, dark: true };
  await expect.poll(() => looks(page)).toEqual(dressed);
  await page.context().close();
});

test("[ADM44] each wish of the page goes before it, said in the tag, before the connection or after", async () => {
  stage.backend.theme = { accent: "#7a1f5c", radius: 4, side: "start" };
  const page = await opened('data-radius="10"', (early) => heed(early, "theme", { side: "end" }));
  const dressed = { accent: "rgb(122 31 92)", radius: "10px", start: false, dark: false };
  await expect.poll(() => looks(page)).toEqual(dressed);
  await heed(page, "theme", { accent: "#123456", radius: "no radius" });
  await expect.poll(() => looks(page)).toEqual({ ...dressed, accent: "rgb(18 52 86)" });
  await page.context().close();
});

test("[WID55] what the browser draws by itself is as dark as the chat, whatever the page is", async () => {
  const page = await stage.visit({ head: '<meta name="color-scheme" content="dark">' });
  await heed(page, "open");
  await page.locator("heed-chat .here").waitFor();
  stage.backend.say("Hello");
  stage.backend.close();
  const face = page.getByRole("radio", { name: "Good", exact: true });
  await face.check();
  const scheme = () =>
    page
      .getByRole("checkbox", { name: "Friendly" })
      .evaluate((box) => getComputedStyle(box).colorScheme);
  for (const dark of [false, true]) {
    await heed(page, "theme", { scheme: dark ? "dark" : "light" });
    await expect.poll(() => looks(page)).toMatchObject({ dark });
    expect(await scheme()).toBe(dark ? "dark" : "light");
  }
  await page.context().close();
});
