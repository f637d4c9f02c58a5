import type { PageKind } from "../../../functions/contract/signal.ts";
import { safe } from "../guard.ts";
import { short } from "./redact.ts";

/** What the page's schema.org data says about the page. */
export interface Structured {
  readonly kind?: PageKind;
  /** The product's name, on a product page. */
  readonly product?: string;
}

/** Longer data would cost the shop's main thread too much. */
const LONGEST = 50_000;

/** Types by which a page is known, most telling first: a search page may list products, and an order's page too. */
const KINDS: readonly (readonly [string, PageKind])[] = [
  ["Order", "order"],
  ["CheckoutPage", "checkout"],
  ["SearchResultsPage", "search"],
  ["CollectionPage", "category"],
  ["ItemList", "category"],
  ["ProductGroup", "product"],
  ["Product", "product"],
  ["ContactPage", "help"],
  ["FAQPage", "help"],
];

type Thing = Record<string, unknown>;

/** Every typed object in a JSON-LD text, however it is nested; none in a broken text. */
function thingsIn(text: string): Thing[] {
  const things: Thing[] = [];
  safe(() =>
    JSON.parse(text, (_key, value) => {
      if (value?.["@type"]) things.push(value);
      return value;
    }),
  );
  return things;
}

/** Reads the JSON-LD blocks of the present page. @param texts their contents. */
export function readStructured(texts: readonly string[]): Structured {
  const things = texts
    .filter((text) => text.length <= LONGEST)
    .slice(0, 10)
    .flatMap(thingsIn);
  const find = (type: string) => things.find((thing) => [thing["@type"]].flat().includes(type));
  const [type, kind] = KINDS.find(([named]) => find(named)) ?? [];
  if (!type || !kind) return {};
  const product = kind === "product" ? short(find(type)?.name) : undefined;
  return { kind, ...(product && { product }) };
}
