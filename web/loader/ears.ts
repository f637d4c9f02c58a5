import type { Ears, Glimpse, HeedChat } from "../shared/host.ts";
import { later, listen, safe } from "./guard.ts";
import { kindNow, kindOf } from "./kind.ts";
import { matters } from "./matters.ts";
import type { Threshold } from "./settings.ts";

/** What the detectors see of the loader: the ears, and how to fill them. */
export interface Loader extends Ears {
  /** A threshold. */
  of(name: Threshold): number;
  /** Writes a signal down, and wakes the chat when it matters. @param name a signal's kind, a GA4 event or a name of the shop's own. */
  hear(name: string, detail?: unknown): void;
  /** How many such signals this page has had. */
  counts: Record<string, number>;
  /** Whether something is in the cart; undefined while this page hasn't learnt it. */
  filled?: boolean | undefined;
  /** Another cart, and so another hesitation. Set by signals/dwell.ts. */
  restart?: () => void;
  /** Looks whether the hesitation is there, by the thresholds as they are now. Set by signals/dwell.ts. */
  look?: () => void;
  /** `listener` runs at the present page and at every later one of this document. */
  onPage(listener: () => void): void;
  /** The present page is over: a navigation within the document, or a return from the back-forward cache. */
  turn(): void;
  /** Loads the chat now, whatever was heard. */
  load(): void;
  /** Loads the chat if something that matters was heard and nothing speaks against it. */
  wake(): void;
}

/** What the browser keeps for Heed (docs/adr/0003); undefined also where it refuses. */
export const stored = (key: string): string | undefined => safe(() => localStorage[`heed:${key}`]);

/** @param chat address of the chat's file. */
export function createLoader(ears: Ears, of: Loader["of"], chat: URL): Loader {
  const listeners: (() => void)[] = [];
  // A network that loses the chat's file three times will not carry a chat.
  let attempts = 3;
  let loading = false;
  let wanted = false;

  const loader: Loader = Object.assign(ears, {
    of,
    counts: {} as Record<string, number>,
    hear(name: string, detail?: unknown) {
      const { counts, page, log } = loader;
      const count = (counts[name] ?? 0) + 1;
      // A page in a loop isn't told of for ever.
      if (count > 6) return;
      counts[name] = count;
      log.push({ name, at: Math.round(performance.now()), detail, page });
      // The oldest but the page's first goes.
      if (log.length > 60) log.splice(1, 1);
      ears.heard?.();
      wanted ||= matters(name, count, page.kind, of("faults"));
      loader.wake();
    },
    onPage(listener: () => void) {
      listeners.push(listener);
      safe(listener);
    },
    turn() {
      const { href } = location;
      const page: Glimpse = { href, status: 0, kind: kindOf(href) };
      loader.page = page;
      loader.counts = {};
      // A single-page shop changes its address first and its content a moment later.
      later(() => {
        page.kind = kindNow();
        for (const listener of listeners) safe(listener);
      }, 0.3);
    },
    wake() {
      if (!wanted || document.hidden) return;
      // A dismissal before consent is kept as its day, and lasts to the end of the next.
      if (Date.now() / 864e5 - Number(stored("quiet")) < 2) return;
      // Where a dismissal can't be remembered, nobody is invited before consent.
      if (loader.consent || loader.options.dismissal !== "off") loader.load();
    },
    load() {
      if (loading || !attempts) return;
      loading = true;
      // A browser may remember under its address that a module failed to load.
      if (attempts-- < 3) chat.search = `${attempts}`;
      (import(chat.href) as Promise<HeedChat>)
        .then(
          (module) => module.start(ears),
          () => {
            loading = false;
          },
        )
        .catch(() => undefined);
    },
  });
  listen(document, "visibilitychange", loader.wake);
  return loader;
}

/** @param status the navigation's HTTP status, or 0. */
export function glimpse(status: number): Glimpse {
  const { href } = location;
  // 401, 402, 409 and 422 are what a door or a form answers; nothing is broken then.
  const failed = status >= 400 && !/40[129]|422/.test(`${status}`);
  return { href, status, kind: failed ? "error" : kindNow() };
}
