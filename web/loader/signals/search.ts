import type { Loader } from "../ears.ts";
import { later } from "../guard.ts";

/** Marks, WordPress's and Shopify's classes, and what shops say in Heed's first languages. */
const EMPTY =
  "[data-heed-results='0'],.search-no-results,.woocommerce-no-products-found,.template-search--empty";
const NOTHING =
  /no (results|products|matches)|nothing (was )?found|ei löytyn|ei tuloksia|tulemusi ei|ei andnud|ei leitud|не найден|не нашл|keine (ergebnis|treffer)|inga (resultat|träff)/i;
/** The words stand at the top of the page's main part, or there are none. */
const LOOK_AT = 3000;
const RENDER_MS = 500;

/** Searches that find nothing, by what the page shows; shops with GA4 events are heard there (data-layer.ts). */
export function watchSearch(loader: Loader): void {
  loader.onPage(() => {
    later(() => {
      if (loader.kind() !== "search" || loader.heard("search-empty")) return;
      const main = document.querySelector("main,[role=main],#content") ?? document.body;
      if (document.querySelector(EMPTY) || NOTHING.test(main.textContent.slice(0, LOOK_AT)))
        loader.hear("search-empty");
    }, RENDER_MS);
  });
}
