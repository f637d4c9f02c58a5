import { readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { cssText } from "../../../web/shared/css-text.ts";
import { cutTransports } from "../../../web/shared/transport/cut-transports.ts";
import { launchChromium } from "../chromium.ts";
import { FakeBackend } from "./backend.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const LOCALES = here("../../../web/locales/");

export const localeNames = (): string[] =>
  readdirSync(LOCALES)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -5));

/** The loader's or the chat's files by name, minified and cut as they are deployed; `heed.js` or `chat.js` is the one to begin with. */
export async function bundleOf(what: "loader" | "widget"): Promise<ReadonlyMap<string, string>> {
  const locales = Object.fromEntries(localeNames().map((name) => [name, `locale-${name}.json`]));
  const { outputFiles } = await build({
    entryPoints: { [what === "loader" ? "heed" : "chat"]: here(`../../../web/${what}/index.ts`) },
    outdir: "/",
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
    target: "es2022",
    format: what === "loader" ? "iife" : "esm",
    splitting: what === "widget",
    charset: what === "widget" ? "utf8" : "ascii",
    chunkNames: "chat-[name]-[hash]",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    define: {
      __HEED_CHAT__: '"chat.js"',
      __HEED_LOCALES__: JSON.stringify(locales),
      "process.env.NODE_ENV": '"production"',
    },
    plugins: [cutTransports(), cssText()],
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}

export interface PageOptions {
  readonly path?: string;
  readonly body?: string;
  readonly head?: string;
  readonly lang?: string;
  /** More attributes of the script tag. */
  readonly tag?: string;
  /** Goes into the response's headers. */
  readonly csp?: string;
  /** Without our script tag. */
  readonly bare?: boolean;
}

export interface WidgetStage {
  readonly backend: FakeBackend;
  readonly browser: Browser;
  readonly shop: string;
  readonly site: string;
  /** What the next page of the shop looks like. */
  put(options: PageOptions): void;
  /** A page of the shop in a browser profile of its own. */
  visit(options?: PageOptions, context?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

const SHOP_BODY = `<header><h1>Pohjola Home</h1></header><main><h2>Your cart</h2>
<p>Kaamos lantern, 49.50 €. Havu blanket, 80.00 €.</p><p><a href="#pay" id="pay">To checkout</a></p></main>`;

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A shop with the real loader and the real chat, a fake back end behind it, and a real browser. */
export async function openWidgetStage(): Promise<WidgetStage> {
  const backend = new FakeBackend();
  const [loader, widget, browser] = await Promise.all([
    bundleOf("loader"),
    bundleOf("widget"),
    launchChromium(),
    backend.start(),
  ]);
  const siteServer = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    const locale = /^\/assets\/locale-(\w+)\.json$/.exec(pathname)?.[1];
    const script = pathname === "/heed.js" ? loader : widget;
    const body = locale
      ? readFileSync(`${LOCALES}${locale}.json`, "utf8")
      : script.get(pathname.replace(/^\/assets/, "").slice(1));
    response.writeHead(body ? 200 : 404, {
      "content-type": locale ? "application/json" : "text/javascript; charset=utf-8",
      "access-control-allow-origin": "*",
    });
    response.end(body || undefined);
  });
  const site = await listen(siteServer);
  let now: PageOptions = {};
  const shopServer = createServer((_, response) => {
    const { body = SHOP_BODY, head = "", lang = "en", tag = "", csp, bare = false } = now;
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      ...(csp && { "content-security-policy": csp.replaceAll("$SITE", site) }),
    });
    const script = `<script async src="${site}/heed.js" data-socket="${backend.url}" data-cart-dwell="9999" ${tag}></script>`;
    response.end(
      `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Your cart</title>${head}` +
        `${bare ? "" : script}</head><body>${body}</body></html>`,
    );
  });
  const shop = await listen(shopServer);
  return {
    backend,
    browser,
    shop,
    site,
    put(options) {
      now = options;
    },
    async visit(options = {}, contextOptions = {}) {
      now = options;
      const context = await browser.newContext(contextOptions);
      const page = await context.newPage();
      await page.goto(`${shop}${options.path ?? "/cart"}`);
      return page;
    },
    async close() {
      await browser.close();
      await backend.stop();
      for (const server of [siteServer, shopServer]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

/** Makes the shop's page call `heed(...)`. */
export async function heed(page: Page, ...call: unknown[]): Promise<void> {
  await page.waitForFunction(() => typeof (window as { heed?: unknown }).heed === "function");
  await page.evaluate((args) => {
    (window as unknown as { heed: (...args: unknown[]) => void }).heed(...args);
  }, call);
}

/** Has the page meet something that matters, so that the loader fetches the chat. */
export const trouble = (page: Page): Promise<void> => heed(page, "track", "payment-declined");

export const panelOf = (page: Page): Locator => page.getByRole("dialog");
export const invitationOf = (page: Page): Locator => page.locator("heed-chat .invitation");
export const pillOf = (page: Page): Locator => page.locator("heed-chat .pill");
export const composerOf = (page: Page): Locator => page.locator("heed-chat textarea");

/** Writes and sends. */
export async function write(page: Page, text: string): Promise<void> {
  await composerOf(page).fill(text);
  await composerOf(page).press("Enter");
}

/** Waits until `check` is true. @throws after `timeout` ms */
export async function until(check: () => boolean, timeout = 8000): Promise<void> {
  const end = Date.now() + timeout;
  while (!check()) {
    if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${check}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
