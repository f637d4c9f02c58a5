import type { Loader } from "../ears.ts";
import { later, listen } from "../guard.ts";

/** A single-page shop changes its address first and its content a moment later. */
const RENDER_MS = 300;

/**
 * Makes a single-page shop's navigation, and a return from the back-forward cache, a page of its own. Another hash, or another query outside search, is the
 * same page. Browsers without the Navigation API are looked at after clicks and at `popstate`; the shop's `history` is never wrapped.
 */
export function watchNavigation(loader: Loader): void {
  const key = () => location.pathname + (loader.kind() === "search" ? location.search : "");
  let at = key();
  const look = () => {
    if (key() === at) return;
    loader.turn();
    at = key();
  };
  const soon = () => later(look, RENDER_MS);
  if (window.navigation) listen(window.navigation, "currententrychange", soon);
  else {
    listen(window, "popstate", soon);
    listen(document, "click", soon);
  }
  listen<PageTransitionEvent>(window, "pageshow", (event) => {
    if (event.persisted) loader.turn();
  });
}
