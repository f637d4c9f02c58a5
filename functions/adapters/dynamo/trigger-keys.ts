import type { Exposure, StatKey } from "../../domain/experiment/counts.ts";
import { type Key, shardOf } from "./keys.ts";

export const RULES_PK = "RULES";
export const CURRENT_RULES: Key = { pk: RULES_PK, sk: "CURRENT" };
export const RULE_VERSIONS = "V#";
export const ruleSetKey = (version: number): Key => ({
  pk: RULES_PK,
  sk: `${RULE_VERSIONS}${String(version).padStart(8, "0")}`,
});

/** Who was here on a day, for dry runs. */
export const visitsPk = (day: string, shard: number): string => `VISITS#${day}#${shard}`;
export const visitsKey = (day: string, visitor: string): Key => ({
  pk: visitsPk(day, shardOf(visitor)),
  sk: visitor,
});

export const orderKey = (order: string): Key => ({ pk: `ORDER#${order}`, sk: "ORDER" });

/** Apart from the visitor's own partition, which is read at every connection. */
export const exposuresPk = (visitor: string): string => `EXPOSED#${visitor}`;
export const exposureKey = ({
  visitor,
  day,
  experiment,
}: Pick<Exposure, "visitor" | "day" | "experiment">): Key => ({
  pk: exposuresPk(visitor),
  sk: `${day}#${experiment}`,
});
/** Above every day's. */
export const LAST_DAY = "9999";

export const statsPk = (day: string, shard: number): string => `STATS#${day}#${shard}`;
export const statsKey = (key: StatKey, visitor: string): Key => ({
  pk: statsPk(key.day, shardOf(visitor)),
  sk: [key.arm, key.currency, key.experiment, ...(key.rule === undefined ? [] : [key.rule])].join(
    "#",
  ),
});
