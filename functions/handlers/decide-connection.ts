import { readTicket } from "../adapters/tickets.ts";
import { verifyProof } from "../adapters/tokens.ts";
import { openingOf, type Query } from "../socketio/index.ts";
import { type ConnectionContext, OWN_TRANSPORT } from "./context.ts";

const VISITOR = /^[A-Za-z0-9_-]{22}$/;

/**
 * Who may connect, as what.
 * @returns undefined: the gateway turns the connection away (not Socket.IO, or a page of an origin that is not the shop's); a "refused" context: it hears why, and nothing else
 */
export function decideConnection(
  request: { readonly query: Query; readonly origin: string | undefined },
  site: {
    readonly origins: readonly string[];
    readonly secret: string;
    readonly now: number;
    readonly newId: () => string;
  },
): ConnectionContext | undefined {
  const { query, origin } = request;
  const asked = openingOf(query, OWN_TRANSPORT);
  if (asked.kind === "refused") return undefined;
  // Only browsers send an origin, and only against them is the check of any use.
  if (origin !== undefined && !site.origins.includes(origin)) return undefined;
  const opening = asked.kind;
  if (query.role === "agent") {
    const ticket = readTicket(site.secret, query.ticket ?? "", site.now);
    if (!ticket) return { role: "refused", reason: "this ticket is forged or too old", opening };
    const { id, name, role, authVersion } = ticket;
    return {
      role: "agent",
      id,
      name,
      agentRole: role,
      authVersion: String(authVersion),
      opening,
    };
  }
  const { visitor, ts = "", proof = "" } = query;
  if (visitor === undefined) return { role: "shopper", id: site.newId(), opening };
  if (!VISITOR.test(visitor) || !verifyProof(site.secret, { visitor, ts, proof }, site.now)) {
    return { role: "refused", reason: "this proof is forged or too old", opening };
  }
  return { role: "shopper", id: visitor, opening };
}
