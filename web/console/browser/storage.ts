/** A value kept under a name; one that is unreadable or forbidden counts as absent. */
export interface Slot<T> {
  read(): T | undefined;
  /** `undefined` removes it. */
  write(value: T | undefined): void;
}

/**
 * A slot in one of the browser's storages: `sessionStorage` lasts over a reload of this tab, `localStorage` for this browser.
 *
 * @param isValid what is stored may be of an older console, or tampered with
 */
export function slot<T>(
  storage: () => Storage,
  key: string,
  isValid: (value: unknown) => value is T,
): Slot<T> {
  return {
    read() {
      try {
        const value: unknown = JSON.parse(storage().getItem(key) ?? "null");
        return isValid(value) ? value : undefined;
      } catch {
        return undefined;
      }
    },
    write(value) {
      try {
        if (value === undefined) storage().removeItem(key);
        else storage().setItem(key, JSON.stringify(value));
      } catch {
        // Full or forbidden: then it lasts no longer than the page.
      }
    },
  };
}

export const isText = (value: unknown): value is string => typeof value === "string";

/** For this tab. */
export const ofTab = (): Storage => sessionStorage;
/** For this browser. */
export const ofBrowser = (): Storage => localStorage;
