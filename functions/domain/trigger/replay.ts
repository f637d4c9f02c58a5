import type { SignalKind } from "../../contract/signal.ts";
import { hereSince } from "../visit/pages.ts";
import type { Trace, Visit } from "../visit/visit.ts";

/**
 * A stored visit as it was at each moment that its trail remembers, oldest first. What the trail does not tell stands as it was at the end: the
 * cart, and page kinds viewed. Invitations of this visit are left out, since a replay makes its own.
 */
export function momentsOf(visit: Visit): Visit[] {
  const times = [...new Set(visit.trail.map(({ at }) => at))];
  return times.map((now) => momentAt(visit, now));
}

function momentAt(visit: Visit, now: number): Visit {
  const trail = visit.trail.filter(({ at }) => at <= now);
  const later = visit.trail.slice(trail.length);
  const latest = trail.filter(({ at }) => at === now);
  const { view, here } = pageAt(visit, latest);
  const { invitation: _, over: __, conversation: ___, chattedAt, purchasedAt, ...rest } = visit;
  return {
    ...rest,
    lastAt: now,
    trail,
    here,
    fresh: [...new Set(latest.map(({ kind }) => kind))],
    counts: without(visit.counts, later),
    invitedAt: visit.invitedAt.filter((at) => at < visit.startedAt),
    dismissed: Object.fromEntries(
      Object.entries(visit.dismissed).filter(([, at]) => at < visit.startedAt),
    ),
    ...(view && { view }),
    ...(chattedAt !== undefined && chattedAt < visit.startedAt && { chattedAt }),
    ...(purchasedAt !== undefined && purchasedAt < now && { purchasedAt }),
  };
}

/** The page of the last of these signals: whole if it is the visit's last page, else by its kind only. */
function pageAt(visit: Visit, latest: readonly Trace[]): Pick<Visit, "view" | "here"> {
  const trace = latest.at(-1);
  const { view } = visit;
  if (trace === undefined || view === undefined) return { here: visit.here };
  if (trace.load === visit.here && trace.page === view.kind && hereSince(visit) <= trace.at) {
    return { view, here: visit.here };
  }
  return { view: { ...view, kind: trace.page, path: "" }, here: trace.load };
}

function without(counts: Visit["counts"], later: readonly Trace[]): Visit["counts"] {
  const left: Partial<Record<SignalKind, number>> = { ...counts };
  for (const { kind } of later) left[kind] = Math.max(0, (left[kind] ?? 0) - 1);
  return left;
}
