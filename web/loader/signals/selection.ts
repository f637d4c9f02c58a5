import type { Loader } from "../ears.ts";
import { later, listen } from "../guard.ts";

/** A selection grows by many events; it is looked at when it rests. */
const REST_MS = 600;
const PRICE = /[€$£¥]|\b(eur|usd|gbp|sek|nok|dkk|chf|pln|kr)\b/i;

/** Selecting a price, as one does to compare it elsewhere. What was selected is not kept. */
export function watchSelection(loader: Loader): void {
  let timer = 0;
  listen(document, "selectionchange", () => {
    clearTimeout(timer);
    timer = later(() => {
      const text = String(getSelection());
      if (
        text.length < 30 &&
        /\d/.test(text) &&
        PRICE.test(text) &&
        !loader.heard("price-selected")
      )
        loader.hear("price-selected");
    }, REST_MS);
  });
}
