import type { LedgerEntry, Offer } from "../../domain/offer/offer.ts";
import type { Store } from "../../ports.ts";
import { LEDGER, ledgerKey, offerKey, offerPk } from "./keys.ts";
import { byTime } from "./rules.ts";
import { same } from "./same.ts";
import type { Table } from "./table.ts";

type Offers = Pick<Store, "createOffer" | "offer" | "changeOffer" | "addLedger" | "ledger">;

/** An offer is one map (its own `expiresAt` is not the table's), its ledger one item per event beside it. Neither is ever deleted by time. */
export function offers(table: Table): Offers {
  async function read(code: string): Promise<Offer | undefined> {
    return (await table.get(offerKey(code)))?.offer as Offer | undefined;
  }

  return {
    async createOffer(offer) {
      const created = await table.put(
        { ...offerKey(offer.code), offer },
        { when: "attribute_not_exists(#pk)" },
      );
      return created || same(await read(offer.code), offer) ? "done" : "conflict";
    },

    offer: read,

    async changeOffer(offer, from) {
      const states = Object.fromEntries(from.map((state, i) => [`from${i}`, state]));
      const changed =
        from.length > 0 &&
        (await table.put(
          { ...offerKey(offer.code), offer },
          {
            when: `#offer.#state IN (${Object.keys(states).map((name) => `:${name}`)})`,
            values: states,
          },
        ));
      if (changed) return "done";
      const stored = await read(offer.code);
      if (!stored) return "missing";
      return same(stored, offer) ? "done" : "conflict";
    },

    async addLedger(entry) {
      await table.put(
        { ...ledgerKey(entry.code, entry.event), entry },
        { when: "attribute_not_exists(#pk)" },
      );
    },

    async ledger(code) {
      const items = await table.query({ pk: offerPk(code), prefix: LEDGER });
      return items.map(({ entry }) => entry as LedgerEntry).sort(byTime);
    },
  };
}
