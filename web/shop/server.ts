import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { customerToken } from "./account.ts";
import { type Cart, cookieOf, readCart, writeCart } from "./cart-cookie.ts";
import type { Answer, Visit } from "./context.ts";
import { createHeedApi } from "./heed-api.ts";
import { isLanguage, preferred } from "./languages.ts";
import { layout } from "./layout.ts";
import { createOrders } from "./orders.ts";
import { contentPolicy } from "./policy.ts";
import { answer } from "./routes.ts";
import { totalsOf } from "./totals.ts";

export interface ShopOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The stage's HTTP API, for the offers. */
  readonly apiUrl: string;
  /** The tag that the stage's outputs give to paste. */
  readonly scriptTag: string;
  /** Signs the requests to Heed. */
  readonly shopSecret: string;
  /** Where attached files are put and fetched; without it the policy lets none through. */
  readonly filesOrigin?: string;
}

export interface Shop {
  /** Without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

const LONGEST_FORM = 16 * 1024;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#24523f"/><path d="M16 5v22M16 10l-6 5M16 10l6 5M16 16l-8 6M16 16l8 6" stroke="#fff" stroke-width="2.2" stroke-linecap="round" fill="none"/></svg>';

type File = readonly [type: string, text: string];

async function assets(): Promise<Readonly<Record<string, File>>> {
  const [style, script] = await Promise.all([
    readFile(here("./shop.css"), "utf8"),
    build({
      entryPoints: [here("./browser/shop.ts")],
      bundle: true,
      minify: true,
      write: false,
      format: "iife",
      target: "es2021",
    }),
  ]);
  return {
    "/shop.css": ["text/css", style],
    "/shop.js": ["text/javascript", script.outputFiles[0]?.text ?? ""],
    "/icon.svg": ["image/svg+xml", ICON],
  };
}

/** @returns undefined when the form is too long. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LONGEST_FORM) return undefined;
  }
  return new URLSearchParams(text);
}

/**
 * Starts the demo shop: a small shop as any shop might be, with Heed's script tag in its pages and Heed's offers in its checkout.
 * @throws when the port is taken, or when the script tag lacks an address.
 */
export async function startShop(options: ShopOptions): Promise<Shop> {
  const { scriptTag, shopSecret } = options;
  const key = createHash("sha256").update(`cart ${shopSecret}`).digest("hex");
  const api = createHeedApi(options.apiUrl, shopSecret, Date.now);
  const orders = createOrders();
  const policy = contentPolicy(scriptTag, options.filesOrigin);
  const files = await assets();

  const send = (visit: Visit, given: Answer, cookie: string | undefined, to: ServerResponse) => {
    const cart: Cart = given.cart ?? visit.cart;
    const headers = { "set-cookie": writeCart(cart, key), "cache-control": "no-cache" };
    if (given.kind === "redirect") {
      to.writeHead(303, { ...headers, location: `/${visit.language}/${given.to}` }).end();
      return;
    }
    const said = cookieOf(cookie, "havu_consent");
    const frame = {
      language: visit.language,
      path: visit.path.join("/"),
      pieces: totalsOf(cart).pieces,
      consent: said === "yes" || said === "no" ? said : undefined,
      scriptTag,
      customer:
        cart.account && (cart.account === "in" ? customerToken(shopSecret, Date.now()) : ""),
    } as const;
    to.writeHead(given.status ?? 200, {
      ...headers,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
      "referrer-policy": "strict-origin-when-cross-origin",
      "x-content-type-options": "nosniff",
    }).end(layout(frame, given.content));
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", "http://shop");
    const file = files[url.pathname];
    if (file) {
      response.writeHead(200, { "content-type": `${file[0]}; charset=utf-8` }).end(file[1]);
      return;
    }
    const [, language, ...path] = url.pathname.split("/");
    const { cookie } = request.headers;
    if (!isLanguage(language)) {
      const to = language
        ? `/${preferred(request.headers["accept-language"])}/not-found`
        : `/${preferred(request.headers["accept-language"])}/`;
      response.writeHead(302, { location: to, vary: "accept-language" }).end();
      return;
    }
    const method = request.method === "POST" ? "POST" : "GET";
    const form = method === "POST" ? await readForm(request) : new URLSearchParams();
    if (!form) {
      response.writeHead(413).end();
      return;
    }
    const cart = readCart(cookie, key);
    const remembered = cookieOf(cookie, "havu_heed");
    const visitor = remembered && /^[\w-]{22}$/.test(remembered) ? remembered : undefined;
    const visit: Visit = {
      language,
      method,
      path,
      query: url.searchParams,
      form,
      cart,
      api,
      orders,
      ...(visitor !== undefined && { visitor }),
    };
    send(visit, await answer(visit), cookie, response);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error("shop:", error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
