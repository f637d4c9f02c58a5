import type { Head } from "../domain/conversation/head.ts";

/** Is there something for the shopper in it: it is open, or it ends with the answer to a message she left and has not read. */
export function hasNews({ state, contact, read, seq }: Head): boolean {
  return state.kind !== "closed" || (contact !== undefined && read.shopper < seq);
}
