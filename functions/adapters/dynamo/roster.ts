import { type RosterEntry, rosterEntry } from "../../domain/routing/roster.ts";
import type { Store } from "../../ports.ts";
import { poolKey, poolPk } from "./keys.ts";
import { belongs } from "./rules.ts";
import type { Table } from "./table.ts";

/**
 * One row per language and present agent. Heartbeats renew the lease without publishing, so a row's `seenUntil` is only that of its writing: while the row is there the
 * agent counts as present, and the record decides. Who meets an agent gone by its record publishes that record, which removes the rows.
 *
 * Of two publications that overtake each other the higher version stays. A language at level 0 has no row: to withdraw one, publish it at 0 before it leaves the profile.
 */
export function roster(table: Table): Pick<Store, "roster" | "publish"> {
  return {
    async roster(language) {
      const entries: RosterEntry[] = [];
      for await (const page of table.pages({ pk: poolPk(language), eventually: true }))
        entries.push(...page.map(({ entry }) => entry as RosterEntry));
      return entries;
    },

    async publish(agent, now, only) {
      const entry = rosterEntry(agent, now);
      const notNewer = { values: { version: agent.version } };
      await Promise.all(
        (only === undefined ? Object.keys(agent.languages) : [only]).map((language) => {
          const key = poolKey(language, agent.id);
          return belongs(agent, language, now)
            ? table.put(
                { ...key, entry },
                { when: "attribute_not_exists(#pk) OR #entry.#version <= :version", ...notNewer },
              )
            : table.remove(key, { when: "#entry.#version <= :version", ...notNewer });
        }),
      );
    },
  };
}
