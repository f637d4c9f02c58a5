import type { Loader } from "../ears.ts";
import { clock, listen } from "../guard.ts";
import { cameFrom, kindOf } from "../kind.ts";
import { isPaying } from "../matters.ts";

/**
 * Somebody with something in the cart seems to leave. Desktop: the mouse goes out at the top. Touch: a fast scroll up, a return after the tab was hidden
 * (not from a payment page, where bank apps take over), or the back button out of cart or checkout. The back button itself is never trapped.
 */
export function watchExit(loader: Loader): void {
  const { of } = loader;
  let since = 0;

  const tell = (how: string) => {
    if (!loader.counts["exit-intent"]) loader.hear("exit-intent", how);
  };
  const buying = (kind = loader.page.kind) => loader.filled ?? (kind === "cart" || isPaying(kind));
  const leave = (how: string) => {
    if (buying() && clock() - since > of("exitAfter")) tell(how);
  };
  loader.onPage(() => {
    since = clock();
  });

  if (loader.device === "desktop") {
    listen<MouseEvent>(document, "mouseout", (event) => {
      if (!event.relatedTarget && event.clientY <= 0) leave("mouse");
    });
    return;
  }

  let moved = 0;
  let last = 0;
  let lastAt = 0;
  let peak = 0;
  let peakAt = 0;
  listen(document, "touchmove", () => {
    moved = clock();
  });
  listen(document, "scroll", () => {
    const now = clock();
    // Going down, or resting, begins anew.
    if (scrollY > last || now - lastAt > 0.2) {
      peak = scrollY;
      peakAt = now;
    }
    last = scrollY;
    lastAt = now;
    // Without a finger shortly before it is the page's own scroll, such as a button "to the top".
    if (now - moved < 1 && now - peakAt < of("exitScrollTime") && peak - last > of("exitScroll"))
      leave("scroll-up");
  });

  let hidden = 0;
  listen(document, "visibilitychange", () => {
    if (document.hidden) hidden = clock();
    else if (clock() - hidden > of("exitHidden") && loader.page.kind !== "payment") leave("hidden");
  });

  loader.onPage(() => {
    const from = cameFrom();
    const here = window.navigation?.currentEntry;
    if (from?.url && here && from.index > here.index && buying(kindOf(from.url))) tell("back");
  });
}
