import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shopper, signIn } from "../../demo/people.ts";
import { type DemoStage, startDemo } from "../../demo/stage.ts";
import { PDF, PNG } from "../../files/samples.ts";
import { launchChromium } from "../chromium.ts";
import { downloadOf } from "../download.ts";

let demo: DemoStage;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo({}), launchChromium()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

test("[FIL40] under the shop's and the console's own policies a picture reaches the agent, and a PDF the shopper", async () => {
  const aino = await signIn(browser, demo.heed.stage.outputs.ConsoleUrl ?? "", "Aino");
  const shop = await (await shopper(browser, "fi-FI")).newPage();
  const complaints: string[] = [];
  for (const page of [aino, shop]) {
    page.on("console", (line) => {
      if (line.text().includes("Content Security Policy")) complaints.push(line.text());
    });
  }
  await shop.goto(`${demo.shop.url}/fi/cart`);
  await shop.waitForFunction(() => typeof (window as { heed?: unknown }).heed === "function");
  await shop.evaluate(() => (window as unknown as { heed(call: string): void }).heed("open"));
  await aino.getByRole("article").waitFor();
  await aino.keyboard.press("Alt+a");
  await aino.locator("#message:focus").waitFor();

  await shop.locator("heed-chat .here").waitFor();
  await shop.getByRole("button", { name: "Lisää tiedosto tai emoji" }).click();
  const chosen = shop.waitForEvent("filechooser");
  await shop.getByRole("button", { name: "Kuva tai PDF" }).click();
  await (await chosen).setFiles({
    name: "vika.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from(PNG),
  });
  const seen = aino.getByRole("log").getByRole("img", { name: "vika.jpg.png" });
  await seen.waitFor();
  await aino.waitForFunction(
    () => document.querySelector<HTMLImageElement>(".file img")?.naturalWidth === 1,
  );

  const choosing = aino.waitForEvent("filechooser");
  await aino.getByRole("button", { name: "Attach image or PDF" }).click();
  await (await choosing).setFiles({
    name: "takuu.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from(PDF),
  });
  const download = downloadOf(shop);
  await shop.getByRole("button", { name: "Tallenna takuu.pdf" }).click();
  expect((await download).suggestedFilename()).toBe("takuu.pdf");
  expect(complaints).toEqual([]);
}, 120_000);
