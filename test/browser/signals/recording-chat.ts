import { openHost } from "../../../web/loader/host/open.ts";
import type { Ears, HeedHost } from "../../../web/shared/host.ts";
import type { Parcel } from "./stage.ts";

/** A chat that connects to nothing and keeps what it is handed in `window.recorded`, `window.calls` and `window.host`. */
export function start(ears: Ears): void {
  const host = openHost(ears);
  const recorded: Parcel[] = [];
  const calls: unknown[] = [...host.queue.splice(0)];
  Object.assign(window, { recorded, calls, host } satisfies {
    recorded: Parcel[];
    calls: unknown[];
    host: HeedHost;
  });
  host.onCall((call) => calls.push(call));
  host.onSignal(() => {
    const view = host.view();
    const cart = host.cart();
    const signals = host.take();
    recorded.push({ view, ...(cart && { cart }), signals });
  });
}
