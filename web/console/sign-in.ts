import * as oauth from "oauth4webapi";
import type { SiteConfig } from "../../functions/contract/http.ts";
import { isText, ofTab, slot } from "./browser/storage.ts";

/** A signed-in agent. */
export interface SignedIn {
  readonly idToken: string;
  /** When the ID token ends, epoch ms by this device's clock. */
  readonly expiresAt: number;
  /** Gets the next ID token, where the provider gives one. */
  readonly refreshToken?: string;
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

const isSignedIn = (value: unknown): value is SignedIn =>
  typeof value === "object" &&
  value !== null &&
  "idToken" in value &&
  isText(value.idToken) &&
  "expiresAt" in value &&
  typeof value.expiresAt === "number";

const isFlow = (value: unknown): value is Flow =>
  typeof value === "object" && value !== null && "verifier" in value && "nonce" in value;

const kept = slot(ofTab, TOKEN_KEY, isSignedIn);
const flowSlot = slot(ofTab, FLOW_KEY, isFlow);

/** The sign-in kept for this tab, if it has not run out or can be renewed. */
export function keptSignIn(now: number): SignedIn | undefined {
  const signedIn = kept.read();
  return signedIn && (signedIn.expiresAt > now || signedIn.refreshToken) ? signedIn : undefined;
}

/** Forgets the sign-in of this tab. */
export const forgetSignIn = (): void => kept.write(undefined);

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
  flowSlot.write(flow);
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
  const flow = flowSlot.read();
  if (!flow || !(url.searchParams.has("code") || url.searchParams.has("error"))) return undefined;
  flowSlot.write(undefined);
  history.replaceState(null, "", url.pathname);
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
  return keep(tokens);
}

/**
 * Gets the next ID token without troubling the agent.
 *
 * @throws oauth4webapi's `ResponseBodyError` when the provider refuses; anything else is worth another try
 */
export async function renewSignIn(config: SiteConfig, refreshToken: string): Promise<SignedIn> {
  const server = await discover(config);
  const client = { client_id: config.clientId };
  const answer = await oauth.refreshTokenGrantRequest(
    server,
    client,
    oauth.None(),
    refreshToken,
    transport(config),
  );
  return keep(await oauth.processRefreshTokenResponse(server, client, answer), refreshToken);
}

function keep(tokens: oauth.TokenEndpointResponse, earlier?: string): SignedIn {
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  if (!tokens.id_token || !claims) throw new Error("The sign-in service sent no ID token.");
  const refreshToken = tokens.refresh_token ?? earlier;
  const signedIn = {
    idToken: tokens.id_token,
    expiresAt: Date.now() + (claims.exp - claims.iat) * 1000,
    ...(refreshToken !== undefined && { refreshToken }),
  };
  kept.write(signedIn);
  return signedIn;
}

/** Forgets the sign-in here and, where the provider can, there: its page ends the session that all tabs of this browser share. */
export async function signOut(config: SiteConfig, signedIn: SignedIn): Promise<void> {
  forgetSignIn();
  const server = await discover(config);
  const { refreshToken } = signedIn;
  if (server.revocation_endpoint && refreshToken) {
    const client = { client_id: config.clientId };
    // What can't be revoked now ends by itself.
    await oauth
      .revocationRequest(server, client, oauth.None(), refreshToken, transport(config))
      .catch(() => undefined);
  }
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
