import { BOUNDS, DAY_MS, EVERY_RULE, LONGEST_QUIET_MS } from "./bounds.ts";
import { withEntry } from "./record.ts";
import type { Visit } from "./visit.ts";

/** What keeps somebody from being invited again; of a signed-in customer it counts on all her devices (docs/adr/0015). `at`: epoch ms. */
export type QuietMark =
  | { readonly kind: "invited"; readonly at: number }
  | { readonly kind: "dismissed"; readonly rule: string; readonly at: number }
  | { readonly kind: "chatted"; readonly at: number }
  | { readonly kind: "purchased"; readonly at: number };

/** How long a mark can matter: no cap looks back further than a day, no quiet lasts longer than the longest. */
export function quietUntil({ kind, at }: QuietMark): number {
  return at + (kind === "invited" ? DAY_MS : LONGEST_QUIET_MS);
}

/** The visit with what happened to the same customer elsewhere; the same visit where that says nothing new. Its version is left as it is. */
export function quieted(visit: Visit, marks: readonly QuietMark[]): Visit {
  const invitedAt = [...new Set([...visit.invitedAt, ...times(marks, "invited")])]
    .sort((a, b) => a - b)
    .slice(-BOUNDS.invitedAt);
  const dismissed = marks.reduce(withDismissal, visit.dismissed);
  const chattedAt = Math.max(visit.chattedAt ?? 0, ...times(marks, "chatted"));
  const purchasedAt = Math.max(visit.purchasedAt ?? 0, ...times(marks, "purchased"));
  const same =
    dismissed === visit.dismissed &&
    invitedAt.join() === visit.invitedAt.join() &&
    chattedAt === (visit.chattedAt ?? 0) &&
    purchasedAt === (visit.purchasedAt ?? 0);
  if (same) return visit;
  return {
    ...visit,
    invitedAt,
    dismissed,
    ...(chattedAt > 0 && { chattedAt }),
    ...(purchasedAt > 0 && { purchasedAt }),
  };
}

const times = (marks: readonly QuietMark[], kind: QuietMark["kind"]): readonly number[] =>
  marks.flatMap((mark) => (mark.kind === kind ? [mark.at] : []));

/** When they are too many to be remembered singly, every rule is taken for dismissed, as on one device. */
function withDismissal(known: Visit["dismissed"], mark: QuietMark): Visit["dismissed"] {
  if (mark.kind !== "dismissed") return known;
  const { rule, at } = mark;
  if (Math.max(known[rule] ?? 0, known[EVERY_RULE] ?? 0) >= at) return known;
  const more = withEntry(known, rule, at);
  const times = Object.values(more);
  return times.length > BOUNDS.dismissed ? { [EVERY_RULE]: Math.max(...times) } : more;
}
