import type { Exposure, Mark, StatKey, StatRow, Stats } from "../domain/experiment/counts.ts";
import type { Order } from "../domain/experiment/order.ts";
import type { Visit } from "../domain/visit/visit.ts";

/** A set of rules as it was stored. `rules` may be of another version of Heed, so whoever reads them decodes them. */
export interface RuleSet {
  /** From 1; 0 means that none was stored and the shipped rules are live. */
  readonly version: number;
  /** Epoch ms. */
  readonly at: number;
  /** An agent's id. */
  readonly by: string;
  readonly note?: string;
  readonly rules: readonly unknown[];
}

/** A set's entry in the history. `count`: how many rules it has. */
export type RuleChange = Omit<RuleSet, "rules"> & { readonly count: number };

/** What rules, dry runs and experiments need of the table. */
export interface TriggerStore {
  // — rules
  /** The live set, perhaps a moment old; undefined when none was ever stored. One request. */
  currentRules(): Promise<RuleSet | undefined>;
  /** Makes a set live if the live one is `set.version - 1` (or there is none and it is 1), and keeps it in the history. */
  saveRules(set: RuleSet): Promise<"done" | "conflict">;
  /** A set of the history, the live one included. */
  ruleSet(version: number): Promise<RuleSet | undefined>;
  /** The newest `limit` sets, newest first. */
  ruleHistory(limit: number): Promise<readonly RuleChange[]>;

  // — visits to be found again, without a scan
  /** Notes that this visitor was here on the day of `at`; once per visitor and day, however often. */
  listVisitor(visitor: string, at: number, expiresAt: number): Promise<void>;
  /** Visitors of a day (YYYY-MM-DD, UTC), at most `limit`: where there are more, a sample by their random ids. */
  listedVisitors(day: string, limit: number): Promise<readonly string[]>;
  /** Stored visits of these visitors that have not ended. */
  visits(visitors: readonly string[], now: number): Promise<readonly Visit[]>;

  // — orders and experiments
  /** `conflict` if an order with this id exists and says something else. */
  createOrder(order: Order): Promise<"done" | "conflict">;
  order(id: string): Promise<Order | undefined>;
  /** Everything that follows from the order is done. */
  settleOrder(id: string): Promise<void>;
  /** Remembers an exposure unless it is there, and returns what is there. */
  markExposure(exposure: Exposure, expiresAt: number): Promise<Mark>;
  /** A visitor's exposures since a day (YYYY-MM-DD), oldest day first. */
  exposures(visitor: string, since: string): Promise<readonly Mark[]>;
  /** The order counts as what came of this exposure, unless another does. @returns whether it does */
  claimExposure(exposure: Exposure, order: string): Promise<boolean>;
  /** The exposure (`counted`), its invitation (`shown`) or its order (`paid`) is in the counters. */
  settleExposure(
    exposure: Exposure,
    ...what: readonly ("counted" | "shown" | "paid")[]
  ): Promise<void>;
  /** Adds to a day's counters, in one of its shards. */
  addStats(key: StatKey, visitor: string, more: Partial<Stats>): Promise<void>;
  /** A day's counters, summed over its shards. */
  stats(day: string): Promise<readonly StatRow[]>;
}
