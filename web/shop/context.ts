import type { Cart } from "./cart-cookie.ts";
import type { HeedApi } from "./heed-api.ts";
import type { Language } from "./languages.ts";
import type { Content } from "./layout.ts";
import type { Orders } from "./orders.ts";

/** One request for a page of the shop, with everything it may use. */
export interface Visit {
  readonly language: Language;
  readonly method: "GET" | "POST";
  /** Address below the language: `["product", "kuksa-cup"]`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly cart: Cart;
  readonly api: HeedApi;
  readonly orders: Orders;
  /** Who the shopper is to Heed, where she let the shop remember it. */
  readonly visitor?: string;
}

/** `cart`, where given, is what the shopper's cart has become. */
export type Answer =
  | {
      readonly kind: "page";
      readonly status?: number;
      readonly content: Content;
      readonly cart?: Cart;
    }
  /** To a page below the language. */
  | { readonly kind: "redirect"; readonly to: string; readonly cart?: Cart };
