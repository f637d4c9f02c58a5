import { take } from "../calls.ts";
import type { Loader } from "../ears.ts";
import { clock, later, listen } from "../guard.ts";

/** Where many clicks, or clicks without an effect to be seen, are as they should be. */
const QUIET = "[data-heed-quiet],input:not([type=submit]),textarea,select,label";
const CONTROL = "a,button,[role=button],input";
/** Any of these after a click shows that it did something. */
const EFFECTS = "scroll focusin submit blur pagehide";

/** A link that leads elsewhere works, however long the next page takes. */
const LEADS = "a[href]:not([href^='#'],[href^=javascript])";

/** What was clicked, in the shop's own words: a control's label, else the kind of element. */
function nameOf(target: Element): string {
  const control = target.closest(CONTROL);
  return control
    ? `${control.localName} ${control.ariaLabel || control.textContent}`
    : target.localName;
}

/**
 * Rage clicks: many in one place in a short time, none of which did anything to be seen. Dead clicks: one on what looks like a control, and nothing happens.
 * Clicks on the marks `data-heed-track` and `data-heed-open` are calls.
 */
export function watchClicks(loader: Loader): void {
  const { hear, of } = loader;
  let recent: { x: number; y: number; at: number }[] = [];
  let at = 0;
  let timer = 0;

  const effect = () => {
    // A later effect isn't taken for the click's own when clicks are counted.
    if (clock() - at < 0.3) recent = [];
    observer.disconnect();
    clearTimeout(timer);
  };
  const observer = new MutationObserver(effect);

  // A disabled button gets no click, but it hears the pointer.
  listen<MouseEvent>(document, "click pointerup", ({ type, target, clientX: x, clientY: y }) => {
    const clicked = target as Element;
    if ((type === "click") === clicked.matches(":disabled,:disabled *")) return;
    const mark = clicked.closest<HTMLElement>("[data-heed-track],[data-heed-open]");
    if (mark) {
      const { heedTrack, heedDetail } = mark.dataset;
      take(loader, heedTrack ? "track" : "open", heedTrack, { detail: heedDetail });
    }
    if (clicked.closest(QUIET)) return;

    at = clock();
    recent = recent.filter(
      (one) => at - one.at < of("rageTime") && Math.hypot(one.x - x, one.y - y) < of("rageRadius"),
    );
    if (recent.push({ x, y, at }) >= of("rageClicks")) {
      recent = [];
      hear("rage-click", nameOf(clicked));
    }

    clearTimeout(timer);
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    const control = clicked.closest(CONTROL) || getComputedStyle(clicked).cursor === "pointer";
    timer = later(() => {
      observer.disconnect();
      if (control && !clicked.closest(LEADS)) hear("dead-click", nameOf(clicked));
    }, of("deadTime"));
  });
  listen(window, EFFECTS, effect);
}
