import { createHmac, timingSafeEqual } from "node:crypto";
import { byId } from "./catalogue.ts";
import type { Method } from "./checkout-form.ts";
import type { Refusal } from "./heed-api.ts";

/** What the shop remembers of a shopper between two pages. */
export interface Cart {
  /** Pieces by product id. */
  readonly items: Readonly<Record<string, number>>;
  /** A discount code she has entered. */
  readonly code?: string;
  /** Number of the order in the making; made once, so that a repeated payment stays one order. */
  readonly order?: string;
  readonly name?: string;
  readonly method?: Method;
  /** Whether she is signed in; undefined while she has never been. */
  readonly account?: "in" | "out";
  /** To be said on the next page, once. */
  readonly refusal?: Refusal;
}

export const EMPTY: Cart = { items: {} };
export const MOST_PIECES = 20;

export const COOKIE = "havu";
const WEEK_S = 7 * 86_400;

const mac = (key: string, text: string) =>
  createHmac("sha256", key).update(text).digest("base64url");

/** A `Set-Cookie` header. @param key the shop's own, never Heed's. */
export function writeCart(cart: Cart, key: string): string {
  const text = Buffer.from(JSON.stringify(cart)).toString("base64url");
  return `${COOKIE}=${text}.${mac(key, text)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${WEEK_S}`;
}

/** @returns the cart in a `Cookie` header; an empty one when there is none or somebody has tampered with it. */
export function readCart(header: string | undefined, key: string): Cart {
  const [text = "", signature = ""] = (cookieOf(header, COOKIE) ?? "").split(".");
  const good = Buffer.from(mac(key, text));
  const given = Buffer.from(signature);
  if (given.length !== good.length || !timingSafeEqual(given, good)) return EMPTY;
  const cart = JSON.parse(Buffer.from(text, "base64url").toString()) as Cart;
  const known = Object.entries(cart.items).filter(([id]) => byId(id));
  return { ...cart, items: Object.fromEntries(known) };
}

export function cookieOf(header: string | undefined, name: string): string | undefined {
  const found = (header ?? "").split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}

/** @param pieces 0 takes the product out. */
export function withPieces(cart: Cart, id: string, pieces: number): Cart {
  const { [id]: _old, ...items } = cart.items;
  const kept = Math.min(MOST_PIECES, Math.max(0, Math.floor(pieces) || 0));
  return { ...cart, items: kept > 0 ? { ...items, [id]: kept } : items };
}
