const HALF = 2;
/** The lift never takes more than this share of the window: beyond it the page has something else in mind than a bar. */
const MOST = 0.4;
const KEYBOARD = 0.75;

/**
 * How far up the invitation must stand so as not to cover what the shop has fixed to the window's lower edge, such as a checkout bar.
 *
 * @param own the chat's element, which doesn't count
 * @returns CSS px
 */
export function liftOver(own: Element): number {
  let lift = 0;
  const y = innerHeight - HALF;
  for (const share of [0.1, 0.5, 0.9]) {
    for (const found of document.elementsFromPoint(innerWidth * share, y)) {
      if (found === own) continue;
      const bar = fixedAncestor(found);
      if (!bar) continue;
      const height = innerHeight - bar.getBoundingClientRect().top;
      if (height > lift && height < innerHeight * MOST) lift = height;
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
    at.style.setProperty("--lift", `${Math.round(liftOver(own))}px`);
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
