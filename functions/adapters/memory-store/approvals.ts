import type { ApprovalStore } from "../../ports.ts";
import { MOST_APPROVALS, units } from "../dynamo/rules.ts";
import { plain } from "../dynamo/same.ts";
import { byBytes, type State } from "./state.ts";

export function approvals({
  budgets,
  approvals: rows,
}: Pick<State, "budgets" | "approvals">): ApprovalStore {
  return {
    async lower(scope, key, amount) {
      const counter = budgets.get(scope);
      const held = counter?.keys.get(key);
      const wanted = units(amount);
      if (!counter || held === undefined || held <= wanted) return;
      counter.total += wanted - held;
      counter.keys.set(key, wanted);
    },
    async listApproval(row) {
      rows.set(row.code, plain(row));
    },
    async unlistApproval(code) {
      rows.delete(code);
    },
    async listedApprovals() {
      return [...rows.values()]
        .sort((a, b) => byBytes(a.code, b.code))
        .slice(0, MOST_APPROVALS)
        .map(plain);
    },
  };
}
