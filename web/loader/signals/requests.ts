import type { Loader } from "../ears.ts";
import { later, safe } from "../guard.ts";

/** How long a request without an answer may be followed by one that gets an answer: a retry, or the next letter in a search field. */
const AGAIN_MS = 2000;

/**
 * Failed requests of the shop's own, by the browser's resource timing: nothing of the shop's is wrapped. An answer of 500 or above fails at once; none at
 * all fails unless the same address answers soon, since an aborted request looks the same.
 */
export function watchRequests(loader: Loader): void {
  const own = location.hostname.replace(/^www\./, "");
  const answered: Record<string, number> = {};

  const look = (entry: PerformanceResourceTiming) => {
    const { hostname, pathname, search } = new URL(entry.name);
    const status = entry.responseStatus;
    const ours = hostname === own || hostname.endsWith(`.${own}`);
    if (!ours || status === undefined || entry.name.startsWith(loader.ears.base)) return;
    if (!/^(fetch|xml|script)/.test(entry.initiatorType)) return;
    if (status >= 500) loader.hear("request-failed", `${status} ${pathname}`);
    else if (status) {
      answered[pathname] = entry.responseEnd;
      if (/cart\/add|add_to_cart/.test(pathname + search)) loader.filled = true;
    } else
      later(() => {
        if (!(Number(answered[pathname]) > entry.startTime) && navigator.onLine)
          loader.hear("request-failed", `network ${pathname}`);
      }, AGAIN_MS);
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) safe(() => look(entry as PerformanceResourceTiming));
  }).observe({ type: "resource", buffered: true });
}
