import { dayOf } from "../../domain/experiment/counts.ts";
import type { Visit } from "../../domain/visit/visit.ts";
import type { TriggerStore } from "../../ports.ts";
import { SHARDS, visitKey } from "./keys.ts";
import type { Table } from "./table.ts";
import { visitsKey, visitsPk } from "./trigger-keys.ts";
import { alive, ending } from "./ttl.ts";

/** Who was here on which day: rows without content, so that visits are found again without a scan. Neither reading is on a shopper's path. */
export function visitList(
  table: Table,
): Pick<TriggerStore, "listVisitor" | "listedVisitors" | "visits"> {
  return {
    async listVisitor(visitor, at, expiresAt) {
      const { expiresAt: seconds } = ending(expiresAt);
      await table.put({ ...visitsKey(dayOf(at), visitor), expiresAt: seconds });
    },

    async listedVisitors(day, limit) {
      if (limit < 1) return [];
      const shards = await Promise.all(
        Array.from({ length: SHARDS }, (_, shard) =>
          table.query({ pk: visitsPk(day, shard), limit, eventually: true }),
        ),
      );
      // By turns, so that a part of them is a part of every shard.
      const turns = Array.from({ length: limit }, (_, i) =>
        shards.flatMap((rows) => {
          const row = rows[i];
          return row ? [row.sk as string] : [];
        }),
      );
      return turns.flat().slice(0, limit);
    },

    async visits(visitors, now) {
      const items = await table.getMany([...new Set(visitors)].map(visitKey));
      return items.filter((item) => alive(item, now)).map(({ visit }) => visit as Visit);
    },
  };
}
