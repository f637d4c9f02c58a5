import type { CartState } from "./cart.ts";

interface WooCommerce {
  readonly ga4w?: {
    readonly data?: {
      readonly cart?: {
        readonly items: readonly { readonly name?: unknown; readonly quantity?: unknown }[];
        readonly totals: {
          readonly currency_code: unknown;
          readonly total_price: unknown;
          readonly currency_minor_unit: number;
        };
      };
    };
  };
}

/**
 * Takes the cart that Google's plugin for WooCommerce leaves in the page: it sends no `view_cart` event. Prices there are in the currency's smallest unit,
 * as strings.
 */
export function takePlatformCart(cart: CartState): void {
  const told = (window as WooCommerce).ga4w?.data?.cart;
  if (!told || cart.current()) return;
  const { currency_code: currency, total_price, currency_minor_unit } = told.totals;
  cart.set({ currency, value: Number(total_price) / 10 ** currency_minor_unit, items: told.items });
}
