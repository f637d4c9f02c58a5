import type { Store } from "../../ports.ts";
import { queueKey, queuePk } from "./keys.ts";
import type { Table } from "./table.ts";
import { ending } from "./ttl.ts";

/** A row nobody took away disappears after this: no shopper waits for days. */
const FORGOTTEN_MS = 7 * 24 * 60 * 60_000;

/** Waiting conversations of a language; the sort key is their order. A conversation may wait in several languages: its head decides who wins. */
export function queue(table: Table): Pick<Store, "enqueue" | "dequeue" | "waiting"> {
  return {
    async enqueue(row) {
      const { conversation, priority, since } = row;
      const { expiresAt } = ending(since + FORGOTTEN_MS);
      await table.put({ ...queueKey(row), conversation, priority, since, expiresAt });
    },
    async dequeue(row) {
      await table.remove(queueKey(row));
    },
    async waiting(language, limit) {
      if (limit < 1) return [];
      const items = await table.query({ pk: queuePk(language), limit });
      return items.map((item) => ({
        conversation: item.conversation as string,
        language,
        priority: item.priority as number,
        since: item.since as number,
      }));
    },
  };
}
