import type { PageKind } from "../../contract/signal.ts";
import { BOUNDS } from "./bounds.ts";
import { own, withEntry } from "./record.ts";
import type { PageMark, Visit } from "./visit.ts";

const WINDOW = 2 ** BOUNDS.lateBatches - 1;

/** What a batch number means for its page. `late`: it was overtaken by a higher number and counts, but says nothing newer about the page. */
export type Turn = "new-page" | "next" | "late" | "again";

/** Has this batch been taken before? Numbers too far behind to know are taken for seen. */
export function turnOf(visit: Visit, page: string, n: number): Turn {
  const mark = own(visit.pages, page);
  if (mark === undefined) return "new-page";
  if (n > mark.n) return "next";
  const behind = mark.n - n;
  if (behind === 0 || behind > BOUNDS.lateBatches) return "again";
  return (mark.seen >> (behind - 1)) & 1 ? "again" : "late";
}

/** The mark after taking batch `n`, a window of numbers as IPsec's anti-replay check keeps it (RFC 4303, appendix A2). */
function marked(mark: PageMark, n: number): PageMark {
  if (n < mark.n) return { ...mark, seen: mark.seen | (1 << (mark.n - n - 1)) };
  const step = n - mark.n;
  const seen = step > BOUNDS.lateBatches ? 0 : (((mark.seen << 1) | 1) << (step - 1)) & WINDOW;
  return { ...mark, n, seen };
}

/**
 * Takes a batch into its page's mark.
 * @param began when the page load began by the server's clock (epoch ms), for a page not seen before
 * @returns all marks, this page's load number, and whether the shopper has come to another page (or, without a load, to another kind of page)
 */
export function takeBatch(
  visit: Visit,
  batch: { readonly page: string; readonly n: number; readonly kind: PageKind },
  turn: Exclude<Turn, "again">,
  began: number,
  now: number,
): { readonly pages: Visit["pages"]; readonly load: number; readonly moved: boolean } {
  const { page, n, kind } = batch;
  const known = own(visit.pages, page);
  if (known === undefined) {
    const load = 1 + Math.max(0, ...Object.values(visit.pages).map((mark) => mark.load));
    const mark: PageMark = { n, seen: 0, load, since: began, kind };
    return { pages: withEntry(newest(visit.pages), page, mark), load, moved: true };
  }
  const moved = turn === "next" && known.kind !== kind;
  const mark = { ...marked(known, n), ...(moved && { kind, since: now }) };
  return { pages: withEntry(visit.pages, page, mark), load: known.load, moved };
}

/** All marks but the oldest, so that one more fits. */
function newest(pages: Visit["pages"]): Visit["pages"] {
  const entries = Object.entries(pages);
  if (entries.length < BOUNDS.pages) return pages;
  entries.sort(([, a], [, b]) => b.load - a.load);
  return Object.fromEntries(entries.slice(0, BOUNDS.pages - 1));
}

/** When the shopper came to the page that sent the latest batch (epoch ms). */
export function hereSince(visit: Visit): number {
  for (const id in visit.pages) {
    const mark = visit.pages[id];
    if (mark?.load === visit.here) return mark.since;
  }
  return visit.lastAt;
}
