import type { PageKind } from "../../functions/contract/signal.ts";

/**
 * Beginnings of address parts, most telling kind first: English, Finnish, Estonian, and Russian as shops transliterate it. Only the kinds that the loader
 * itself needs; the rest is told apart once the chat is there (host/view.ts).
 */
const WORDS: readonly (readonly [PageKind, RegExp])[] = [
  ["order", /\/(order-rec|thank|kiitos)/],
  ["payment", /\/(payment|order-pay|maks[ue])/],
  ["checkout", /\/(checkout|kassa|oformlenie)/],
  ["cart", /\/(cart|basket|ostosk|ostuk|korzin)/],
  ["search", /\/(search|haku|otsi|poisk)|[?&]s=/],
  ["product", /\/(products?|tuote|toode|tovar|item|p)\/[^/]/],
  ["help", /\/(help|faq|contact|shipping|deliver|return|terms|toimit|tarne|dostav)/],
];

/** A page's kind by its address alone; `other` where the loader's words don't tell. */
export function kindOf(address: string): PageKind {
  const { pathname, search } = new URL(address, location.href);
  return WORDS.find(([, words]) => words.test(pathname + search))?.[0] ?? "other";
}

/** What the shop says itself: `data-heed-page="cart"` on any element, a `<meta>` too; Shopify's page type, WordPress's body classes. */
export function statedKind(): string | undefined {
  const mark = document.querySelector<HTMLElement>("[data-heed-page]");
  const shopify = window as {
    ShopifyAnalytics?: { meta?: { page?: { pageType?: string } } };
  };
  return (
    mark?.dataset.heedPage ??
    shopify.ShopifyAnalytics?.meta?.page?.pageType?.replace("404", "error") ??
    /\berror(?=-?404)|(?<=woocommerce-)c(ar|heckou)t\b/.exec(document.body?.className)?.[0]
  );
}
