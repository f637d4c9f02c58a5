import type { PageKind } from "../../functions/contract/signal.ts";

/**
 * Words in addresses, most telling first: English, Finnish, Estonian, Russian as shops transliterate it, German, Swedish. Only the kinds that the
 * loader itself needs; the rest is told apart once the chat is there (host/view.ts).
 */
const WORDS: readonly (readonly [PageKind, RegExp])[] = [
  [
    "order",
    /order-?(received|confirm|complete)|thank[-_]?you|confirmation|kiitos|vahvistus|kinnitus|spasibo/,
  ],
  ["payment", /payment|order-pay|\/mak(su|se)|oplata|zahlung|betalning/],
  ["checkout", /checkout|kassa|kasse|oformlenie/],
  ["cart", /\/(cart|basket|bag)\b|ostosko|ostukor|kor[sz]in|warenkorb|varukorg|kundvagn/],
  ["search", /\/(search|haku|otsi|otsing|poisk|suche|sok)\b|[?&]s=/],
  ["product", /\/(product|products|tuote|toode|tovar|produkt|item|p)\/[^/]/],
  [
    "help",
    /\/(help|faq|support|contact|shipping|deliver|return|terms|polic|toimitu|palautu|tarne|tagastu|dostavk|vozvrat|versand|hilfe|leverans)/,
  ],
];

/** A page's kind by its address alone; `other` where the loader's words don't tell. */
export function kindOf(address: string): PageKind {
  const { pathname, search } = new URL(address, location.href);
  const text = (pathname + search).toLowerCase();
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? "other";
}

/** What the shop says itself: `<meta name="heed:page" content="cart">`, `data-heed-page="cart"`, Shopify's page type, WordPress's body classes. */
export function statedKind(): string | undefined {
  const mark = document.querySelector("[data-heed-page],meta[name='heed:page']");
  const shopify = window as {
    ShopifyAnalytics?: { meta?: { page?: { pageType?: string } } };
  };
  return (
    mark?.getAttribute("data-heed-page") ??
    mark?.getAttribute("content") ??
    shopify.ShopifyAnalytics?.meta?.page?.pageType?.replace("404", "error") ??
    /\berror(?=-?404)|(?<=woocommerce-)(?:cart|checkout)\b/.exec(
      document.body?.className ?? "",
    )?.[0]
  );
}
