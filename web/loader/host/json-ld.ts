import type { PageKind } from "../../functions/contract/signal.ts";
import { safe } from "./guard.ts";
import { short } from "./redact.ts";

/** What the page's schema.org data says about the page. */
export interface Structured {
  readonly kind?: PageKind;
  /** The product's name, on a product page. */
  readonly product?: string;
  /** How many results, on a search page that tells. */
  readonly results?: number;
}

/** Longer data would cost the shop's main thread too much. */
const LONGEST = 50_000;

const KINDS: Readonly<Record<string, PageKind>> = {
  Order: "order",
  Product: "product",
  ProductGroup: "product",
  SearchResultsPage: "search",
  CheckoutPage: "checkout",
  CollectionPage: "category",
  ContactPage: "help",
  FAQPage: "help",
};

type Thing = Record<string, unknown>;

function things(data: unknown): Thing[] {
  if (Array.isArray(data)) return data.slice(0, 20).flatMap(things);
  if (typeof data !== "object" || data === null) return [];
  const thing = data as Thing;
  return [thing, ...things(thing["@graph"]), ...things(thing.mainEntity)];
}

const typeOf = (thing: Thing): string =>
  String(Array.isArray(thing["@type"]) ? thing["@type"][0] : thing["@type"]);

/** Reads every JSON-LD block of the page; a broken one counts as absent. */
export function readStructured(): Structured {
  const found = [...document.querySelectorAll('script[type="application/ld+json"]')]
    .slice(0, 10)
    .flatMap((block) => {
      const text = block.textContent ?? "";
      return text.length > LONGEST ? [] : (safe(() => things(JSON.parse(text))) ?? []);
    });
  const named = found.filter((thing) => KINDS[typeOf(thing)]);
  const ordered = named.find((thing) => typeOf(thing) === "Order") ?? named[0];
  const kind = ordered && KINDS[typeOf(ordered)];
  const product = kind === "product" ? short(ordered?.name) : undefined;
  const list = found.find((thing) => thing.numberOfItems !== undefined);
  const results = list && Number(list.numberOfItems);
  return {
    ...(kind && { kind }),
    ...(product && { product }),
    ...(results !== undefined && results >= 0 && { results }),
  };
}
