import type { Customer } from "../../contract/customer.ts";
import type { Visit } from "../../domain/visit/visit.ts";
import type { Store, Why } from "../../ports.ts";
import { connectionOf, isConnection } from "./connections.ts";
import { customerKey, visitKey, visitorPk } from "./keys.ts";
import { same } from "./same.ts";
import type { Item, Table } from "./table.ts";
import { alive, ending } from "./ttl.ts";

/** How many evaluations a visit remembers. */
const RING = 16;
const slots = Array.from({ length: RING }, (_, slot) => `w${slot}`);

/**
 * A visit is one map in one item. The evaluations' records are a ring of attributes beside it: version modulo size says which one to write, so nothing is read before.
 */
export function visits(table: Table): Pick<Store, "visitor" | "saveVisit" | "putCustomer"> {
  return {
    async visitor(id, now) {
      // Backwards, VISIT comes before the connections: one page is enough even if thousands of dead ones await their deletion.
      const items = await table.query({ pk: visitorPk(id), descending: true });
      const live = items.filter((item) => alive(item, now));
      const visit = live.find(({ sk }) => sk === visitKey(id).sk);
      const signedIn = live.find(({ sk }) => sk === customerKey(id).sk);
      return {
        ...(visit && { visit: visit.visit as Visit }),
        ...(signedIn &&
          signedIn.key === (visit?.visit as Visit | undefined)?.customer?.key && {
            customer: signedIn.customer as Customer,
          }),
        why: visit ? ring(visit) : [],
        connections: live
          .filter(isConnection)
          .map((item) => connectionOf({ role: "shopper", id }, item))
          .reverse(),
      };
    },

    async putCustomer(visitor, signedIn, expiresAt) {
      const key = customerKey(visitor);
      if (signedIn) await table.put({ ...key, ...signedIn, ...ending(expiresAt) });
      else await table.remove(key);
    },

    async saveVisit(visit, why, expiresAt) {
      const first = visit.version === 1;
      const slot = `w${visit.version % RING}`;
      const left = first ? slots.filter((name) => name !== slot || !why) : [];
      const { until, expiresAt: seconds } = ending(expiresAt);
      const written = await table.update(visitKey(visit.visitor), {
        set: ["#visit = :visit", "#until = :until", "#expiresAt = :expiresAt"].concat(
          why ? "#slot = :why" : [],
        ),
        remove: left.map((name) => `#${name}`),
        // A new visit may take the place of one that has ended and that the table has not deleted yet.
        when: first ? "attribute_not_exists(#pk) OR #until <= :now" : "#visit.#version = :previous",
        names: { slot },
        values: {
          visit,
          until,
          expiresAt: seconds,
          why: { version: visit.version, why },
          previous: visit.version - 1,
          now: visit.lastAt,
        },
      });
      if (written) return "done";
      const stored = await table.get(visitKey(visit.visitor));
      return same(stored?.visit, visit) ? "done" : "conflict";
    },
  };
}

interface Slot {
  readonly version: number;
  readonly why: Why;
}

function ring(item: Item): readonly Why[] {
  return slots
    .flatMap((name) => (item[name] as Slot | undefined) ?? [])
    .sort((a, b) => a.version - b.version)
    .map(({ why }) => why);
}
