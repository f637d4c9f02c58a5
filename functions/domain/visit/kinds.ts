import type { PageKind, SignalKind } from "../../contract/signal.ts";

/** Signals of trouble are remembered longer than those of interest. `own`: the shop's custom signals. */
export type SignalClass = "trouble" | "interest" | "own";

/** Every signal kind: its code in memos, which never changes meaning, and its class. */
export const SIGNALS: Readonly<
  Record<SignalKind, { readonly code: number; readonly class: SignalClass }>
> = {
  "cart-hesitation": { code: 0, class: "trouble" },
  "checkout-hesitation": { code: 1, class: "trouble" },
  "exit-intent": { code: 2, class: "trouble" },
  "error-page": { code: 3, class: "trouble" },
  "script-error": { code: 4, class: "trouble" },
  "request-failed": { code: 5, class: "trouble" },
  "form-invalid": { code: 6, class: "trouble" },
  "rage-click": { code: 7, class: "trouble" },
  "dead-click": { code: 8, class: "trouble" },
  "search-empty": { code: 9, class: "trouble" },
  "search-repeated": { code: 10, class: "trouble" },
  "cart-removed": { code: 11, class: "trouble" },
  "coupon-rejected": { code: 12, class: "trouble" },
  "payment-declined": { code: 13, class: "trouble" },
  "back-and-forth": { code: 14, class: "trouble" },
  "price-selected": { code: 15, class: "interest" },
  "page-view": { code: 16, class: "interest" },
  "view-item": { code: 17, class: "interest" },
  "add-to-cart": { code: 18, class: "interest" },
  "view-cart": { code: 19, class: "interest" },
  "begin-checkout": { code: 20, class: "interest" },
  "add-shipping": { code: 21, class: "interest" },
  "add-payment": { code: 22, class: "interest" },
  purchase: { code: 23, class: "interest" },
  search: { code: 24, class: "interest" },
  custom: { code: 25, class: "own" },
};

/** Every page kind's code in memos. */
export const PAGES: Readonly<Record<PageKind, number>> = {
  home: 0,
  category: 1,
  product: 2,
  cart: 3,
  checkout: 4,
  payment: 5,
  order: 6,
  help: 7,
  search: 8,
  error: 9,
  other: 10,
};

/** Signal kinds by code. */
export const SIGNAL_LIST: readonly SignalKind[] = (Object.keys(SIGNALS) as SignalKind[]).sort(
  (a, b) => SIGNALS[a].code - SIGNALS[b].code,
);

/** Page kinds by code. */
export const PAGE_LIST: readonly PageKind[] = (Object.keys(PAGES) as PageKind[]).sort(
  (a, b) => PAGES[a] - PAGES[b],
);
