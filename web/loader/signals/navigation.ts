import type { Loader } from "../ears.ts";
import { later, listen } from "../guard.ts";
import { stepOf } from "../kind.ts";

/**
 * Makes a single-page shop's navigation, and a return from the back-forward cache, a page of its own. Another hash, or another query outside search, is the
 * same page. Browsers without the Navigation API are looked at after clicks and at `popstate`; the shop's `history` is never wrapped.
 */
export function watchNavigation(loader: Loader): void {
  let at = stepOf(location.href);
  const look = () => {
    const step = stepOf(location.href);
    if (step !== at) loader.turn();
    at = step;
  };
  if (window.navigation) listen(window.navigation, "currententrychange", look);
  else listen(window, "popstate click", () => later(look, 0.3));
  listen<PageTransitionEvent>(window, "pageshow", (event) => {
    if (event.persisted) loader.turn();
  });
}
