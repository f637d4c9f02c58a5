/** Where bars are looked for: so far above the window's lower edge, CSS px. A floating bar leaves a gap below it. */
const ABOVE_EDGE = [2, 24, 56];
/** And there across the width of what must not cover them. */
const ACROSS = [0.05, 0.5, 0.95];
/** The lift never takes more than this share of the window: beyond it the page has something else in mind than a bar. */
const MOST = 0.4;
const KEYBOARD = 0.75;

/**
 * How far up the invitation must stand so as not to cover what the shop has fixed to the window's lower edge, such as a checkout bar.
 *
 * @param own the chat's element, which doesn't count
 * @param part what must not cover anything
 * @returns CSS px
 */
export function liftOver(own: Element, part: Element): number {
  const { left, width } = part.getBoundingClientRect();
  let lift = 0;
  for (const above of ABOVE_EDGE) {
    for (const share of ACROSS) {
      for (const found of document.elementsFromPoint(left + width * share, innerHeight - above)) {
        const bar = found !== own && fixedAncestor(found);
        const height = bar ? innerHeight - bar.getBoundingClientRect().top : 0;
        if (height > lift && height < innerHeight * MOST) lift = height;
      }
    }
  }
  return lift;
}

function fixedAncestor(element: Element): Element | undefined {
  for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
    const { position } = getComputedStyle(at);
    if (position === "fixed" || position === "sticky") return at;
  }
  return undefined;
}

export interface Placement {
  stop(): void;
}

/** Keeps the chat's parts off the shop's bars and above the on-screen keyboard, as the window changes. */
export function keepPlace(own: HTMLElement, root: () => HTMLElement | null): Placement {
  let frame = 0;
  const place = () => {
    frame = 0;
    const at = root();
    if (!at) return;
    const view = window.visualViewport;
    const keyboard = view !== null && view.height < innerHeight * KEYBOARD && view.scale === 1;
    at.classList.toggle("keyboard", keyboard);
    const part = at.querySelector(".invitation, .pill");
    if (part) at.style.setProperty("--lift", `${Math.round(liftOver(own, part))}px`);
    at.style.setProperty("--top", `${Math.round(view?.offsetTop ?? 0)}px`);
    at.style.setProperty("--height", `${Math.round(view?.height ?? innerHeight)}px`);
  };
  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(place);
  };
  const watched: readonly (EventTarget | null)[] = [window, window.visualViewport];
  for (const target of watched) {
    target?.addEventListener("resize", soon);
    target?.addEventListener("scroll", soon, { passive: true });
  }
  soon();
  const timer = setInterval(soon, 1000);
  return {
    stop() {
      clearInterval(timer);
      cancelAnimationFrame(frame);
      for (const target of watched) {
        target?.removeEventListener("resize", soon);
        target?.removeEventListener("scroll", soon);
      }
    },
  };
}
