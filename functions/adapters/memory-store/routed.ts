import { ROUTED_NAMES } from "../../domain/routing/routed.ts";
import type { Store } from "../../ports.ts";
import { plain } from "../dynamo/same.ts";
import type { State } from "./state.ts";

export function routed({
  routed: rows,
}: Pick<State, "routed">): Pick<Store, "addRouted" | "routed"> {
  return {
    async addRouted({ start, policy, language }, more) {
      const key = JSON.stringify([start, policy, language]);
      const known = rows.get(key);
      const sums = Object.fromEntries(
        ROUTED_NAMES.map((name) => [name, (known?.[name] ?? 0) + more[name]]),
      );
      rows.set(key, { start, policy, language, ...(sums as unknown as typeof more) });
    },
    async routed(from, to) {
      return [...rows.values()]
        .filter(({ start }) => start >= from && start <= to)
        .sort(
          (a, b) =>
            a.start - b.start ||
            (a.policy < b.policy ? -1 : a.policy > b.policy ? 1 : a.language < b.language ? -1 : 1),
        )
        .map(plain);
    },
  };
}
