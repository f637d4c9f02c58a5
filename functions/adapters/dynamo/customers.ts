import { type QuietMark, quietUntil } from "../../domain/visit/quiet.ts";
import type { CustomerStore } from "../../ports.ts";
import { quietKey, quietPk } from "./keys.ts";
import type { Table } from "./table.ts";
import { alive, ending } from "./ttl.ts";

/** A row for each invitation, dismissed rule, chat and order: devices write beside each other, and none replaces another's. */
export function customers(table: Table): CustomerStore {
  return {
    async addQuiet(customer, mark) {
      await table.put(
        { ...quietKey(customer, mark), mark, ...ending(quietUntil(mark)) },
        { when: "attribute_not_exists(#pk) OR #mark.#at < :at", values: { at: mark.at } },
      );
    },
    async quiet(customer, now) {
      const rows = await table.query({ pk: quietPk(customer) });
      return rows.filter((row) => alive(row, now)).map(({ mark }) => mark as QuietMark);
    },
    async forgetQuiet(customer) {
      const rows = await table.query({ pk: quietPk(customer) });
      const pk = quietPk(customer);
      await Promise.all(rows.map(({ sk }) => table.remove({ pk, sk: sk as string })));
    },
  };
}
