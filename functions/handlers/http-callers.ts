import { agentId } from "../adapters/agent-id.ts";
import { verifyShopSignature } from "../adapters/shop-signature.ts";
import { type Failure, failure } from "../contract/result.ts";
import type { Agent, Role } from "../domain/routing/agent.ts";
import { answer, BODY_BYTES, type HttpEvent, rawBody } from "./http-request.ts";
import type { HttpSite, Route } from "./http-site.ts";

/** Who signed in with the request's bearer token, if anybody did. */
export async function signedIn({ signIn }: HttpSite, { headers }: HttpEvent) {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
  return token === undefined ? undefined : signIn(token);
}

export const SIGN_IN = failure("unauthorised", "sign in again");

const EVERYBODY: readonly Role[] = ["agent", "supervisor", "admin"];
/** Those who may see how the whole shop is doing. */
export const LEADS: readonly Role[] = ["supervisor", "admin"];
export const ADMINS: readonly Role[] = ["admin"];

/**
 * A route for agents: the ID token says who asks, and the agent's record, read now, which role she has: a role that was taken away is gone with the next request.
 * @param roles that may; all by default
 */
export function forAgents(
  route: (agent: Agent, ...args: Parameters<Route>) => ReturnType<Route>,
  roles: readonly Role[] = EVERYBODY,
): Route {
  return async (site, event, path) => {
    const agent = await agentOf(site, event, roles);
    return "code" in agent ? answer(agent) : route(agent, site, event, path);
  };
}

async function agentOf(
  site: HttpSite,
  event: HttpEvent,
  roles: readonly Role[],
): Promise<Agent | Failure> {
  const person = await signedIn(site, event);
  if (!person) return SIGN_IN;
  const agent = await site.deps.store.agent(agentId(person.email));
  if (!agent) return failure("forbidden", "you are signed in, but no agent of this stage");
  if (!roles.includes(agent.role)) {
    return failure("forbidden", `only for the role ${roles.join(" or ")}`);
  }
  return agent;
}

const NOT_THE_SHOP = answer(failure("unauthorised", "the signature is missing, wrong or too old"));
const TOO_LARGE = answer(
  failure("too_large", `a body of at most ${BODY_BYTES} bytes is read here`),
);

/** A route for the shop's back end, which signs its requests. */
export function forTheShop(route: Route): Route {
  return async (site, event, path) => {
    const body = rawBody(event);
    if (Buffer.byteLength(body) > BODY_BYTES) return TOO_LARGE;
    const header = event.headers["heed-signature"];
    const signed = verifyShopSignature(await site.shopSecret(), header, body, site.deps.clock());
    return signed ? route(site, event, path) : NOT_THE_SHOP;
  };
}
