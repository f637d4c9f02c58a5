import type { Ears } from "../shared/host.ts";
import { take, takeCalls } from "./calls.ts";
import { watchDataLayer } from "./data-layer.ts";
import { createLoader, glimpse, type Loader, stored } from "./ears.ts";
import { later, listen, safe } from "./guard.ts";
import { createSettings } from "./settings.ts";
import { watchClicks } from "./signals/clicks.ts";
import { watchDwell } from "./signals/dwell.ts";
import { watchErrors } from "./signals/errors.ts";
import { watchExit } from "./signals/exit.ts";
import { watchForms } from "./signals/forms.ts";
import { watchNavigation } from "./signals/navigation.ts";
import { watchRequests } from "./signals/requests.ts";
import { watchSearch } from "./signals/search.ts";
import { watchSelection } from "./signals/selection.ts";
import { watchTrail } from "./signals/trail.ts";

/** The chat's file name below `assets/`; put in by the bundler. */
declare const __HEED_CHAT__: string;

function start(script: HTMLScriptElement, socket: string): void {
  // A finger is the main pointer: a phone or a tablet.
  const touch = matchMedia("(pointer:coarse)").matches;
  const base = new URL(".", script.src).href;
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const options: Record<string, unknown> = { ...script.dataset };
  const ears: Ears = {
    socket,
    base,
    device: touch ? "touch" : "desktop",
    options,
    log: [],
    queue: [],
    consent: false,
    page: glimpse(navigation?.responseStatus ?? 0),
  };
  const chat = new URL(`assets/${__HEED_CHAT__}`, base);
  const loader = createLoader(ears, createSettings(options, touch), chat);
  loader.onPage(() => {
    const { kind, status } = loader.page;
    loader.hear("page-view");
    if (kind === "error") loader.hear("error-page", status >= 400 ? status : "marked");
  });
  const detectors = [
    watchDataLayer,
    takeCalls,
    watchStart,
    watchNavigation,
    watchDwell,
    watchExit,
    watchErrors,
    watchRequests,
    watchForms,
    watchSearch,
    watchTrail,
    watchSelection,
    watchClicks,
  ];
  // Each in a task of its own, so that none is long.
  for (const detect of detectors) later(() => detect(loader), 0);
}

/** The cart that the page tells in `data-heed-cart`, and a chat from an earlier page. */
function watchStart(loader: Loader): void {
  const cart = document.querySelector<HTMLElement>("[data-heed-cart]")?.dataset.heedCart;
  if (cart) take(loader, "set", { cart: JSON.parse(cart) });
  if (stored("open")) loader.load();
}

safe(() => {
  const script = (document.currentScript ??
    document.querySelector("script[data-socket]")) as HTMLScriptElement;
  const host = window as unknown as { heedLoaded?: boolean };
  const { socket } = script.dataset;
  if (host.heedLoaded) return;
  if (!socket) return console.warn("heed: no data-socket");
  host.heedLoaded = true;
  // Apart from the script's own run, for the same reason.
  const ready = () => later(() => start(script, socket), 0);
  if (document.readyState === "loading") listen(document, "DOMContentLoaded", ready);
  else ready();
});
