import type { Loader } from "../ears.ts";
import { later, safe } from "../guard.ts";

/**
 * Failed requests of the shop's own, by the browser's resource timing: nothing of the shop's is wrapped. An answer of 500 or above fails at once; none at
 * all fails unless the same address answers within two seconds, since an aborted request looks the same: a retry, or the next letter in a search field.
 */
export function watchRequests(loader: Loader): void {
  const own = location.hostname.replace(/^www/, "");
  const answered: Record<string, number> = {};

  const look = (entry: PerformanceResourceTiming) => {
    const { name, initiatorType, responseStatus: status } = entry;
    const { hostname, pathname } = new URL(name);
    const ours = `.${hostname}`.endsWith(own) && !name.startsWith(loader.base);
    if (!ours || !/^(fetch|xml|script)/.test(initiatorType)) return;
    if (status >= 500) loader.hear("request-failed", `${status} ${pathname}`);
    else if (status) answered[pathname] = entry.responseEnd;
    else if (status === 0)
      later(() => {
        if (navigator.onLine && !((answered[pathname] ?? 0) > entry.startTime))
          loader.hear("request-failed", `network ${pathname}`);
      }, 2);
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) safe(() => look(entry as PerformanceResourceTiming));
  }).observe({ type: "resource", buffered: true });
}
