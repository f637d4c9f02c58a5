import {
  type Mark,
  NO_STATS,
  STAT_NAMES,
  type StatRow,
  type Stats,
} from "../../domain/experiment/counts.ts";
import { type Order, sameOrder } from "../../domain/experiment/order.ts";
import type { TriggerStore } from "../../ports.ts";
import { SHARDS } from "./keys.ts";
import type { Item, Table } from "./table.ts";
import { exposureKey, exposuresPk, LAST_DAY, orderKey, statsKey, statsPk } from "./trigger-keys.ts";
import { ending } from "./ttl.ts";

type Experiments = Omit<
  TriggerStore,
  | "currentRules"
  | "saveRules"
  | "ruleSet"
  | "ruleHistory"
  | "listVisitor"
  | "listedVisitors"
  | "visits"
>;

const DAY_S = 24 * 60 * 60;
/** Counters are kept a little longer than a year, for comparison with the same week. */
const STATS_KEPT_S = 400 * DAY_S;

/** Orders, what visitors were exposed to, and the counters of both: each step one conditional write of one item. */
export function experiments(table: Table): Experiments {
  async function readOrder(id: string): Promise<Order | undefined> {
    return (await table.get(orderKey(id)))?.order as Order | undefined;
  }

  return {
    async createOrder(order) {
      const created = await table.put(
        { ...orderKey(order.id), order },
        { when: "attribute_not_exists(#pk)" },
      );
      if (created) return "done";
      const stored = await readOrder(order.id);
      return stored && sameOrder(stored, order) ? "done" : "conflict";
    },
    order: readOrder,
    async settleOrder(id) {
      await table.update(orderKey(id), {
        set: ["#order.#settled = :true"],
        when: "attribute_exists(#pk)",
        values: { true: true },
      });
    },

    async markExposure(exposure, expiresAt) {
      const { visitor, experiment, day, arm, at, rule } = exposure;
      const item = await table.update(exposureKey(exposure), {
        set: [
          "#arm = if_not_exists(#arm, :arm)",
          "#at = if_not_exists(#at, :at)",
          "#expiresAt = if_not_exists(#expiresAt, :expiresAt)",
          ...(rule === undefined ? [] : ["#rule = if_not_exists(#rule, :rule)"]),
        ],
        values: { arm, at, rule, expiresAt: ending(expiresAt).expiresAt },
      });
      if (item) return markOf(visitor, item);
      return { visitor, experiment, day, arm, at, ...(rule !== undefined && { rule }) };
    },
    async exposures(visitor, since) {
      const items = await table.query({ pk: exposuresPk(visitor), between: [since, LAST_DAY] });
      return items.map((item) => markOf(visitor, item));
    },
    async claimExposure(exposure, order) {
      const claimed = await table.update(exposureKey(exposure), {
        set: ["#order = :order"],
        when: "attribute_exists(#pk) AND (attribute_not_exists(#order) OR #order = :order)",
        values: { order },
      });
      return claimed !== undefined;
    },
    async settleExposure(exposure, ...what) {
      await table.update(exposureKey(exposure), {
        set: what.map((name) => `#${name} = :true`),
        when: "attribute_exists(#pk)",
        values: { true: true },
      });
    },

    async addStats(key, visitor, more) {
      const { day, ...row } = key;
      const sums = Object.entries(more);
      await table.update(statsKey(key, visitor), {
        set: [
          ...sums.map(([name]) => `#${name} = if_not_exists(#${name}, :zero) + :${name}`),
          "#row = :row",
          "#expiresAt = :expiresAt",
        ],
        values: {
          ...more,
          zero: 0,
          row,
          expiresAt: Math.floor(Date.parse(day) / 1000) + STATS_KEPT_S,
        },
      });
    },
    async stats(day) {
      const shards = await Promise.all(
        Array.from({ length: SHARDS }, (_, shard) =>
          table.query({ pk: statsPk(day, shard), eventually: true }),
        ),
      );
      return sumRows(
        shards.flat().map((item) => ({
          ...(item.row as Pick<StatRow, "experiment" | "arm" | "currency" | "rule">),
          ...statsOf(item),
        })),
      );
    },
  };
}

function markOf(visitor: string, item: Item): Mark {
  const { sk, arm, at, rule, counted, shown, order, paid } = item;
  const [day = "", ...experiment] = (sk as string).split("#");
  return {
    visitor,
    experiment: experiment.join("#"),
    day,
    arm: arm as Mark["arm"],
    at: at as number,
    ...(rule !== undefined && { rule: rule as string }),
    ...(counted === true && { counted }),
    ...(shown === true && { shown }),
    ...(order !== undefined && { order: order as string }),
    ...(paid === true && { paid }),
  };
}

function statsOf(item: Item): Stats {
  const stats: Record<keyof Stats, number> = { ...NO_STATS };
  for (const name of STAT_NAMES) stats[name] = Number(item[name] ?? 0);
  return stats;
}

/** One row for each experiment, arm, currency and rule, in the order of these. */
export function sumRows(rows: readonly StatRow[]): readonly StatRow[] {
  const sums = new Map<string, Record<string, unknown>>();
  for (const row of rows) {
    const { experiment, arm, currency, rule } = row;
    const key = JSON.stringify([experiment, arm, currency, rule]);
    const known = sums.get(key);
    const sum: Record<string, unknown> = {
      experiment,
      arm,
      currency,
      ...(rule !== undefined && { rule }),
    };
    for (const name of STAT_NAMES) sum[name] = row[name] + Number(known?.[name] ?? 0);
    sums.set(key, sum);
  }
  return [...sums.keys()].sort().map((key) => sums.get(key) as unknown as StatRow);
}
