import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { bundleWeb } from "../../../infra/bundle-web.ts";
import { launchChromium } from "../chromium.ts";
import { BackOffice } from "./back-office.ts";
import { HttpOffice } from "./http-office.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};

/** An ID token as far as a client looks at it. */
function idToken(issuer: string, seconds: number): string {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: "console", sub: "aino", iat, exp: iat + seconds };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256" })}.${part(claims)}.c2ln`;
}

export interface ConsoleStage {
  readonly office: BackOffice;
  readonly http: HttpOffice;
  readonly browser: Browser;
  readonly origin: string;
  /** Folder of the built site. */
  readonly site: string;
  /** Bearers of the tickets asked for. */
  readonly bearers: string[];
  /** How the token endpoint answers a renewal; undefined: with a new token. */
  renewal: { status: number; body: object } | undefined;
  /** Origin of the bucket for attached files. */
  files: string;
  /** The console, signed in, in a profile of its own. */
  open(options?: OpenOptions): Promise<Page>;
  close(): Promise<void>;
}

export interface OpenOptions extends BrowserContextOptions {
  /** What is left of the ID token's life, ms. */
  readonly left?: number;
}

/** The built console under its own content security policy, a fake back end behind it, a real browser. */
export async function openConsoleStage(): Promise<ConsoleStage> {
  const site = mkdtempSync(join(tmpdir(), "heed-console-"));
  const [browser] = await Promise.all([launchChromium(), bundleWeb({ root, out: site })]);
  const office = new BackOffice();
  const http = new HttpOffice();
  const bearers: string[] = [];
  const server = createServer((request, response) => serve(request, response));
  office.wire.attach(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  const issuer = `${origin}/issuer`;

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? "/", origin);
    const json = (body: object, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (pathname === "/api/config") {
      const languages = ["en", "fi"];
      json({
        stage: "test",
        socket: `ws://localhost:${port}/test`,
        issuer,
        clientId: "console",
        languages,
      });
    } else if (pathname === "/api/tickets") {
      bearers.push(request.headers.authorization?.slice(7) ?? "");
      json({ ticket: "ticket", until: Date.now() + 60_000 });
    } else if (pathname === "/issuer/.well-known/openid-configuration") {
      json({ issuer, token_endpoint: `${issuer}/token`, authorization_endpoint: `${issuer}/auth` });
    } else if (pathname === "/issuer/token") {
      const { status, body } = stage.renewal ?? {
        status: 200,
        body: { access_token: "a", token_type: "Bearer", id_token: idToken(issuer, 3600) },
      };
      json(body, status);
    } else if (pathname.startsWith("/api/")) void http.serve(request, response);
    else file(pathname, response);
  }

  function file(pathname: string, response: ServerResponse): void {
    const path = pathname.startsWith("/console") ? "/console/index.html" : pathname;
    try {
      const body = readFileSync(join(site, path));
      // As infra/site-headers.ts sends it.
      const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https: ${stage.files}; media-src 'self' data:; font-src 'self'; manifest-src 'self'; connect-src 'self' ${stage.files} ws://localhost:${port}; frame-src ${origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
      const type = TYPES[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
      response
        .writeHead(200, { "content-type": type, "content-security-policy": policy })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  }

  const stage: ConsoleStage = {
    office,
    http,
    browser,
    origin,
    site,
    bearers,
    renewal: undefined,
    files: "",
    async open({ left = 3_600_000, ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        ...options,
      });
      const signedIn = {
        idToken: idToken(issuer, 3600),
        expiresAt: Date.now() + left,
        refreshToken: "refresh",
      };
      // Only once per tab: a reload finds what the console itself has kept.
      await context.addInitScript((kept) => {
        if (sessionStorage.getItem("heed-token") === null && location.pathname === "/console/") {
          sessionStorage.setItem("heed-token", kept);
        }
      }, JSON.stringify(signedIn));
      const page = await context.newPage();
      await page.goto(`${origin}/console/`);
      return page;
    },
    async close() {
      await browser.close();
      office.wire.cut();
      server.closeAllConnections();
      server.close();
      rmSync(site, { recursive: true, force: true });
    },
  };
  return stage;
}

/** Waits until the console is connected and the agent online. */
export async function online(page: Page): Promise<Page> {
  await page.waitForFunction(
    () => document.querySelector<HTMLSelectElement>("header select")?.value === "online",
  );
  return page;
}
