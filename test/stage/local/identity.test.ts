import { createHash, randomBytes } from "node:crypto";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterEach, expect, test } from "vitest";
import { DEMO_AGENTS } from "../../../infra/local/demo-agents.ts";
import type { Stage } from "../../../infra/local/run.ts";
import { httpApi, pool } from "./fixture-template.ts";
import { site } from "./site-template.ts";
import { cleanUp, stageOf, temporaryFolder } from "./stage-kit.ts";

afterEach(cleanUp);

const resources = { ...httpApi("ANY /api/{proxy+}"), ...site, ...pool };
const identityStage = (options: Parameters<typeof stageOf>[1] = {}) =>
  stageOf(resources, options, { ClientId: { Value: { Ref: "Client" } } });

/** A browser that keeps cookies and doesn't follow redirects by itself. */
class Visitor {
  readonly #cookies = new Map<string, string>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  async go(target: string, init: RequestInit = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const url = new URL(target, this.#origin);
    const response = await fetch(url, { ...init, redirect: "manual", headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.#cookies.set(name, value);
    }
    return { response, location: response.headers.get("location") ?? "" };
  }
}

const verifier = randomBytes(32).toString("base64url");

function authorizeUrl(stage: Stage, changes: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: stage.outputs.ClientId ?? "",
    redirect_uri: `${stage.urls.site}/console/`,
    response_type: "code",
    scope: "openid email profile",
    state: "s1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...changes,
  });
  return `${stage.urls.issuer}/auth?${query}`;
}

/** Signs in through the page's button, and returns the tokens. */
async function signIn(stage: Stage, sub: string): Promise<Record<string, string>> {
  const visitor = new Visitor(stage.urls.site);
  const start = await visitor.go(authorizeUrl(stage));
  const body = new URLSearchParams({ agent: sub });
  const chosen = await visitor.go(start.location, { method: "POST", body });
  const back = await visitor.go(chosen.location);
  const answer = new URL(back.location);
  expect(`${answer.origin}${answer.pathname}`).toBe(`${stage.urls.site}/console/`);
  const tokens = await fetch(`${stage.urls.issuer}/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: stage.outputs.ClientId ?? "",
      redirect_uri: `${stage.urls.site}/console/`,
      code: answer.searchParams.get("code") ?? "",
      code_verifier: verifier,
    }),
  });
  return (await tokens.json()) as Record<string, string>;
}

function verify(stage: Stage, token: string) {
  const keys = createRemoteJWKSet(new URL(`${stage.urls.issuer}/.well-known/jwks.json`));
  const { issuer } = stage.urls;
  return jwtVerify(token, keys, { issuer: issuer ?? "", audience: stage.outputs.ClientId ?? "" });
}

test("[LOC39] an agent signs in by code and PKCE, and the id token names subject and e-mail", async () => {
  const stage = await identityStage();
  const tokens = await signIn(stage, "demo-aino");
  const { payload } = await verify(stage, tokens.id_token ?? "");
  expect(payload).toMatchObject({
    sub: "demo-aino",
    email: "aino@heed.local",
    email_verified: true,
    name: "Aino",
    iss: `${stage.urls.site}/idp`,
  });
  expect(tokens.refresh_token).toBeDefined();
  const renewed = await fetch(`${stage.urls.issuer}/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "refresh_token",
      client_id: stage.outputs.ClientId ?? "",
      refresh_token: tokens.refresh_token ?? "",
    }),
  });
  const { id_token } = (await renewed.json()) as { id_token: string };
  expect((await verify(stage, id_token)).payload.sub).toBe("demo-aino");
});

test("[LOC39] discovery finds every endpoint below the issuer", async () => {
  const stage = await identityStage();
  const found = await fetch(`${stage.urls.issuer}/.well-known/openid-configuration`);
  const configuration = (await found.json()) as Record<string, unknown>;
  expect(configuration.issuer).toBe(stage.urls.issuer);
  for (const name of ["authorization_endpoint", "token_endpoint", "jwks_uri"]) {
    expect(configuration[name]).toMatch(new RegExp(`^${stage.urls.issuer}/`));
  }
  expect(configuration.code_challenge_methods_supported).toEqual(["S256"]);
});

test("[LOC39] a code without PKCE, a foreign redirect and an unknown client are refused", async () => {
  const stage = await identityStage();
  const visitor = new Visitor(stage.urls.site);
  const bare = await visitor.go(authorizeUrl(stage, { code_challenge: "" }));
  expect(new URL(bare.location).searchParams.get("error")).toBe("invalid_request");
  const foreign = authorizeUrl(stage, { redirect_uri: "https://evil.example/" });
  expect((await visitor.go(foreign)).response.status).toBe(400);
  const stranger = authorizeUrl(stage, { client_id: "nobody" });
  const refused = (await visitor.go(stranger)).response;
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain("<h1>Signing in failed</h1>");
});

test("[LOC40] the sign-in page has one button per demo agent and says there is no password", async () => {
  const stage = await identityStage();
  const visitor = new Visitor(stage.urls.site);
  const { location } = await visitor.go(authorizeUrl(stage));
  const { response } = await visitor.go(location);
  const page = await response.text();
  expect(page).toContain('<html lang="en">');
  expect(page).toContain("have no passwords");
  for (const { sub, name } of DEMO_AGENTS) {
    expect(page).toContain(`<button name="agent" value="${sub}"><strong>${name}</strong>`);
  }
  const body = new URLSearchParams({ agent: "nobody" });
  expect((await visitor.go(location, { method: "POST", body })).response.status).toBe(400);
  const expired = await new Visitor(stage.urls.site).go("/idp/sign-in/unknown");
  expect(expired.response.status).toBe(400);
  expect(await expired.response.text()).toContain("start again");
});

test("[LOC41] a token stays valid over a restart when data is kept", async () => {
  const folder = temporaryFolder();
  const first = await identityStage({ folder });
  const { id_token = "" } = await signIn(first, "demo-sam");
  const port = Number(new URL(first.urls.site).port);
  await first.close();
  const second = await identityStage({ folder, port });
  expect((await verify(second, id_token)).payload.sub).toBe("demo-sam");
});
