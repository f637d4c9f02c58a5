import type { Store } from "../../ports.ts";
import { plain, same } from "../dynamo/same.ts";
import { liveConnections } from "./connections.ts";
import type { State } from "./state.ts";

const RING = 16;

export function visits({
  visits: stored,
  customers,
  connections,
}: Pick<State, "visits" | "customers" | "connections">): Pick<
  Store,
  "visitor" | "saveVisit" | "putCustomer"
> {
  return {
    async visitor(id, now) {
      const known = stored.get(id);
      const live = known && known.until > now ? known : undefined;
      const signedIn = customers.get(id);
      const same = signedIn && signedIn.until > now && signedIn.key === live?.visit.customer?.key;
      return {
        ...(live && { visit: plain(live.visit) }),
        ...(same && { customer: plain(signedIn.customer) }),
        why: [...(live?.ring.values() ?? [])]
          .sort((a, b) => a.version - b.version)
          .map(({ why }) => plain(why)),
        connections: liveConnections(connections, { role: "shopper", id }, now),
      };
    },

    async putCustomer(visitor, signedIn, expiresAt) {
      if (signedIn) customers.set(visitor, { ...plain(signedIn), until: expiresAt });
      else customers.delete(visitor);
    },

    async saveVisit(visit, why, expiresAt) {
      const { visitor, version } = visit;
      const known = stored.get(visitor);
      const first = version === 1;
      const free = first
        ? !known || known.until <= visit.lastAt
        : known?.visit.version === version - 1;
      if (!free) return same(known?.visit, visit) ? "done" : "conflict";
      const ring = new Map(first ? [] : known?.ring);
      if (why) ring.set(version % RING, { version, why: plain(why) });
      stored.set(visitor, { visit: plain(visit), ring, until: expiresAt });
      return "done";
    },
  };
}
