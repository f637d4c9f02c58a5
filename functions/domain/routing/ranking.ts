import type { RosterEntry } from "./roster.ts";
import type { Rating } from "./score.ts";

/** A candidate that may take the contact, with what it is worth. */
export interface Rated extends Rating {
  readonly entry: RosterEntry;
}

/** Keeps `best` sorted, each agent once, at most `limit` long. */
export function insert(best: Rated[], rated: Rated, limit: number): void {
  const worst = best[limit - 1];
  if (worst !== undefined && before(worst, rated)) return;
  if (best.some((other) => other.entry.agent === rated.entry.agent)) return;
  const at = best.findIndex((other) => before(rated, other));
  best.splice(at === -1 ? best.length : at, 0, rated);
  if (best.length > limit) best.pop();
}

/** What set the best apart from an equal second. */
export function tieBreak(best: readonly Rated[]): { readonly tieBreak?: "idle" | "id" } {
  const [first, second] = best;
  if (first === undefined || second === undefined || !equal(first, second)) return {};
  return { tieBreak: first.entry.idleSince === second.entry.idleSince ? "id" : "idle" };
}

/** The order of candidates: score, longest idle, id. Total, so that the answer doesn't depend on the roster's order. */
function before(a: Rated, b: Rated): boolean {
  if (!equal(a, b)) return a.score > b.score;
  if (a.entry.idleSince !== b.entry.idleSince) return a.entry.idleSince < b.entry.idleSince;
  return a.entry.agent < b.entry.agent;
}

/** Scores are compared to a millionth: what the order of additions changes decides nothing. */
function equal(a: Rated, b: Rated): boolean {
  return Math.round(a.score * 1e6) === Math.round(b.score * 1e6);
}
