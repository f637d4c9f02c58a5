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

/** Seconds since the page began. */
export const clock = (): number => performance.now() / 1000;

/** `setTimeout`, guarded. */
export const later = (work: () => void, seconds: number): number =>
  window.setTimeout(() => safe(work), seconds * 1000);

/** Listens in the capture phase, passively and guarded: Heed hears what happens on the page and changes nothing about it. */
export function listen<E extends Event>(
  target: EventTarget,
  types: string,
  listener: (event: E) => void,
): void {
  for (const type of types.split(" "))
    target.addEventListener(type, (event) => safe(() => listener(event as E)), {
      capture: true,
      passive: true,
    });
}
