/**
 * Calls `work` so that no fault of ours reaches the shop's page: an exception ends here, silently, since a shop's console is not ours to fill.
 * @returns what `work` returned, or undefined.
 */
export function safe<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** `setTimeout`, guarded. */
export function later(work: () => void, ms: number): number {
  return window.setTimeout(() => safe(work), ms);
}

/** Listens in the capture phase, passively and guarded: Heed hears what happens on the page and changes nothing about it. */
export function listen<E extends Event>(
  target: EventTarget,
  types: string,
  listener: (event: E) => void,
): void {
  for (const type of types.split(" ")) {
    target.addEventListener(type, (event) => safe(() => listener(event as E)), {
      capture: true,
      passive: true,
    });
  }
}
