import { dayOf, type Exposure, NO_STATS, STAT_NAMES } from "../../domain/experiment/counts.ts";
import { sameOrder } from "../../domain/experiment/order.ts";
import type { TriggerStore } from "../../ports.ts";
import { sumRows } from "../dynamo/experiments.ts";
import { changeOf } from "../dynamo/rules-items.ts";
import { plain, same } from "../dynamo/same.ts";
import { byBytes, entry, type State } from "./state.ts";

type Parts = Pick<State, "ruleSets" | "visitors" | "visits" | "orders" | "marks" | "stats">;

export function trigger(state: Parts): TriggerStore {
  const { ruleSets, visitors, visits, orders, marks, stats } = state;
  const live = () => ruleSets.at(-1);
  const markKey = ({
    visitor,
    day,
    experiment,
  }: Pick<Exposure, "visitor" | "day" | "experiment">) =>
    JSON.stringify([visitor, day, experiment]);

  return {
    async currentRules() {
      const set = live();
      return set && plain(set);
    },
    async saveRules(set) {
      if ((live()?.version ?? 0) !== set.version - 1) {
        return same(live(), set) ? "done" : "conflict";
      }
      ruleSets.push(plain(set));
      return "done";
    },
    async ruleSet(version) {
      const set = ruleSets.find((each) => each.version === version);
      return set && plain(set);
    },
    async ruleHistory(limit) {
      return [...ruleSets].reverse().slice(0, limit).map(changeOf);
    },

    async listVisitor(visitor, at) {
      entry(visitors, dayOf(at), () => new Set()).add(visitor);
    },
    async listedVisitors(day, limit) {
      return [...(visitors.get(day) ?? [])].slice(0, Math.max(0, limit));
    },
    async visits(ids, now) {
      return [...new Set(ids)].flatMap((id) => {
        const known = visits.get(id);
        return known && known.until > now ? [plain(known.visit)] : [];
      });
    },

    async createOrder(order) {
      const known = orders.get(order.id);
      if (known) return sameOrder(known, order) ? "done" : "conflict";
      orders.set(order.id, plain(order));
      return "done";
    },
    async order(id) {
      const known = orders.get(id);
      return known && plain(known);
    },
    async settleOrder(id) {
      const known = orders.get(id);
      if (known) orders.set(id, { ...known, settled: true });
    },

    async markExposure({ shown: _, ...exposure }) {
      return plain(entry(marks, markKey(exposure), () => plain(exposure)));
    },
    async exposures(visitor, since) {
      return [...marks.values()]
        .filter((mark) => mark.visitor === visitor && mark.day >= since)
        .sort((a, b) => byBytes(`${a.day}#${a.experiment}`, `${b.day}#${b.experiment}`))
        .map(plain);
    },
    async claimExposure(exposure, order) {
      const mark = marks.get(markKey(exposure));
      if (!mark || (mark.order !== undefined && mark.order !== order)) return false;
      marks.set(markKey(exposure), { ...mark, order });
      return true;
    },
    async settleExposure(exposure, ...what) {
      const mark = marks.get(markKey(exposure));
      const settled = Object.fromEntries(what.map((name) => [name, true]));
      if (mark) marks.set(markKey(exposure), { ...mark, ...settled });
    },

    async addStats({ day, ...row }, _visitor, more) {
      const sums: Record<string, number> = {};
      for (const name of STAT_NAMES) sums[name] = more[name] ?? 0;
      const rows = entry(stats, day, () => []);
      rows.push({ ...NO_STATS, ...sums, ...row });
      stats.set(day, [...sumRows(rows)]);
    },
    async stats(day) {
      return sumRows(stats.get(day) ?? []);
    },
  };
}
