import type { Context } from "oidc-provider";
import type { DemoAgent } from "../demo-agents.ts";
import type { IdentityKeys } from "./keys.ts";
import { memoryAdapter } from "./memory-adapter.ts";
import { messagePage, signOutPage } from "./pages.ts";
import type { ClientSpec } from "./spec.ts";

/** Lifetimes as Cognito's defaults have them, in seconds. */
const HOUR = 3_600;
const DAY = 24 * HOUR;
const TTL = {
  AccessToken: HOUR,
  AuthorizationCode: 60,
  Grant: 30 * DAY,
  IdToken: HOUR,
  Interaction: HOUR,
  RefreshToken: 30 * DAY,
  Session: DAY,
};

export interface ConfigurationOptions {
  readonly clients: readonly ClientSpec[];
  readonly agents: readonly DemoAgent[];
  readonly keys: IdentityKeys;
  /** Path of the sign-in page for an interaction. */
  readonly signInPath: (uid: string) => string;
}

/** Makes oidc-provider behave like the user pool: code + PKCE, public clients, e-mail in the id token. */
export function configuration(options: ConfigurationOptions): Record<string, unknown> {
  const { clients, agents, keys, signInPath } = options;
  return {
    adapter: memoryAdapter(),
    jwks: { keys: [keys.signing] },
    cookies: { keys: [keys.cookie] },
    clients: clients.map((client) => ({
      client_id: client.clientId,
      redirect_uris: client.redirectUris,
      post_logout_redirect_uris: client.logoutUris,
      scope: client.scopes.join(" "),
      token_endpoint_auth_method: "none",
      response_types: ["code"],
      grant_types: ["authorization_code", "refresh_token"],
    })),
    responseTypes: ["code"],
    pkce: { required: () => true },
    scopes: ["openid", "email", "profile"],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    findAccount: (_context: unknown, id: string) => account(agents, id),
    interactions: {
      url: (_context: unknown, { uid }: { readonly uid: string }) => signInPath(uid),
    },
    loadExistingGrant: consented,
    issueRefreshToken: async () => true,
    rotateRefreshToken: false,
    clientBasedCORS: () => true,
    routes: { jwks: "/.well-known/jwks.json" },
    ttl: TTL,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context: Context, form: string) => html(context, signOutPage(form)),
        postLogoutSuccessSource: (context: Context) =>
          html(context, messagePage("Signed out", "You may close this page.")),
      },
    },
    renderError: (context: Context, { error, error_description: why }: Record<string, string>) =>
      html(context, messagePage("Signing in failed", `${error}: ${why ?? "no reason given"}`)),
  };
}

function account(agents: readonly DemoAgent[], id: string): object | undefined {
  const agent = agents.find(({ sub }) => sub === id);
  if (!agent) return undefined;
  const { sub, email, name } = agent;
  return { accountId: sub, claims: () => ({ sub, email, email_verified: true, name }) };
}

/** The stage's own console needs nobody's consent. */
async function consented({ oidc }: Context): Promise<unknown> {
  const { clientId } = oidc.client;
  const known = oidc.session.grantIdFor(clientId);
  const found = known ? await oidc.provider.Grant.find(known) : undefined;
  if (found) return found;
  const { accountId } = oidc.session;
  const grant = new oidc.provider.Grant({ clientId, accountId });
  grant.addOIDCScope("openid email profile");
  await grant.save();
  return grant;
}

async function html(context: Context, page: string): Promise<void> {
  context.type = "html";
  context.body = page;
}
