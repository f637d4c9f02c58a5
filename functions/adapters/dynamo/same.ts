import { isDeepStrictEqual } from "node:util";

/** A copy as a store would give it back: no property that is undefined. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/**
 * Do two records say the same? After a failed condition this tells an own write that was repeated (its answer was lost) from somebody else's: who finds just what he
 * wanted to write has written it.
 */
export function same(a: unknown, b: unknown): boolean {
  return a === b || (a !== undefined && b !== undefined && isDeepStrictEqual(plain(a), plain(b)));
}
