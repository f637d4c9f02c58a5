import type { Loader } from "../ears.ts";
import { later } from "../guard.ts";

/** What shops say when they find nothing, in Heed's first languages, German and Swedish. */
const NOTHING =
  /(no|(?<!\d)0) (result|product)|nothing found|ei (löyty|leitud)|tulemusi|не найд|keine erg|inga res/i;

/** Searches that find nothing, by what the page shows; shops with GA4 events are heard there (data-layer.ts). */
export function watchSearch(loader: Loader): void {
  loader.onPage(() => {
    // A single-page shop shows its results a moment later.
    later(() => {
      if (loader.page.kind !== "search" || loader.counts["search-empty"]) return;
      const main = document.querySelector("main") ?? document.body;
      const marked = document.querySelector("[data-heed-results='0'],.search-no-results");
      // The words stand at the top of the page's main part, or there are none.
      if (marked || NOTHING.test(main.textContent.slice(0, 3000))) loader.hear("search-empty");
    }, 0.5);
  });
}
