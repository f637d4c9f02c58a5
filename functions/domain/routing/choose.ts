import type { Contact, SiteLanguages } from "./contact.ts";
import { controlScore, isControl } from "./control.ts";
import { type Explanation, rounded } from "./explain.ts";
import { nextChange, type Step, stepAt, waited } from "./needs.ts";
import { DEFAULTS, type Params } from "./params.ts";
import type { RouterState } from "./rolling.ts";
import type { RosterEntry } from "./roster.ts";
import { type Obstacle, obstacle, type Rating, rate, speaks } from "./score.ts";

/** What else a decision depends on. */
export interface Options {
  readonly params?: Params;
  readonly site?: SiteLanguages;
}

/** A decision for one contact. */
export type Choice =
  | {
      readonly kind: "assign";
      readonly agent: string;
      /** Best first, a few, for when the claim on the first fails. */
      readonly ranked: readonly string[];
      readonly explanation: Explanation;
    }
  | {
      readonly kind: "wait";
      /** When another look may have another answer though nobody's state changed (epoch ms). */
      readonly until?: number;
      readonly explanation: Explanation;
    };

interface Rated extends Rating {
  readonly entry: RosterEntry;
}

/**
 * Who should take the contact now. Hard constraints (presence, capacity, tried) are apart from graded needs: among those that the present step of the
 * ladder admits, the highest score wins if its match reaches the reservation level; equal scores go to the longest idle, then by id.
 *
 * @param entries candidates of the pools that `poolsFor` names, in any order, each agent once or several times
 */
export function choose(
  contact: Contact,
  entries: readonly RosterEntry[],
  now: number,
  _state: RouterState,
  options: Options = {},
): Choice {
  const params = options.params ?? DEFAULTS;
  const step = stepAt(contact, now, options.site, params);
  const control = isControl(contact, params);
  const excluded: Partial<Record<Obstacle, number>> = {};
  const exclude = (why: Obstacle) => {
    excluded[why] = (excluded[why] ?? 0) + 1;
  };
  const best: Rated[] = [];
  let below = 0;
  let lastIsBusy = false;
  for (const entry of entries) {
    const hard = obstacle(contact, entry, now);
    if (hard !== undefined) {
      exclude(hard);
      if (hard === "full" && entry.agent === contact.lastAgent) lastIsBusy = true;
      continue;
    }
    const rating = control
      ? controlRating(contact, entry)
      : speaks(contact, entry, step, options.site)
        ? rate(contact, entry, step, options.site, params)
        : undefined;
    if (rating === undefined) exclude("language");
    else if (!control && rating.match < step.reservation) {
      exclude("match");
      below = Math.max(below, rating.match);
    } else insert(best, { ...rating, entry }, params.ranked);
  }
  const last = best.find((rated) => rated.entry.agent === contact.lastAgent);
  const ms = waited(contact, now);
  const hold = !control && last === undefined && lastIsBusy && ms < params.lastAgentMs;
  const explanation = (outcome: Explanation["outcome"]): Explanation => ({
    policy: control ? "control" : "router",
    outcome,
    step: step.index,
    language: contact.language,
    confidence: contact.languageConfidence,
    waitedMs: ms,
    level: rounded(step.reservation),
    candidates: best.map((rated) => ({
      agent: rated.entry.agent,
      match: rounded(rated.match),
      score: rounded(rated.score),
      load: rated.entry.load,
    })),
    considered: entries.length,
    excluded,
    ...tieBreak(best),
  });
  const first = best[0];
  if (first === undefined || hold) {
    const until = earliest(
      hold ? contact.since + params.lastAgentMs : undefined,
      control ? undefined : nextChange(contact, now, options.site, params),
      below > 0 ? acceptedAt(contact, below, step, params) : undefined,
    );
    const outcome = hold ? "waits-for-last-agent" : below > 0 ? "below-level" : "nobody";
    return {
      kind: "wait",
      ...(until === undefined ? {} : { until }),
      explanation: explanation(outcome),
    };
  }
  return {
    kind: "assign",
    agent: first.entry.agent,
    ranked: best.map((rated) => rated.entry.agent),
    explanation: explanation(first === last && !control ? "last-agent" : "assigned"),
  };
}

function controlRating(contact: Contact, entry: RosterEntry): Rating | undefined {
  const score = controlScore(contact, entry);
  return score === undefined ? undefined : { match: 1, score };
}

/** Keeps `best` sorted, each agent once, at most `limit` long. */
function insert(best: Rated[], rated: Rated, limit: number): void {
  if (best.length === limit && before(best[limit - 1] as Rated, rated)) return;
  if (best.some((other) => other.entry.agent === rated.entry.agent)) return;
  const at = best.findIndex((other) => before(rated, other));
  best.splice(at === -1 ? best.length : at, 0, rated);
  if (best.length > limit) best.pop();
}

/** The order of candidates: score to a millionth, longest idle, id. Total, so that the answer doesn't depend on the roster's order. */
function before(a: Rated, b: Rated): boolean {
  if (!equal(a.score, b.score)) return a.score > b.score;
  if (a.entry.idleSince !== b.entry.idleSince) return a.entry.idleSince < b.entry.idleSince;
  return a.entry.agent < b.entry.agent;
}

function equal(a: number, b: number): boolean {
  return Math.round(a * 1e6) === Math.round(b * 1e6);
}

function tieBreak(best: readonly Rated[]): { tieBreak?: "idle" | "id" } {
  const [first, second] = best;
  if (first === undefined || second === undefined || !equal(first.score, second.score)) return {};
  return { tieBreak: first.entry.idleSince === second.entry.idleSince ? "id" : "idle" };
}

/** When the reservation level will have fallen to `match`; undefined if the floor is above it. */
function acceptedAt(
  contact: Contact,
  match: number,
  step: Step,
  params: Params,
): number | undefined {
  const { start, fallMs, floor } = params.reservation;
  if (match < floor || match >= step.reservation) return undefined;
  return contact.since + Math.ceil(fallMs * (1 - match / start));
}

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
