import type { Cart } from "../../../functions/contract/signal.ts";
import { short } from "./redact.ts";

/** What an e-commerce event says, with the names of GA4; everything in it is a stranger's. */
export interface Commerce {
  readonly currency?: unknown;
  readonly value?: unknown;
  /** The items, or how many. */
  readonly items?: unknown;
}

/** What this page has learnt of the cart. */
export interface CartState {
  current(): Cart | undefined;
  /** The whole cart, as `view_cart` and `begin_checkout` tell it. */
  set(told: Commerce): void;
  /** More (or, with -1, less) of something: a cart not seen before is taken for empty, so this is the least there is. */
  change(told: Commerce, sign: 1 | -1): void;
  /** Bought: nothing is known of the next cart. */
  clear(): void;
}

interface Item {
  readonly name: string | undefined;
  readonly price: number;
  readonly quantity: number;
}

function readItems(items: unknown): Item[] {
  if (!Array.isArray(items)) return [];
  return items.slice(0, 100).map((item: Record<string, unknown> | undefined) => ({
    name: short(item?.item_name ?? item?.name),
    price: Number(item?.price) || 0,
    quantity: Math.max(1, Math.round(Number(item?.quantity)) || 1),
  }));
}

const round = (value: number) => Math.round(Math.max(0, value) * 100) / 100;

export function createCart(): CartState {
  let cart: Cart | undefined;

  const put = (value: number, currency: unknown, items: number, names: string[]) => {
    const code = currency ?? cart?.currency;
    const known = typeof code === "string" && /^[A-Z]{3}$/.test(code);
    if (!known || !(value <= 1e7) || items > 10_000) return;
    const kept = [...new Set(names)].slice(0, 5);
    cart = { value: round(value), currency: code, items, ...(kept.length > 0 && { names: kept }) };
  };
  const total = (told: Commerce, items: Item[]) => {
    const value = told.value === undefined ? Number.NaN : Number(told.value);
    return value >= 0 ? value : items.reduce((sum, item) => sum + item.price * item.quantity, 0);
  };
  const pieces = (told: Commerce, items: Item[]) =>
    typeof told.items === "number"
      ? Math.max(0, Math.round(told.items)) || 0
      : items.reduce((sum, item) => sum + item.quantity, 0);
  const namesOf = (items: Item[]) => items.flatMap((item) => item.name ?? []);

  return {
    current: () => cart,
    set(told) {
      const items = readItems(told.items);
      put(total(told, items), told.currency, pieces(told, items), namesOf(items));
    },
    change(told, sign) {
      const items = readItems(told.items);
      const names = namesOf(items);
      put(
        Math.max(0, (cart?.value ?? 0) + sign * total(told, items)),
        told.currency,
        Math.max(0, (cart?.items ?? 0) + sign * (pieces(told, items) || 1)),
        sign > 0
          ? [...(cart?.names ?? []), ...names]
          : (cart?.names ?? []).filter((name) => !names.includes(name)),
      );
    },
    clear() {
      cart = undefined;
    },
  };
}
