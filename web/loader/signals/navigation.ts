import type { Loader } from "../ears.ts";
import { later, listen } from "../guard.ts";

/**
 * Makes a single-page shop's navigation, and a return from the back-forward cache, a page of its own. Another hash, or another query outside search, is the
 * same page. Browsers without the Navigation API are looked at after clicks and at `popstate`; the shop's `history` is never wrapped.
 */
export function watchNavigation(loader: Loader): void {
  const key = () => location.pathname + (loader.page.kind === "search" ? location.search : "");
  let at = key();
  const soon = () =>
    // A single-page shop changes its address first and its content a moment later.
    later(() => {
      if (key() === at) return;
      loader.turn();
      at = key();
    }, 0.3);
  if (window.navigation) listen(window.navigation, "currententrychange", soon);
  else listen(window, "popstate click", soon);
  listen<PageTransitionEvent>(window, "pageshow", (event) => {
    if (event.persisted) loader.turn();
  });
}
