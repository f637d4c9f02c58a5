import type { Loader } from "../ears.ts";
import { clock, later, listen } from "../guard.ts";
import { isPaying } from "../matters.ts";

/** Something to press that leads on to paying: a cart page without one is taken for empty. */
const GO_ON = "[name=checkout]:enabled,.checkout-button,[href*=checkout]";

/** Signs of somebody doing something. A moving mouse is none: hesitating hands move. */
const ACTIVITY = "pointerdown keydown input wheel scroll";

/**
 * Cart and checkout hesitation, by one timer that runs only on such a page and only while it is visible. Activity stores a time and moves no timer; the
 * timer looks at it when it is due.
 */
export function watchDwell(loader: Loader): void {
  const { of } = loader;
  const paying = () => isPaying(loader.page.kind);
  let dwelt = 0;
  let since = 0;
  let active = 0;
  let timer = 0;
  let told = false;

  const spent = () => dwelt + clock() - since;
  const applies = () =>
    paying() ||
    (loader.page.kind === "cart" && (loader.filled ?? document.querySelector(GO_ON) !== null));
  /** Seconds until the hesitation is there, if nobody does anything until then. */
  const due = () => {
    const idle = clock() - active;
    const dwell = of(paying() ? "checkoutDwell" : "cartDwell") - spent();
    const rested = Math.max(dwell, of("cartIdle") - idle);
    return paying() ? Math.min(rested, of("checkoutIdle") - idle) : rested;
  };
  const look = () => {
    clearTimeout(timer);
    if (told || document.hidden || !applies()) return;
    const left = due();
    told = left <= 0;
    if (told)
      loader.hear(`${paying() ? "checkout" : "cart"}-hesitation`, `${Math.round(spent())} s`);
    else timer = later(look, left);
  };

  listen(document, ACTIVITY, () => {
    active = clock();
  });
  listen(document, "visibilitychange", () => {
    if (document.hidden) dwelt = spent();
    since = active = clock();
    look();
  });
  loader.restart = () => {
    told = false;
    dwelt = 0;
    since = active = clock();
    look();
  };
  loader.look = look;
  loader.onPage(loader.restart);
}
