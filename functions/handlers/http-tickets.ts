import { agentId } from "../adapters/agent-id.ts";
import { writeTicket } from "../adapters/tickets.ts";
import { ticketFor } from "../use-cases/issue-ticket.ts";
import { SIGN_IN, signedIn } from "./http-callers.ts";
import { answer } from "./http-request.ts";
import type { Route } from "./http-site.ts";

/** A ticket is used at once; it stands in a URL, which may be logged. */
const TICKET_MS = 60_000;

/** Lets a signed-in agent's console connect. */
export const issueTicket: Route = async (site, event) => {
  const { deps, signingSecret } = site;
  const person = await signedIn(site, event);
  if (!person) return answer(SIGN_IN);
  const found = await ticketFor(deps, agentId(person.email));
  if (!found.ok) return answer(found);
  const until = deps.clock() + TICKET_MS;
  const ticket = writeTicket(await signingSecret(), { ...found.agent, until });
  return answer({ ticket, until });
};
