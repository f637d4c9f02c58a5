import type { Loader } from "../ears.ts";
import { later, listen } from "../guard.ts";
import { isPaying } from "../matters.ts";

/** Something to press that leads on to paying: a cart page without one is taken for empty. */
const GO_ON =
  "[name=checkout]:not(:disabled),.checkout-button,[href*=checkout],[action*=checkout],[data-heed-checkout]";

/** Signs of somebody doing something. A moving mouse is none: hesitating hands move. */
const ACTIVITY = "pointerdown keydown input wheel scroll";

/**
 * Cart and checkout hesitation, by one timer that runs only on such a page and only while it is visible. Activity stores a time and moves no timer; the
 * timer looks at it when it is due.
 */
export function watchDwell(loader: Loader): () => void {
  const { settings, kind } = loader;
  const clock = () => performance.now() / 1000;
  let dwelt = 0;
  let since = 0;
  let active = 0;
  let timer = 0;

  const spent = () => dwelt + clock() - since;
  const applies = () =>
    isPaying(kind()) ||
    (kind() === "cart" && (loader.filled ?? document.querySelector(GO_ON) !== null));
  /** Seconds until the hesitation is there, if nobody does anything until then. */
  const due = () => {
    const idle = clock() - active;
    const rest = settings.of("cartIdle") - idle;
    return isPaying(kind())
      ? Math.min(
          Math.max(settings.of("checkoutDwell") - spent(), rest),
          settings.of("checkoutIdle") - idle,
        )
      : Math.max(settings.of("cartDwell") - spent(), rest);
  };
  const arm = () => {
    clearTimeout(timer);
    if (document.hidden || !applies()) return;
    timer = later(check, Math.max(50, due() * 1000));
  };
  const check = () => {
    if (due() > 0) return arm();
    loader.hear(
      isPaying(kind()) ? "checkout-hesitation" : "cart-hesitation",
      `${Math.round(spent())} s`,
    );
  };
  const restart = () => {
    dwelt = 0;
    since = active = clock();
    arm();
  };

  listen(document, ACTIVITY, () => {
    active = clock();
  });
  listen(document, "visibilitychange", () => {
    if (document.hidden) dwelt = spent();
    since = active = clock();
    arm();
  });
  loader.onPage(restart);
  return restart;
}
