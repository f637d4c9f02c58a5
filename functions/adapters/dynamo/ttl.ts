import type { Item } from "./table.ts";

/**
 * When an item ends: `until` to the millisecond, for readers, and `expiresAt` in epoch seconds, by which the table deletes it some hours or days later.
 * @param until epoch ms
 */
export function ending(until: number): { readonly until: number; readonly expiresAt: number } {
  return { until, expiresAt: Math.ceil(until / 1000) };
}

/** Does an item written with `ending` still count at `now` (epoch ms)? */
export function alive(item: Item, now: number): boolean {
  return (item.until as number) > now;
}
