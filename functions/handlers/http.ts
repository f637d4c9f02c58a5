import { randomUUID } from "node:crypto";
import { report } from "../adapters/log.ts";
import { secret } from "../adapters/secrets.ts";
import { createSignIn } from "../adapters/sign-in.ts";
import { failure } from "../contract/result.ts";
import { compose } from "./compose.ts";
import { corsHeaders, isPreflight } from "./cors.ts";
import { list, required } from "./environment.ts";
import { answer, type HttpAnswer, type HttpEvent } from "./http-request.ts";
import { routeFor } from "./http-routes.ts";
import type { HttpSite } from "./http-site.ts";

const env = process.env;
const { deps, signingSecret, clients, telemetry } = compose(env, "http");
const origins = list(env, "HEED_ORIGINS");
const issuer = required(env, "HEED_ISSUER");
const clientId = required(env, "HEED_AUDIENCE");

const site: HttpSite = {
  deps,
  config: {
    stage: required(env, "HEED_STAGE"),
    socket: required(env, "HEED_SOCKET_URL"),
    issuer,
    clientId,
    languages: deps.settings.languages,
  },
  signIn: createSignIn({ issuer, audience: clientId, jwks: required(env, "HEED_JWKS") }),
  signingSecret,
  shopSecret: secret(clients.secrets, required(env, "HEED_SHOP_SECRET")),
};

/** Lambda of the HTTP API. */
export const handler = telemetry.counted(handle);

async function handle(event: HttpEvent): Promise<HttpAnswer> {
  const cors = corsHeaders(event, origins);
  const result = isPreflight(event)
    ? { statusCode: 204, headers: {}, body: "" }
    : await dispatch(event);
  return { ...result, headers: { ...result.headers, ...cors } };
}

async function dispatch(event: HttpEvent): Promise<HttpAnswer> {
  const { method } = event.requestContext.http;
  const found = routeFor(method, event.rawPath);
  if (!found) return answer(failure("not_found", `no ${method} ${event.rawPath}`));
  try {
    return await found.route(site, event, found.path);
  } catch (error) {
    const ref = randomUUID();
    report("http", error, { ref, path: event.rawPath });
    return answer(failure("internal", "something went wrong on our side", { ref }));
  }
}
