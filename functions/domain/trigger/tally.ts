import type { Visit } from "../visit/visit.ts";
import { wallTime } from "./clock.ts";
import { primary } from "./language.ts";

/** How many, by name. */
export type Counts = Readonly<Record<string, number>>;

/** What a rule, or all rules together, would have done on some visits. */
export interface Tally {
  /** Times its conditions held and it came first. */
  readonly fired: number;
  /** Of these, invitations that nothing stopped. */
  readonly invited: number;
  /** Visits with an invitation. */
  readonly visits: number;
  /** What stopped the others: cap, closed, pressure, holdout … */
  readonly stopped: Counts;
  /** Whom it invited. */
  readonly on: {
    readonly page: Counts;
    readonly device: Counts;
    readonly language: Counts;
    readonly visitor: Counts;
    readonly cart: Counts;
  };
  /** What it asks of the agents. */
  readonly load: {
    /** Invitations by hour of the day, 0 … 23. */
    readonly byHour: readonly number[];
    /** Most invitations in any one hour of any day. */
    readonly busiestHour: number;
    /** Most invitations open at once, each for as long as its agent is held. */
    readonly mostOpen: number;
    /** Agent time held, in minutes, if every invitation lives to its end. */
    readonly heldMinutes: number;
  };
}

/** One time that a rule fired in a replay. `stopped`: by what, if it was. */
export interface Firing {
  readonly rule: string;
  readonly visit: Visit;
  readonly at: number;
  readonly language: string;
  readonly holdSeconds: number;
  readonly stopped?: string;
}

/** Sums up firings. */
export function tally(firings: readonly Firing[], timeZone: string): Tally {
  const invitations = firings.filter(({ stopped }) => stopped === undefined);
  const on = (nameOf: (firing: Firing) => string) => countBy(invitations, nameOf);
  const hours = invitations.map(({ at }) => wallTime(at, timeZone));
  return {
    fired: firings.length,
    invited: invitations.length,
    visits: new Set(invitations.map(({ visit }) => `${visit.visitor} ${visit.startedAt}`)).size,
    stopped: countBy(
      firings.filter(({ stopped }) => stopped !== undefined),
      ({ stopped = "" }) => stopped,
    ),
    on: {
      page: on(({ visit }) => visit.view?.kind ?? "unknown"),
      device: on(({ visit }) => visit.view?.device ?? "unknown"),
      language: on(({ language }) => primary(language)),
      visitor: on(({ visit }) => (visit.visits > 1 ? "returning" : "new")),
      cart: on(({ visit }) => cartClass(visit.cart?.items ? visit.cart.value : 0)),
    },
    load: {
      byHour: Array.from({ length: 24 }, (_, h) => hours.filter(({ hour }) => hour === h).length),
      busiestHour: Math.max(0, ...Object.values(countBy(hours, (t) => `${t.date} ${t.hour}`))),
      mostOpen: mostOpen(invitations),
      heldMinutes: Math.round(
        invitations.reduce((sum, { holdSeconds }) => sum + holdSeconds, 0) / 60,
      ),
    },
  };
}

function countBy<T>(all: readonly T[], nameOf: (one: T) => string): Counts {
  const counts: Record<string, number> = {};
  for (const one of all) counts[nameOf(one)] = (counts[nameOf(one)] ?? 0) + 1;
  return counts;
}

/** Carts in classes that double: an average would hide both the many small and the few large. */
function cartClass(value: number): string {
  if (value <= 0) return "empty";
  const above = [400, 200, 100, 50, 25].find((bound) => value >= bound);
  return above === undefined ? "below 25" : `${above} and more`;
}

function mostOpen(invitations: readonly Firing[]): number {
  const changes = invitations.flatMap(({ at, holdSeconds }) => [
    { at, by: 1 },
    { at: at + holdSeconds * 1000, by: -1 },
  ]);
  changes.sort((a, b) => a.at - b.at || a.by - b.by);
  let open = 0;
  let most = 0;
  for (const { by } of changes) {
    open += by;
    most = Math.max(most, open);
  }
  return most;
}
