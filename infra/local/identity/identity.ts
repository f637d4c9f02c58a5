import type { IncomingMessage, ServerResponse } from "node:http";
import type Provider from "oidc-provider";
import { DEMO_AGENTS, type DemoAgent } from "../demo-agents.ts";
import { configuration } from "./configuration.ts";
import type { IdentityKeys } from "./keys.ts";
import { messagePage, signInPage } from "./pages.ts";
import type { ClientSpec } from "./spec.ts";

export interface IdentityOptions {
  /** URL of the issuer as tokens name it; its path is where requests come in. */
  readonly issuer: string;
  readonly clients: readonly ClientSpec[];
  readonly keys: IdentityKeys;
  readonly agents?: readonly DemoAgent[];
  readonly log: (line: string) => void;
}

const SIGN_IN = /^\/sign-in\/[\w-]+$/;
const MAX_FORM_BYTES = 1_024;

/** The OpenID provider that stands in for the user pool. */
export class Identity {
  readonly #base: string;
  readonly #agents: readonly DemoAgent[];
  readonly #provider: Provider;
  readonly #serve: (request: IncomingMessage, response: ServerResponse) => Promise<void>;

  private constructor(provider: Provider, base: string, agents: readonly DemoAgent[]) {
    this.#provider = provider;
    this.#serve = provider.callback();
    this.#base = base;
    this.#agents = agents;
  }

  static async start(options: IdentityOptions): Promise<Identity> {
    const { issuer, agents = DEMO_AGENTS, clients, keys, log } = options;
    const { default: OidcProvider } = await quietly(() => import("oidc-provider"));
    const base = new URL(issuer).pathname.replace(/\/$/, "");
    const signInPath = (uid: string) => `${base}/sign-in/${uid}`;
    const settings = configuration({ clients, agents, keys, signInPath });
    const provider = new OidcProvider(issuer, settings);
    provider.on("server_error", (_context, error) => log(`identity: ${error.message}`));
    return new Identity(provider, base, agents);
  }

  /** Serves a request below the issuer's path; false if it is elsewhere. */
  handle(path: string, request: IncomingMessage, response: ServerResponse): boolean {
    if (path !== this.#base && !path.startsWith(`${this.#base}/`)) return false;
    const inner = path.slice(this.#base.length);
    if (SIGN_IN.test(inner)) {
      void this.#signIn(request, response).catch(() => {
        const text = "This sign-in has expired. Go back to the console and start again.";
        page(response, 400, messagePage("Signing in failed", text));
      });
      return true;
    }
    // The provider finds out below which path it is mounted by comparing the two.
    const originalUrl = request.url ?? "";
    Object.assign(request, { originalUrl, url: originalUrl.slice(this.#base.length) || "/" });
    void this.#serve(request, response);
    return true;
  }

  async #signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await this.#provider.interactionDetails(request, response);
    if (request.method !== "POST") {
      page(response, 200, signInPage(this.#agents));
      return;
    }
    const chosen = new URLSearchParams(await readForm(request)).get("agent");
    const agent = this.#agents.find(({ sub }) => sub === chosen);
    if (agent) {
      const result = { login: { accountId: agent.sub } };
      await this.#provider.interactionFinished(request, response, result);
    } else {
      page(response, 400, signInPage(this.#agents));
    }
  }
}

/** Imports the provider without its remark on Node 20, on which it was tried and works. */
async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = (...parts: unknown[]) => {
    if (!String(parts[0]).includes("Unsupported runtime")) warn(...parts);
  };
  try {
    return await load();
  } finally {
    console.warn = warn;
  }
}

async function readForm(request: IncomingMessage): Promise<string> {
  let form = "";
  for await (const chunk of request) {
    form += String(chunk);
    if (form.length > MAX_FORM_BYTES) throw new Error("The form is too long.");
  }
  return form;
}

function page(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    })
    .end(body);
}
