import type { Loader } from "../ears.ts";
import { listen } from "../guard.ts";
import { kindOf } from "../kind.ts";
import { isPaying } from "../matters.ts";

/** A scroll without a finger's movement this shortly before is the page's own, such as a button "to the top". */
const GESTURE_MS = 1000;

/**
 * Somebody with something in the cart seems to leave. Desktop: the mouse goes out at the top. Touch: a fast scroll up, a return after the tab was hidden
 * (not from a payment page, where bank apps take over), or the back button out of cart or checkout. The back button itself is never trapped.
 */
export function watchExit(loader: Loader): void {
  const { settings, ears } = loader;
  let since = 0;
  let told = false;

  const buying = (kind = loader.kind()) => loader.filled ?? (kind === "cart" || isPaying(kind));
  const tell = (how: string) => {
    if (told) return;
    told = true;
    loader.hear("exit-intent", how);
  };
  const leave = (how: string) => {
    if (buying() && performance.now() - since > settings.of("exitAfter") * 1000) tell(how);
  };
  loader.onPage(() => {
    since = performance.now();
    told = false;
  });

  if (ears.device === "desktop") {
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
    moved = performance.now();
  });
  listen(document, "scroll", () => {
    const now = performance.now();
    if (scrollY > last || now - lastAt > 200) {
      peak = scrollY;
      peakAt = now;
    }
    last = scrollY;
    lastAt = now;
    const fast = now - peakAt < settings.of("exitScrollTime") * 1000;
    if (fast && peak - last > settings.of("exitScroll") && now - moved < GESTURE_MS)
      leave("scroll-up");
  });

  let hidden = 0;
  listen(document, "visibilitychange", () => {
    const now = performance.now();
    if (document.hidden) hidden = now;
    else if (now - hidden > settings.of("exitHidden") * 1000 && loader.kind() !== "payment")
      leave("hidden");
  });

  loader.onPage(() => {
    const { from, entry } = window.navigation?.activation ?? {};
    if (from?.url && entry && from.index > entry.index && buying(kindOf(from.url))) tell("back");
  });
}
