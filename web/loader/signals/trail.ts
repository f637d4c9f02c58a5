import type { Loader } from "../ears.ts";
import { cameFrom, stepOf } from "../kind.ts";

/**
 * Back and forth between two products, or between whatever and the terms, and searching again and again. The way here comes from the browser's own session
 * history (the Navigation API), which holds this shop's pages only; nothing is stored for it.
 */
export function watchTrail(loader: Loader): void {
  const { navigation } = window;
  const index = navigation?.currentEntry?.index ?? 0;
  const trail = (navigation?.entries() ?? []).slice(0, index).map(({ url }) => stepOf(`${url}`));

  loader.onPage(() => {
    // Going back leaves no entry behind.
    const from = cameFrom()?.url;
    if (from && stepOf(from) !== trail.at(-1)) trail.push(stepOf(from));
    trail.push(stepOf(location.href));
    trail.splice(0, trail.length - 8);

    const [, a, b] = /^(.+)\n(?!\1\n)(.+)\n\1\n\2$/.exec(trail.slice(-4).join("\n")) ?? [];
    const pair = `${a} ${b}`.replace(/ http\S+/g, "");
    if (/product product|help/.test(pair)) loader.hear("back-and-forth", pair);

    const searches = trail
      .join("\n")
      .split(/^product/m)
      .pop()
      ?.match(/^search.+/gm);
    if (loader.page.kind === "search" && new Set(searches).size >= loader.of("searches"))
      loader.hear("search-repeated");
  });
}
