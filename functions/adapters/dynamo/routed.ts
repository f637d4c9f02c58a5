import { dayOf } from "../../domain/experiment/counts.ts";
import { ROUTED_NAMES, type Routed, type RoutedRow } from "../../domain/routing/routed.ts";
import type { Store } from "../../ports.ts";
import { routedKey, routedPk, routedSk } from "./keys.ts";
import type { Item, Table } from "./table.ts";
import { ending } from "./ttl.ts";

const DAY_MS = 24 * 60 * 60_000;
const KEPT_MS = 100 * DAY_MS;

/** Counters of the router's work: an item per five minutes, policy and language, a partition per day. */
export function routed(table: Table): Pick<Store, "addRouted" | "routed"> {
  return {
    async addRouted(key, more) {
      const { policy, language, start } = key;
      await table.update(routedKey(key), {
        set: [
          ...ROUTED_NAMES.map((name) => `#${name} = if_not_exists(#${name}, :zero) + :${name}`),
          "#start = :start",
          "#policy = :policy",
          "#language = :language",
          "#expiresAt = :expiresAt",
        ],
        values: {
          ...more,
          zero: 0,
          start,
          policy,
          language,
          expiresAt: ending(start + KEPT_MS).expiresAt,
        },
      });
    },
    async routed(from, to) {
      const rows: RoutedRow[] = [];
      for (let day = from; ; day += DAY_MS) {
        const last = dayOf(day) >= dayOf(to);
        const pages = table.pages({
          pk: routedPk(day),
          between: [routedSk(from), `${routedSk(to)}$`],
          eventually: true,
        });
        for await (const page of pages) rows.push(...page.map(rowOf));
        if (last) return rows;
      }
    },
  };
}

function rowOf(item: Item): RoutedRow {
  const counters = Object.fromEntries(ROUTED_NAMES.map((name) => [name, Number(item[name] ?? 0)]));
  return {
    ...(counters as unknown as Routed),
    start: item.start as number,
    policy: item.policy as RoutedRow["policy"],
    language: item.language as string,
  };
}
