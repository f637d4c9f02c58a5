/** What a shop can listen to with `heed("on", name, handler)`. */
export type { HeedEvents as ShopEvents } from "../heed.d.ts";
