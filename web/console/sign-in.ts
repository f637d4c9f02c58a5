import * as oauth from "oauth4webapi";
import type { SiteConfig } from "../../functions/contract/http.ts";

/** A signed-in agent, for as long as the ID token lasts. */
export interface SignedIn {
  readonly idToken: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

const TOKEN_KEY = "heed-token";
const FLOW_KEY = "heed-sign-in";

interface Flow {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

const redirectUri = () => `${location.origin}/console/`;

/** A provider on this machine has no certificate; any other must have one. */
function transport(config: SiteConfig): { [oauth.allowInsecureRequests]?: boolean } {
  const { hostname } = new URL(config.issuer);
  const local = hostname === "localhost" || hostname === "127.0.0.1";
  return local ? { [oauth.allowInsecureRequests]: true } : {};
}

async function discover(config: SiteConfig): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(config.issuer);
  const answer = await oauth.discoveryRequest(issuer, transport(config));
  return oauth.processDiscoveryResponse(issuer, answer);
}

/** The sign-in kept for this tab, if it has not run out. */
export function keptSignIn(now: number): SignedIn | undefined {
  const text = sessionStorage.getItem(TOKEN_KEY);
  const kept: SignedIn | undefined = text === null ? undefined : JSON.parse(text);
  return kept && kept.expiresAt > now ? kept : undefined;
}

/** Leaves for the provider (authorization code with PKCE). */
export async function startSignIn(config: SiteConfig): Promise<void> {
  const server = await discover(config);
  if (!server.authorization_endpoint) throw new Error("The sign-in service has no sign-in page.");
  const verifier = oauth.generateRandomCodeVerifier();
  const flow: Flow = {
    verifier,
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
  };
  sessionStorage.setItem(FLOW_KEY, JSON.stringify(flow));
  const url = new URL(server.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: config.clientId,
    redirect_uri: redirectUri(),
    response_type: "code",
    scope: "openid email profile",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state: flow.state,
    nonce: flow.nonce,
  }).toString();
  location.assign(url);
}

/** Takes the provider's answer out of the address, if there is one. */
export async function finishSignIn(config: SiteConfig): Promise<SignedIn | undefined> {
  const url = new URL(location.href);
  const text = sessionStorage.getItem(FLOW_KEY);
  if (text === null || !(url.searchParams.has("code") || url.searchParams.has("error"))) {
    return undefined;
  }
  sessionStorage.removeItem(FLOW_KEY);
  history.replaceState(null, "", url.pathname);
  const flow: Flow = JSON.parse(text);
  const server = await discover(config);
  const client = { client_id: config.clientId };
  const params = oauth.validateAuthResponse(server, client, url, flow.state);
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    params,
    redirectUri(),
    flow.verifier,
    transport(config),
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
    expectedNonce: flow.nonce,
    requireIdToken: true,
  });
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  if (!tokens.id_token || !claims) throw new Error("The sign-in service sent no ID token.");
  const signedIn = { idToken: tokens.id_token, expiresAt: claims.exp * 1000 };
  sessionStorage.setItem(TOKEN_KEY, JSON.stringify(signedIn));
  return signedIn;
}

/** Forgets the sign-in, here and, where the provider can, there. */
export async function signOut(config: SiteConfig, signedIn: SignedIn): Promise<void> {
  sessionStorage.removeItem(TOKEN_KEY);
  const server = await discover(config);
  if (!server.end_session_endpoint) {
    location.assign(redirectUri());
    return;
  }
  const url = new URL(server.end_session_endpoint);
  url.search = new URLSearchParams({
    id_token_hint: signedIn.idToken,
    client_id: config.clientId,
    post_logout_redirect_uri: redirectUri(),
  }).toString();
  location.assign(url);
}
