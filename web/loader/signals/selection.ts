import type { Loader } from "../ears.ts";
import { later, listen } from "../guard.ts";

/** Selecting a price, as one does to compare it elsewhere: a few characters with a digit, and a currency around it. What was selected is not kept. */
export function watchSelection(loader: Loader): void {
  let timer = 0;
  listen(document, "selectionchange", () => {
    // A selection grows by many events; it is looked at when it rests.
    clearTimeout(timer);
    timer = later(() => {
      const selection = getSelection();
      const around = selection?.anchorNode?.parentElement?.textContent ?? "";
      if (/^.{0,12}\d.{0,12}$/s.test(`${selection}`) && /[€$£]|eur|usd|sek|kr/i.test(around))
        loader.hear("price-selected");
    }, 0.6);
  });
}
