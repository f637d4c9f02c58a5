import type { PageKind } from "../../functions/contract/signal.ts";

/**
 * Beginnings of address parts, most telling kind first: English, Finnish, Estonian, and Russian as shops transliterate it. Only the kinds that the loader
 * itself needs; the rest is told apart once the chat is there (host/view.ts).
 */
const WORDS: readonly (readonly [PageKind, RegExp])[] = [
  ["order", /\/(order-rec|thank|kiitos)/],
  ["payment", /\/(payment|maks[ue])/],
  ["checkout", /\/(checkout|kassa)/],
  ["cart", /\/(cart\b|basket|ostosk|ostuk|korzin)/],
  ["search", /\/(search|haku|otsi|poisk)|[?&]s=/],
  ["product", /\/(products?|tuote|toode|tovar|item|p)\/[^/]/],
  ["help", /\/(help|faq|contact|shipping|deliver|return|terms|toimit|tarne|dostav)/],
];

/** A page's kind by its address alone; `other` where the loader's words don't tell. */
export function kindOf(address: string): PageKind {
  const { pathname, search } = new URL(address, location.href);
  return WORDS.find(([, words]) => words.test(pathname + search))?.[0] ?? "other";
}

/** A page as `kind address`: what makes it another page is the path, for a search the query too. */
export const stepOf = (address: string): string => {
  const kind = kindOf(address);
  return `${kind} ${kind === "search" ? address : address.split(/[?#]/)[0]}`;
};

/** The page of this shop that was left for the present one; undefined where the browser doesn't tell, and within a single-page shop. */
export function cameFrom(): NavigationHistoryEntry | null | undefined {
  const { activation, currentEntry } = window.navigation ?? {};
  return activation?.entry === currentEntry ? activation?.from : undefined;
}

/**
 * The present page's kind: what the shop says itself (`data-heed-page="cart"` on any element, a `<meta>` too), else its address, else WordPress's body
 * classes.
 */
export function kindNow(): PageKind {
  const mark = document.querySelector<HTMLElement>("[data-heed-page]");
  const kind = mark?.dataset.heedPage ?? kindOf(location.href);
  const [classed] =
    /\berror(?=-?404)|(?<=woocommerce-)c(ar|heckou)t\b/.exec(document.body.className) ?? [];
  return ((kind === "other" && classed) || kind) as PageKind;
}
