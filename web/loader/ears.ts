import type { PageKind } from "../../functions/contract/signal.ts";
import type { Ears, Glimpse, HeedChat } from "../shared/host.ts";
import { listen, safe } from "./guard.ts";
import { kindOf, statedKind } from "./kind.ts";
import { isPaying, MATTERS } from "./matters.ts";
import type { Settings } from "./settings.ts";

/** Entries kept until somebody takes them; the oldest but the page's first goes when one more comes. */
const KEPT = 60;
/** A network that loses the chat's file this often will not carry a chat. */
const ATTEMPTS = 3;

/** What the detectors see of the loader. */
export interface Loader {
  readonly ears: Ears;
  readonly settings: Settings;
  /** Writes a signal down, and wakes the chat when it matters. @param name a signal's kind, a GA4 event or a name of the shop's own. */
  hear(name: string, detail?: unknown): void;
  kind(): PageKind;
  /** An e-commerce event says what the page is, where nothing better does. */
  learn(kind: PageKind): void;
  /** Whether something is in the cart; undefined while this page hasn't learnt it. */
  filled?: boolean | undefined;
  /** Whether this page has had such a signal. */
  heard(name: string): boolean;
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
export const stored = (key: string): string | undefined =>
  safe(() => localStorage.getItem(`heed:${key}`)) ?? undefined;

/** The flag of a dismissal before consent holds the day, and lasts to the end of the next. */
const dismissed = () => Date.now() / 864e5 - Number(stored("quiet") ?? 0) < 2;

/** @param chat address of the chat's file. */
export function createLoader(ears: Ears, settings: Settings, chat: URL): Loader {
  const listeners: (() => void)[] = [];
  let counts: Record<string, number> = {};
  let minute = 0;
  let inMinute = 0;
  let attempts = 0;
  let loading = false;
  let wanted = false;

  const loader: Loader = {
    ears,
    settings,
    kind: () => ears.page.kind,
    hear(name, detail) {
      const at = Math.round(performance.now());
      if (at - minute > 6e4) {
        minute = at;
        inMinute = 0;
      }
      const count = (counts[name] ?? 0) + 1;
      if (count > settings.of("sameKindPerPage") || inMinute++ >= settings.of("signalsPerMinute"))
        return;
      counts[name] = count;
      ears.log.push({ name, at, detail, page: ears.page });
      if (ears.log.length > KEPT) ears.log.splice(1, 1);
      ears.heard?.();
      const need = MATTERS[name];
      if (!need) return;
      wanted ||=
        count >= (isPaying(loader.kind()) && need !== "deadClicks" ? 1 : settings.of(need));
      loader.wake();
    },
    heard: (name) => name in counts,
    learn(kind) {
      if (kind === "order" || ears.page.kind === "other") ears.page.kind = kind;
    },
    onPage(listener) {
      listeners.push(listener);
      safe(listener);
    },
    turn() {
      ears.page.title = document.title;
      ears.page = glimpse(0);
      counts = {};
      for (const listener of listeners) safe(listener);
    },
    wake() {
      if (!wanted || document.hidden || dismissed()) return;
      // Where a dismissal can't be remembered, nobody is invited before consent.
      if (ears.consent || ears.options.dismissal !== "off") loader.load();
    },
    load() {
      if (loading || attempts >= ATTEMPTS) return;
      loading = true;
      // A browser may remember under its address that a module failed to load.
      if (attempts++) chat.searchParams.set("try", String(attempts));
      (import(chat.href) as Promise<HeedChat>)
        .then(
          (module) => module.start(ears),
          () => {
            loading = false;
          },
        )
        .catch(() => undefined);
    },
  };
  listen(document, "visibilitychange", loader.wake);
  return loader;
}

/** @param status the navigation's HTTP status, or 0. */
export function glimpse(status: number): Glimpse {
  const { href } = location;
  const stated = statedKind() as PageKind | undefined;
  return { href, status, kind: stated ?? (status >= 400 ? "error" : kindOf(href)) };
}
