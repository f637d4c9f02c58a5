import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Cart, PageView, Signal } from "../../../functions/contract/signal.ts";
import { launchChromium } from "../chromium.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One file, built as it is deployed. */
async function bundleOf(entry: string, format: "iife" | "esm"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here(entry)],
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
    target: "es2021",
    format,
    legalComments: "none",
    define: { __HEED_CHAT__: '"chat-test.js"' },
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`esbuild wrote nothing for ${entry}`);
  return file.text;
}

/** The loader, minified as it is deployed. */
export const bundleLoader = () => bundleOf("../../../web/loader/index.ts", "iife");

/** What a fixture page answers. */
export interface Fixture {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}
export type Route = Fixture | ((request: IncomingMessage) => Fixture | undefined);

export interface Stage {
  /** Origin of the site that serves the loader. */
  readonly site: string;
  /** Origin of the fixture shop. */
  readonly shop: string;
  readonly browser: Browser;
  /** Paths asked of the site since the last `forget`. */
  readonly asked: string[];
  /** The script tag, with more attributes. */
  tag(attributes?: string): string;
  /** Puts a page on the fixture shop: `"/cart": "<h1>…"` gets a document around it with the script tag. */
  put(path: string, route: Route): void;
  /** A document with the script tag. */
  document(body: string, options?: { tag?: string; head?: string; lang?: string }): Fixture;
  page(options?: BrowserContextOptions): Promise<Page>;
  /** Puts a document with the script tag at `path`, opens it in a new context and waits for the loader to listen. */
  show(path: string, body: string, options?: ShowOptions): Promise<Page>;
  close(): Promise<void>;
}

export interface ShowOptions {
  /** Attributes of the script tag. */
  readonly tag?: string;
  readonly head?: string;
  readonly lang?: string;
  readonly status?: number;
  readonly query?: string;
  readonly context?: BrowserContextOptions;
}

/** A phone. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 700 },
  isMobile: true,
  hasTouch: true,
};

async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; origin: string }> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, origin: `http://127.0.0.1:${port}` };
}

const stop = (server: Server) =>
  new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });

/** A site with the real loader and a chat that only records, a shop to put fixture pages on, and a real browser. */
export async function openStage(): Promise<Stage> {
  const [loader, chat, browser] = await Promise.all([
    bundleLoader(),
    bundleOf("./recording-chat.ts", "esm"),
    // With the back-forward cache, as shoppers' browsers have it.
    launchChromium({ ignoreDefaultArgs: ["--disable-back-forward-cache"] }),
  ]);
  const asked: string[] = [];
  const site = await listen((request, response) => {
    const path = new URL(request.url ?? "/", "http://site").pathname;
    asked.push(path);
    const body = { "/heed.js": loader, "/assets/chat-test.js": chat }[path];
    response.writeHead(body ? 200 : 404, {
      "content-type": "text/javascript; charset=utf-8",
      "access-control-allow-origin": "*",
    });
    response.end(body);
  });
  const routes = new Map<string, Route>();
  const shop = await listen((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://shop");
    const route = routes.get(pathname);
    const fixture = typeof route === "function" ? route(request) : route;
    if (!fixture) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(fixture.status ?? 200, {
      "content-type": `${fixture.type ?? "text/html"}; charset=utf-8`,
      ...fixture.headers,
    });
    response.end(fixture.body);
  });
  const tag = (attributes = "") =>
    `<script async src="${site.origin}/heed.js" data-socket="wss://socket.invalid/test" ${attributes}></script>`;

  const stage: Stage = {
    site: site.origin,
    shop: shop.origin,
    browser,
    asked,
    tag,
    put: (path, route) => void routes.set(path, route),
    document: (body, { tag: own = tag(), head = "", lang = "en" } = {}) => ({
      body: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Fixture</title>${head}${own}</head><body>${body}</body></html>`,
    }),
    async page(options) {
      const context = await browser.newContext(options);
      return context.newPage();
    },
    async show(path, body, options = {}) {
      const { status, context, query = "", tag: attributes, ...rest } = options;
      const fixture = stage.document(body, { ...rest, tag: tag(attributes) });
      stage.put(path, { ...fixture, ...(status && { status }) });
      const page = await stage.page(context);
      await page.goto(stage.shop + path + query);
      await listening(page);
      return page;
    },
    async close() {
      await browser.close();
      await Promise.all([stop(site.server), stop(shop.server)]);
    },
  };
  return stage;
}

/** Waits until the loader has taken the place of the queue. */
export async function listening(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { heed } = window as { heed?: { q?: unknown } };
    return heed?.q !== undefined && !Array.isArray(heed.q);
  });
  // Detectors start in the same task; what they put off for half a second has happened then.
  await page.waitForTimeout(100);
}

/** Kinds of every signal that the loader has heard, whether or not a chat was loaded for them: the test has it loaded now. */
export async function heard(page: Page): Promise<string[]> {
  await page.evaluate(() => (window as unknown as { heed(call: string): void }).heed("open"));
  await page.waitForFunction(() => "recorded" in window);
  await page.waitForTimeout(100);
  return (await signals(page)).map((one) => one.kind);
}

/** Whether the chat was loaded on this page. */
export const loaded = (page: Page): Promise<boolean> => page.evaluate(() => "host" in window);

/** One hand-over that the recording chat has seen. */
export interface Parcel {
  readonly view: PageView;
  readonly cart?: Cart;
  readonly signals: readonly Signal[];
}

/** Everything handed over on this page so far; none when the chat was not loaded. */
export function parcels(page: Page): Promise<Parcel[]> {
  return page.evaluate(() => (window as { recorded?: Parcel[] }).recorded ?? []);
}

/** Every signal handed over on this page so far. */
export async function signals(page: Page): Promise<Signal[]> {
  return (await parcels(page)).flatMap((parcel) => parcel.signals);
}

/** Waits for a signal of a kind to be handed over. @throws after `timeout` ms, naming what came instead. */
export async function signal(page: Page, kind: string, timeout = 8000): Promise<Signal> {
  const until = Date.now() + timeout;
  for (;;) {
    const found = (await signals(page)).find((one) => one.kind === kind);
    if (found) return found;
    if (Date.now() > until) {
      const came = (await signals(page)).map((one) => one.kind).join(", ") || "nothing";
      throw new Error(`no ${kind} within ${timeout} ms; came: ${came}`);
    }
    await page.waitForTimeout(50);
  }
}
