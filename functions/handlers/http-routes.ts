import { agentId } from "../adapters/agent-id.ts";
import { verifyShopSignature } from "../adapters/shop-signature.ts";
import type { SignIn } from "../adapters/sign-in.ts";
import { writeTicket } from "../adapters/tickets.ts";
import { offerCheckSchema, redemptionSchema, type SiteConfig } from "../contract/http.ts";
import { failure } from "../contract/result.ts";
import type { Deps } from "../use-cases/deps.ts";
import { ticketFor } from "../use-cases/issue-ticket.ts";
import { checkOffer, redeemOffer } from "../use-cases/redeem-offer.ts";
import { answer, type HttpAnswer, type HttpEvent, rawBody, readBody } from "./http-request.ts";

/** A ticket is used at once; it stands in a URL, which may be logged. */
const TICKET_MS = 60_000;

export interface HttpSite {
  readonly deps: Deps;
  readonly config: SiteConfig;
  readonly signIn: (token: string) => Promise<SignIn | undefined>;
  readonly signingSecret: () => Promise<string>;
  readonly shopSecret: () => Promise<string>;
}

type Route = (site: HttpSite, event: HttpEvent) => Promise<HttpAnswer>;

/** Every route of the HTTP API, as "METHOD path". */
export const routes: Readonly<Record<string, Route>> = {
  "GET /api/health": async () => answer({ up: true }),
  "GET /api/config": async ({ config }) => answer(config, "public, max-age=60"),
  "POST /api/tickets": issueTicket,
  "POST /api/offers/check": check,
  "POST /api/offers/redeem": redeem,
};

async function issueTicket(
  { deps, signIn, signingSecret }: HttpSite,
  { headers }: HttpEvent,
): Promise<HttpAnswer> {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
  const person = token === undefined ? undefined : await signIn(token);
  if (!person) return answer(failure("unauthorised", "sign in again"));
  const found = await ticketFor(deps, agentId(person.email));
  if (!found.ok) return answer(found);
  const until = deps.clock() + TICKET_MS;
  const ticket = writeTicket(await signingSecret(), { ...found.agent, until });
  return answer({ ticket, until });
}

async function check(site: HttpSite, event: HttpEvent): Promise<HttpAnswer> {
  if (!(await isShop(site, event))) return NOT_THE_SHOP;
  const body = readBody(event, offerCheckSchema);
  return answer(body.ok ? await checkOffer(site.deps, body.value) : body);
}

async function redeem(site: HttpSite, event: HttpEvent): Promise<HttpAnswer> {
  if (!(await isShop(site, event))) return NOT_THE_SHOP;
  const key = event.headers["idempotency-key"];
  if (!key || key.length > 80) {
    return answer(failure("bad_payload", "an Idempotency-Key of 1 to 80 characters is missing"));
  }
  const body = readBody(event, redemptionSchema);
  return answer(body.ok ? await redeemOffer(site.deps, { ...body.value, key }) : body);
}

const NOT_THE_SHOP = answer(failure("unauthorised", "the signature is missing, wrong or too old"));

async function isShop({ deps, shopSecret }: HttpSite, event: HttpEvent): Promise<boolean> {
  const header = event.headers["heed-signature"];
  return verifyShopSignature(await shopSecret(), header, rawBody(event), deps.clock());
}
