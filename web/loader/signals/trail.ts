import type { Loader } from "../ears.ts";
import { kindOf } from "../kind.ts";

/** A visited page: its kind, and what tells it from others. */
type Step = readonly [kind: string, key: string];

const stepOf = (address: string): Step => {
  const { pathname, search } = new URL(address, location.href);
  const kind = kindOf(address);
  return [kind, kind === "search" ? pathname + search : pathname];
};

/** Two products, or the cart and the terms, in turns. */
const WAVER = /^(product,product|(cart|checkout|payment),help|help,(cart|checkout|payment))$/;

/**
 * Back and forth between two pages, and searching again and again. The way here comes from the browser's own session history (the Navigation API), which
 * holds this shop's pages only; nothing is stored for it.
 */
export function watchTrail(loader: Loader): void {
  const { navigation } = window;
  const index = navigation?.currentEntry?.index ?? 0;
  const trail: Step[] = (navigation?.entries() ?? [])
    .slice(0, index)
    .map(({ url }) => stepOf(url ?? ""));
  let came = false;

  loader.onPage(() => {
    const from = came && navigation?.activation?.from?.url;
    if (from) trail.push(stepOf(from));
    came = true;
    trail.push(stepOf(location.href));
    trail.splice(0, trail.length - 8);

    const [a, b, c, d] = trail.slice(-4);
    const turns = a && b && c && d && a[1] === c[1] && b[1] === d[1] && a[1] !== b[1];
    if (turns && WAVER.test(`${a[0]},${b[0]}`)) loader.hear("back-and-forth", `${a[0]} ${b[0]}`);

    const product = trail.findLastIndex(([kind]) => kind === "product");
    const searches = trail.slice(product + 1).filter(([kind]) => kind === "search");
    const different = new Set(searches.map(([, key]) => key)).size;
    if (loader.kind() === "search" && different >= loader.settings.of("searches"))
      loader.hear("search-repeated");
  });
}
