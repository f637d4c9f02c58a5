import type { Store } from "../../ports.ts";
import { counterKey } from "./keys.ts";
import { MAX_KEYS, units } from "./rules.ts";
import type { Table } from "./table.ts";
import { ending } from "./ttl.ts";

/**
 * A scope's counter and what each key reserved are one item, so that one conditional update counts and remembers together. The item grows with its keys: a scope should
 * name its period (a day, a campaign's week), and it takes `MAX_KEYS` reservations; then it is exhausted, whatever is left.
 */
export function budgets(table: Table): Pick<Store, "reserve" | "unreserve" | "lower"> {
  const attribute = (key: string) => `k:${key}`;

  return {
    async reserve(scope, key, amount, ceiling, expiresAt) {
      const wanted = units(amount);
      const room = units(ceiling) - wanted;
      const reserved =
        room >= 0 &&
        (await table.update(counterKey(scope), {
          set: [
            "#total = if_not_exists(#total, :zero) + :wanted",
            "#keys = if_not_exists(#keys, :zero) + :one",
            "#key = :wanted",
            "#expiresAt = :expiresAt",
          ],
          when: "attribute_not_exists(#key) AND (attribute_not_exists(#total) OR (#total <= :room AND #keys < :most))",
          names: { key: attribute(key) },
          values: {
            wanted,
            room,
            zero: 0,
            one: 1,
            most: MAX_KEYS,
            expiresAt: ending(expiresAt).expiresAt,
          },
        }));
      if (reserved) return "done";
      const counter = await table.get(counterKey(scope));
      return counter && Object.hasOwn(counter, attribute(key)) ? "done" : "exhausted";
    },

    async lower(scope, key, amount) {
      const wanted = units(amount);
      const counter = await table.get(counterKey(scope));
      const held = counter?.[attribute(key)];
      if (typeof held !== "number" || held <= wanted) return;
      await table.update(counterKey(scope), {
        set: ["#total = #total + :less", "#key = :wanted"],
        when: "#key = :held",
        names: { key: attribute(key) },
        values: { held, wanted, less: wanted - held },
      });
    },

    async unreserve(scope, key) {
      for (;;) {
        const counter = await table.get(counterKey(scope));
        const held = counter?.[attribute(key)];
        if (held === undefined) return;
        const returned = await table.update(counterKey(scope), {
          set: ["#total = #total - :held", "#keys = #keys - :one"],
          remove: ["#key"],
          when: "#key = :held",
          names: { key: attribute(key) },
          values: { held, one: 1 },
        });
        // Lowered in between, which happens once; or returned by another, as the next look says.
        if (returned) return;
      }
    },
  };
}
