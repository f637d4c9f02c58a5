import { quietUntil } from "../../domain/visit/quiet.ts";
import type { CustomerStore } from "../../ports.ts";
import { quietKey } from "../dynamo/keys.ts";
import { plain } from "../dynamo/same.ts";
import { entry, type State } from "./state.ts";

export function customers({ quiet }: Pick<State, "quiet">): CustomerStore {
  return {
    async addQuiet(customer, mark) {
      const marks = entry(quiet, customer, () => new Map());
      const { sk } = quietKey(customer, mark);
      if ((marks.get(sk)?.at ?? Number.NEGATIVE_INFINITY) < mark.at) marks.set(sk, plain(mark));
    },
    async quiet(customer, now) {
      return [...(quiet.get(customer) ?? [])]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, mark]) => plain(mark))
        .filter((mark) => quietUntil(mark) > now);
    },
    async forgetQuiet(customer) {
      quiet.delete(customer);
    },
  };
}
