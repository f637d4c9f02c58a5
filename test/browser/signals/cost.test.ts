import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bundleLoader, listening, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.asked.length = 0;
});

/** The budget of the file that every page of a shop loads. */
const LOADER_BYTES = 5 * 1024;
/** Milliseconds of the main thread at once, on a processor that is so many times slower. */
const TASK_MS = 10;
const SLOWER = 4;

const product = {
  "@context": "https://schema.org",
  "@type": "Product",
  name: "Havu blanket",
  description: "wool ".repeat(2000),
  offers: { "@type": "Offer", price: "89.00", priceCurrency: "EUR" },
};
/** A product page of a usual weight. */
const rich = `<script>window.dataLayer = window.dataLayer || []; for (let i = 0; i < 50; i++) dataLayer.push({ event: "view_item_list", ecommerce: { items: [{ item_name: "x" + i }] } })</script>
  <script type="application/ld+json">${JSON.stringify(product)}</script>
  ${Array.from({ length: 400 }, (_, at) => `<article class="card"><a href="/product/${at}"><h2>Thing ${at}</h2><p>Some words on it.</p><button>Add</button></a></article>`).join("")}`;

test("[SIG76] the loader is at most 5 KB gzip", async () => {
  const bytes = gzipSync(await bundleLoader(), { level: 9 }).length;
  console.log(`loader: ${bytes} bytes gzip`);
  expect(bytes).toBeLessThanOrEqual(LOADER_BYTES);
});

test("[SIG74] a casual visit opens no connection, loads no second file and stores nothing", async () => {
  const page = await stage.page();
  const requests: string[] = [];
  const sockets: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  page.on("websocket", (socket) => sockets.push(socket.url()));
  stage.put("/en/", stage.document(rich));
  stage.put("/favicon.ico", { body: "" });
  await page.goto(`${stage.shop}/en/`);
  await listening(page);
  await page.mouse.move(200, 200);
  await page.mouse.wheel(0, 1500);
  await page.waitForTimeout(300);
  await page.mouse.wheel(0, -1500);
  await page.keyboard.press("Tab");
  await page.mouse.move(200, -5);
  await page.click("h2 >> nth=3", { modifiers: ["Alt"], noWaitAfter: true });
  await page.waitForTimeout(500);
  await page.goto(`${stage.shop}/en/`);
  await page.waitForTimeout(2500);
  const heed = requests.filter((path) => /heed|assets/.test(path));
  expect(new Set(heed)).toEqual(new Set(["/heed.js"]));
  expect(sockets).toEqual([]);
  const stored = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }));
  expect(stored).toEqual({ local: {}, session: {}, databases: [], caches: [] });
  expect(await page.context().cookies()).toEqual([]);
  await page.context().close();
});

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly data?: { readonly url?: string; readonly fileName?: string } };
}

/**
 * The loader's longest run on a page, in ms of the thread's own clock. Chromium's throttling would count other programs' time on a busy machine, so the
 * caller multiplies instead.
 */
async function longestRun(page: Page, url: string): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on("Tracing.dataCollected", ({ value }) =>
    events.push(...(value as unknown as TraceEvent[])),
  );
  await devtools.send("Tracing.start", {
    traceConfig: { includedCategories: ["devtools.timeline", "v8"] },
  });
  await page.goto(url);
  await listening(page);
  await page.mouse.move(200, 300);
  await page.mouse.wheel(0, 800);
  await page.evaluate(() => document.querySelector("button")?.click());
  await page.waitForTimeout(1200);
  const done = new Promise<void>((resolve) =>
    devtools.once("Tracing.tracingComplete", () => resolve()),
  );
  await devtools.send("Tracing.end");
  await done;
  const ours = events.filter(
    ({ args, ph, name }) =>
      ph === "X" &&
      /heed\.js/.test(args.data?.url ?? args.data?.fileName ?? "") &&
      !/background/i.test(name),
  );
  expect(ours.length).toBeGreaterThan(3);
  return Math.max(...ours.map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000));
}

test("[SIG75] no run of the loader takes over 10 ms on a four times slower processor", async () => {
  stage.put("/en/product/x", stage.document(rich));
  const runs: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const page = await stage.page();
    runs.push(SLOWER * (await longestRun(page, `${stage.shop}/en/product/x`)));
    await page.context().close();
  }
  runs.sort((a, b) => a - b);
  console.log(`loader: longest runs, 4 x slower: ${runs.map((ms) => ms.toFixed(1)).join(", ")} ms`);
  expect(runs[2]).toBeLessThanOrEqual(TASK_MS);
}, 60_000);

test("[SIG75] the loader shifts no layout, listens passively, uses no frames and at most one idle timer", async () => {
  const page = await stage.page();
  await page.addInitScript(() => {
    const watch = { frames: 0, intervals: 0, timers: new Set<number>(), active: 0, shift: 0 };
    Object.assign(window, { watch });
    const ours = () => /heed\.js/.test(new Error().stack ?? "");
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      const passive = typeof options === "object" && options.passive === true;
      if (ours() && !passive) watch.active += 1;
      addEventListener.call(this, type, listener, options);
    };
    const { requestAnimationFrame, setInterval, setTimeout, clearTimeout } = window;
    window.requestAnimationFrame = (run) => {
      if (ours()) watch.frames += 1;
      return requestAnimationFrame(run);
    };
    Object.assign(window, {
      setInterval: (...args: Parameters<typeof setInterval>) => {
        if (ours()) watch.intervals += 1;
        return setInterval(...args);
      },
      setTimeout: (run: () => void, ms: number) => {
        const mine = ours();
        const id: number = setTimeout(() => {
          watch.timers.delete(id);
          run();
        }, ms);
        if (mine) watch.timers.add(id);
        return id;
      },
      clearTimeout: (id: number) => {
        watch.timers.delete(id);
        clearTimeout(id);
      },
    });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        watch.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  const seen = () =>
    page.evaluate(() => {
      const { timers, ...rest } = (window as unknown as { watch: { timers: Set<number> } }).watch;
      return { ...rest, timers: timers.size };
    });
  stage.put("/en/", stage.document(rich));
  stage.put("/en/cart", stage.document(`${rich}<button name="checkout">Checkout</button>`));
  await page.goto(`${stage.shop}/en/`);
  await page.waitForTimeout(2500);
  expect(await seen()).toEqual({ frames: 0, intervals: 0, active: 0, shift: 0, timers: 0 });
  await page.goto(`${stage.shop}/en/cart`);
  await page.waitForTimeout(2500);
  expect(await seen()).toEqual({ frames: 0, intervals: 0, active: 0, shift: 0, timers: 1 });
  await page.context().close();
});
