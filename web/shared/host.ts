import type { Cart, PageKind, PageView, Signal } from "../../functions/contract/signal.ts";

/** A `heed(...)` call that the loader leaves to the chat: `["open"]`, `["identify", token]`, `["consent", true]` … */
export type HeedCall = readonly unknown[];

/**
 * What the chat may keep on the device. Before consent and outside a chat every write is refused; the one exception is the dismissal flag, which holds a day
 * and nothing else (docs/adr/0003). A device that refuses storage gets memory that lasts as long as the page.
 */
export interface HeedStorage {
  /** @returns what was stored under `key`, or undefined. */
  get(key: string): string | undefined;
  /** Keeps `value` from page to page and tab to tab. @returns false, with nothing written, where that isn't allowed. */
  set(key: string, value: string): boolean;
  remove(key: string): void;
  /**
   * The shopper opened a chat (true): storing is allowed from now on, and on the next pages the loader loads the chat at once. The chat is over and
   * put away (false): without consent everything is removed.
   */
  engaged(open: boolean): void;
  /** The shopper dismissed an invitation within the last day or so, before consent. */
  dismissed(): boolean;
  /** Removes everything of ours; nothing is written on this page from then on, until another chat. */
  erase(): void;
  /** To be called at every dismissal; with consent it writes nothing, since then the server remembers. */
  dismiss(): void;
}

/** What the chat works with: the loader's hand-over, interpreted and redacted. Nothing in it throws. */
export interface HeedHost {
  /** `wss://` address of the stage. */
  readonly socket: string;
  /** Where the loader came from, with a slash at the end. */
  readonly base: string;
  /** Random id of this page load; batches are numbered under it, also across a single-page shop's navigations. */
  readonly page: string;
  /** The page that the next signals to take were seen on; with none waiting, the present page. Ask before `take()`. */
  view(): PageView;
  /** The cart as far as this page knows it, at the same moment as `view()`. */
  cart(): Cart | undefined;
  /** Takes the oldest waiting signals of one page out of the buffer, at most a batch; empty when none waits. */
  take(): Signal[];
  /** `listener` hears, after the task that caused them, that signals wait; again while some are left. */
  onSignal(listener: () => void): void;
  /** Calls for the chat made before it was there, oldest first; the chat empties it. */
  readonly queue: HeedCall[];
  /** `listener` gets every later call for the chat. */
  onCall(listener: (call: HeedCall) => void): void;
  /** Whether the shopper may be known from page to page. Changes arrive as the call `["consent", boolean]`. */
  consent(): boolean;
  readonly storage: HeedStorage;
  /** Everything from the script tag's `data-*` and from `heed("set", {…})`, live. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A page as the loader glimpses it: raw, in memory only, until `openHost` redacts it. */
export interface Glimpse {
  readonly href: string;
  /** `other` where neither the shop's mark nor the address tells. */
  kind: PageKind;
  /** The navigation's HTTP status; 0 where the browser doesn't tell, or for a page that was not navigated to. */
  readonly status: number;
}

/** Something the loader heard, raw: a signal's kind, a GA4 event's name or a name of the shop's own. */
export interface Heard {
  readonly name: string;
  /** ms since the page began. */
  readonly at: number;
  readonly page: Glimpse;
  /** A short reason, or an event's data. */
  readonly detail?: unknown;
}

/**
 * The loader's side of the hand-over, kept small because every page of the shop loads it. The chat calls `openHost(ears)` and works with the host that it
 * gets; it never touches the ears themselves.
 */
export interface Ears {
  readonly socket: string;
  readonly base: string;
  readonly device: "desktop" | "touch";
  readonly options: Record<string, unknown>;
  /** What was heard and not yet taken, oldest first, bounded. */
  readonly log: Heard[];
  /** The present page. */
  page: Glimpse;
  consent: boolean;
  readonly queue: HeedCall[];
  /** Set by `openHost`: called after every entry in `log`. */
  heard?: () => void;
  /** Set by `openHost`: takes the calls from then on. */
  called?: (call: HeedCall) => void;
}

/**
 * What the chat's file exports. Elements it adds to the page carry `data-heed-quiet`, so that clicks on them are no signals.
 * `start` turns the ears into a `HeedHost` by `openHost` (web/loader/host/open.ts).
 */
export interface HeedChat {
  start(ears: Ears): void;
}
