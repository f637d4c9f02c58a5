/**
 * What a shop's page may ask of Heed: `heed("open")`, `heed("set", {…})`, … It never throws and answers nothing. Calls made before the script is there wait
 * in the queue of the one-line stub (docs/shop.md).
 */

/** Every call: what follows its name. */
export interface HeedCalls {
  /** Something happened: one of Heed's signals, a GA4 event, or a name of the shop's own. `data.reason` says why, in a few words. */
  track: [name: string, data?: Readonly<Record<string, unknown>>];
  /** Tells the cart, or changes settings; may be called again and again. */
  set: [settings: HeedSettings];
  /** Whether the shopper may be known from page to page. Without a call: no. */
  consent: [given: boolean];
  /** Who the shopper is: a token of the shop's back end (docs/shop.md); null when she has signed out. May be called before the chat is there, and again. */
  identify: [token: string | null];
  /** Opens the chat; accepts the invitation, if one is on the screen. */
  open: [];
  /** Puts the chat aside; it goes on. */
  close: [];
  /** Hears what happens. */
  on: {
    [E in keyof HeedEvents]: [event: E, handler: (detail: HeedEvents[E]) => void];
  }[keyof HeedEvents];
  /** How the chat looks; what is not a valid wish changes nothing. */
  theme: [wishes: HeedTheme];
  /** Takes the chat off this page. */
  destroy: [];
}

/** What `heed("on", …)` tells. */
export interface HeedEvents {
  /** An invitation is shown. */
  invite: { readonly agent: string; readonly text: string };
  /** The shopper sent the invitation away. */
  dismiss: object;
  /** The panel was opened. */
  open: object;
  /** The panel was minimised or closed. */
  close: object;
  /** The other side wrote. */
  message: { readonly from: string };
  /** Who the shopper is to Heed, at each connection: what the shop's back end names when it confirms an order. Keep it only with her consent. */
  visitor: { readonly visitor: string };
  /** The shopper answered an offer. */
  offer: { readonly code: string; readonly answer: "accept" | "decline" };
}

/** Also as `data-*` of the script tag. */
export interface HeedTheme {
  /** `#rrggbb`; darkened or lightened as far as words on it need. */
  readonly accent?: string;
  /** Corners of the panel, 0 to 28 CSS px. */
  readonly radius?: number;
  /** `end` is right where people write from left to right. */
  readonly side?: "start" | "end";
  /** `inherit` takes the page's typeface. */
  readonly font?: "system" | "inherit";
  readonly scheme?: "light" | "dark" | "auto";
}

/** All but the cart also as `data-*` of the script tag: `cartDwell` is `data-cart-dwell`. */
export interface HeedSettings extends Partial<HeedThresholds> {
  readonly cart?: HeedCart;
  /** The shop's own wording by key of `web/locales/en.json` and `web/locales/aside/en.json`, before the chat is shown. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Address of the shop's privacy policy. */
  readonly privacy?: string;
  /** `off`: a dismissal is not remembered before consent, and so nobody is invited before it. */
  readonly dismissal?: "off";
  /** Names of query parameters that may leave the page, with commas between. */
  readonly query?: string;
}

export interface HeedCart {
  /** In the currency's main unit. */
  readonly value: number;
  /** ISO 4217. */
  readonly currency: string;
  /** As GA4 has them, or how many pieces. */
  readonly items: number | readonly HeedItem[];
}

export interface HeedItem {
  readonly item_name: string;
  readonly price?: number;
  readonly quantity?: number;
}

/** When a signal counts, in seconds, pieces or CSS px; web/loader/README.md says what each means. */
export interface HeedThresholds {
  readonly cartDwell: number;
  readonly cartIdle: number;
  readonly checkoutIdle: number;
  readonly checkoutDwell: number;
  readonly exitAfter: number;
  readonly exitScroll: number;
  readonly exitScrollTime: number;
  readonly exitHidden: number;
  readonly faults: number;
  readonly rageClicks: number;
  readonly rageTime: number;
  readonly rageRadius: number;
  readonly deadTime: number;
  readonly searches: number;
}

export interface Heed {
  <E extends keyof HeedEvents>(
    command: "on",
    event: E,
    handler: (detail: HeedEvents[E]) => void,
  ): void;
  <C extends Exclude<keyof HeedCalls, "on">>(command: C, ...rest: HeedCalls[C]): void;
}

declare global {
  interface Window {
    heed?: Heed;
  }
}
