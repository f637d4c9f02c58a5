import type { Cart } from "./cart-cookie.ts";
import { byId, type Product } from "./catalogue.ts";
import type { Method } from "./checkout-form.ts";
import type { Discount } from "./heed-api.ts";

export interface Line {
  readonly product: Product;
  readonly pieces: number;
}

/** All amounts in euros. */
export interface Totals {
  readonly lines: readonly Line[];
  readonly pieces: number;
  readonly subtotal: number;
  readonly discount?: Discount;
  readonly shipping: number;
  readonly total: number;
}

const FREE_FROM = 100;
const SHIPPING: Readonly<Record<Method, number>> = { parcel: 4.9, courier: 8.9 };

const cents = (amount: number) => Math.round(amount * 100) / 100;

export function linesOf(cart: Cart): readonly Line[] {
  return Object.entries(cart.items).flatMap(([id, pieces]) => {
    const product = byId(id);
    return product ? [{ product, pieces }] : [];
  });
}

/** Adds a cart up. Delivery goes by what the goods cost before the discount. */
export function totalsOf(cart: Cart, discount?: Discount): Totals {
  const lines = linesOf(cart);
  const subtotal = cents(
    lines.reduce((sum, { product, pieces }) => sum + product.price * pieces, 0),
  );
  const shipping = subtotal >= FREE_FROM || subtotal === 0 ? 0 : SHIPPING[cart.method ?? "parcel"];
  const off = Math.min(discount?.amount ?? 0, subtotal);
  return {
    lines,
    pieces: lines.reduce((sum, { pieces }) => sum + pieces, 0),
    subtotal,
    ...(discount && { discount: { ...discount, amount: off } }),
    shipping,
    total: cents(subtotal - off + shipping),
  };
}
