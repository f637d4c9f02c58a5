import type { Store } from "../../ports.ts";
import { byTime, MAX_KEYS, units } from "../dynamo/rules.ts";
import { plain, same } from "../dynamo/same.ts";
import { entry, type State } from "./state.ts";

type Offers = Pick<
  Store,
  "reserve" | "unreserve" | "createOffer" | "offer" | "changeOffer" | "addLedger" | "ledger"
>;

export function offers(state: Pick<State, "budgets" | "offers" | "ledger">): Offers {
  const { budgets, offers: stored, ledger } = state;
  return {
    async reserve(scope, key, amount, ceiling) {
      const wanted = units(amount);
      const counter = entry(budgets, scope, () => ({ total: 0, keys: new Map() }));
      if (counter.keys.has(key)) return "done";
      if (counter.total + wanted > units(ceiling) || counter.keys.size >= MAX_KEYS)
        return "exhausted";
      counter.total += wanted;
      counter.keys.set(key, wanted);
      return "done";
    },
    async unreserve(scope, key) {
      const counter = budgets.get(scope);
      const held = counter?.keys.get(key);
      if (!counter || held === undefined) return;
      counter.total -= held;
      counter.keys.delete(key);
    },

    async createOffer(offer) {
      const known = stored.get(offer.code);
      if (known) return same(known, offer) ? "done" : "conflict";
      stored.set(offer.code, plain(offer));
      return "done";
    },
    async offer(code) {
      const known = stored.get(code);
      return known && plain(known);
    },
    async changeOffer(offer, from) {
      const known = stored.get(offer.code);
      if (!known) return "missing";
      if (!from.includes(known.state)) return same(known, offer) ? "done" : "conflict";
      stored.set(offer.code, plain(offer));
      return "done";
    },

    async addLedger(line) {
      const lines = entry(ledger, line.code, () => new Map());
      if (!lines.has(line.event)) lines.set(line.event, plain(line));
    },
    async ledger(code) {
      return [...(ledger.get(code)?.values() ?? [])].map(plain).sort(byTime);
    },
  };
}
