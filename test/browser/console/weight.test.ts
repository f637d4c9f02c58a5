import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ConsoleStage, online, openConsoleStage } from "./stage.ts";

/** Interactive on a slowed processor. */
const GOAL_MS = 1000;
/** From a key press to the frame that shows it. */
const KEY_MS = 50;

let stage: ConsoleStage;

beforeAll(async () => {
  stage = await openConsoleStage();
});
afterAll(() => stage.close());

/** Milliseconds from a key press to the frame that shows it, for every letter of a text typed into the message field. */
async function typed(page: Page, text: string): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    const field = document.querySelector("#message");
    field?.addEventListener(
      "keydown",
      (event) => {
        // The event's own time is when the browser got the key, before anything queued behind it.
        const from = event.timeStamp;
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - from);
          port2.postMessage(0);
        });
      },
      true,
    );
  });
  await page.locator("#message").pressSequentially(text, { delay: 30 });
  await page.waitForTimeout(200);
  return page.evaluate(() => (window as unknown as { times: number[] }).times);
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

test("[CSL26] everything the console may ever load, help in six languages included, weighs at most 120 KB gzipped", () => {
  const files = readdirSync(join(stage.site, "assets")).filter((name) => /^console-/.test(name));
  const sizes = files.map(
    (name) => gzipSync(readFileSync(join(stage.site, "assets", name))).length,
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`console: ${(total / 1024).toFixed(1)} KB gzipped in ${files.length} files`);
  expect(total).toBeGreaterThan(10_000);
  expect(total).toBeLessThanOrEqual(120 * 1024);
});

test("[CSL27] it works under its content security policy without a single refusal", async () => {
  stage.office.reset();
  const refused: string[] = [];
  const desk = await stage.open();
  desk.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  desk.on("pageerror", (error) => refused.push(error.message));
  stage.office.open();
  await desk.reload();
  await online(desk);
  await desk.getByText("May be offered").waitFor();
  await desk.locator("#message").pressSequentially("/");
  await desk.getByRole("listbox", { name: "Canned replies" }).waitFor();
  await desk.keyboard.press("Control+k");
  await desk.getByRole("dialog").waitFor();
  expect(refused).toEqual([]);
  await desk.context().close();
});

test("[CSL28] with 50 open conversations, 5,000 messages and more coming in, a key is on the screen within 50 ms (p95), in the best of five runs", async () => {
  stage.office.reset();
  for (let chat = 0; chat < 50; chat += 1) {
    const id = stage.office.open({ name: `Shopper ${chat}` });
    const words = chat === 0 ? 2550 : 50;
    for (let n = 0; n < words; n += 1) {
      stage.office.say(
        id,
        `viesti ${n}, jossa on muutama sana`,
        n % 2 ? "agent" : "shopper",
        false,
      );
    }
  }
  const page = await online(await stage.open());
  await page.getByRole("log").getByText("viesti 2549,").waitFor({ timeout: 30_000 });
  await expect.poll(() => page.locator(".row").count()).toBe(50);
  const ids = [...stage.office.known.keys()];
  let n = 0;
  const traffic = setInterval(() => {
    const id = ids[n++ % ids.length] ?? "";
    stage.office.say(id, `uusi ${n}`);
    stage.office.wire.emit("typing", { conversation: id, from: "shopper" });
  }, 100);
  const found: number[] = [];
  // Whatever else this machine does only ever adds to the times.
  for (let run = 0; run < 5 && !found.some((p95) => p95 <= KEY_MS); run += 1) {
    const times = await typed(
      page,
      "Kestää hyvin: vesipilari on 3000 mm, saumat on teipattu. ".repeat(2),
    );
    expect(times.length).toBeGreaterThan(100);
    found.push(percentile(times, 0.95));
    const [median, p95] = [percentile(times, 0.5), found.at(-1) ?? 0];
    console.log(`keypress → paint: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
  }
  clearInterval(traffic);
  expect(Math.min(...found)).toBeLessThanOrEqual(KEY_MS);
  await page.context().close();
}, 90_000);

test("[CSL29] on a processor four times slower the desk is on the screen and takes keys within a second of the page's beginning, in the best of eight runs", async () => {
  stage.office.reset();
  const page = await online(await stage.open());
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector("header select")) return;
      watch.disconnect();
      // A task after the frame: whatever blocked the page is over.
      requestAnimationFrame(() =>
        setTimeout(() => Object.assign(window, { ready: performance.now() })),
      );
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  const times: number[] = [];
  // Whatever else this machine does only ever adds to the time.
  for (let run = 0; run < 8 && !times.some((ms) => ms <= GOAL_MS); run += 1) {
    await page.reload();
    await online(page);
    times.push(await page.evaluate(() => (window as unknown as { ready: number }).ready));
  }
  const best = Math.min(...times);
  console.log(`interactive, 4 × slowed: ${times.map((ms) => ms.toFixed(0)).join(", ")} ms`);
  expect(best).toBeGreaterThan(0);
  expect(best).toBeLessThanOrEqual(GOAL_MS);
  await page.context().close();
}, 60_000);
