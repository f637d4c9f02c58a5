import type { Ears } from "../shared/host.ts";
import { setCart, take, takeCalls, track } from "./calls.ts";
import { watchDataLayer } from "./data-layer.ts";
import { createLoader, glimpse, stored } from "./ears.ts";
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

/** A finger is the device's main pointer and nothing can hover: a phone or a tablet. */
const TOUCH = "(hover: none) and (pointer: coarse)";

function start(script: HTMLScriptElement, socket: string): void {
  const touch = matchMedia(TOUCH).matches;
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
  const loader = createLoader(
    ears,
    createSettings(options, touch),
    new URL(`assets/${__HEED_CHAT__}`, base),
  );
  const begin = () => {
    ears.page = glimpse(ears.page.status);
    loader.onPage(() => {
      loader.hear("page-view");
      const { kind, status } = ears.page;
      if (kind === "error") loader.hear("error-page", status >= 400 ? status : "marked");
    });
    const hook = watchDataLayer(loader);
    hook();
    takeCalls(loader);
    const cart = document.querySelector<HTMLElement>("[data-heed-cart]")?.dataset.heedCart;
    if (cart) safe(() => setCart(loader, JSON.parse(cart)));
    watchNavigation(loader);
    watchDwell(loader);
    watchExit(loader);
    watchErrors(loader);
    watchRequests(loader);
    watchForms(loader);
    watchSearch(loader);
    watchTrail(loader);
    watchSelection(loader);
    watchClicks(loader, (mark) => {
      const { heedTrack, heedDetail } = mark.dataset;
      if (heedTrack) track(loader, heedTrack, { detail: heedDetail });
      else take(loader, ["open"]);
    });
    listen(window, "load", hook);
    if (stored("open")) loader.load();
  };
  // Apart from the script's own run, so that neither is a long task.
  const ready = () => later(begin, 0);
  if (document.readyState === "loading") listen(document, "DOMContentLoaded", ready);
  else ready();
}

safe(() => {
  const script = document.currentScript ?? document.querySelector("script[data-socket]");
  const host = window as unknown as { heedLoaded?: boolean };
  if (!(script instanceof HTMLScriptElement) || host.heedLoaded) return;
  const { socket } = script.dataset;
  if (!socket) return console.warn("heed: the script tag needs data-socket");
  host.heedLoaded = true;
  start(script, socket);
});
