import type { Loader } from "../ears.ts";
import { later, listen, safe } from "../guard.ts";

/** Where many clicks, or clicks without an effect to be seen, are as they should be. */
const QUIET =
  "[data-heed-quiet],input:not([type=submit],[type=button]),textarea,select,option,label,summary,video,audio,[contenteditable],[aria-roledescription=carousel],:has(>[type=number])";
const CONTROL = "a,button,[role=button],input,[onclick]";
/** Any of these after a click shows that it did something. */
const EFFECTS =
  "scroll focusin input change submit toggle hashchange popstate blur pagehide selectionchange";

/** What was clicked, in the shop's own words: a control's label, else the kind of element. */
function nameOf(target: Element): string {
  const control = target.closest(CONTROL);
  const label = control?.ariaLabel ?? control?.textContent?.trim().slice(0, 40);
  return `${(control ?? target).localName} ${label ?? ""}`.trim();
}

/** A link that leads elsewhere works, however long the next page takes. */
const leads = (target: Element) => {
  const href = target.closest("a")?.getAttribute("href");
  return href && !/^(#|javascript:)/.test(href);
};

/** Rage clicks and dead clicks, and the marks `data-heed-track` and `data-heed-open`. */
export function watchClicks(loader: Loader, marked: (mark: HTMLElement) => void): void {
  const { hear, settings } = loader;
  let recent: { x: number; y: number; at: number }[] = [];
  let stop = () => {};

  const rage = ({ clientX: x, clientY: y }: MouseEvent, target: Element) => {
    const at = performance.now();
    const near = settings.of("rageRadius");
    recent = recent.filter(
      (one) =>
        at - one.at < settings.of("rageTime") * 1000 && Math.hypot(one.x - x, one.y - y) < near,
    );
    recent.push({ x, y, at });
    if (recent.length < settings.of("rageClicks")) return;
    recent = [];
    hear("rage-click", nameOf(target));
  };
  const dead = (target: Element) => {
    stop();
    if (leads(target)) return;
    if (!target.closest(CONTROL) && getComputedStyle(target).cursor !== "pointer") return;
    const observer = new MutationObserver(() => stop());
    const timer = later(() => {
      stop();
      hear("dead-click", nameOf(target));
    }, settings.of("deadTime") * 1000);
    stop = () => {
      observer.disconnect();
      clearTimeout(timer);
    };
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  };

  // A disabled button gets no click, but it hears the pointer.
  listen<MouseEvent>(document, "click pointerup", (event) => {
    const target = event.target as Element;
    if ((event.type === "click") === target.matches(":disabled,:disabled *")) return;
    const mark = target.closest<HTMLElement>("[data-heed-track],[data-heed-open]");
    if (mark) marked(mark);
    if (safe(() => target.closest(QUIET))) return;
    rage(event, target);
    dead(target);
  });
  listen(window, EFFECTS, () => stop());
}
