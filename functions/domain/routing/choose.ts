import type { Contact, SiteLanguages } from "./contact.ts";
import { controlRating, isControl } from "./control.ts";
import { type Explanation, rounded } from "./explain.ts";
import { type Market, marketAt } from "./market.ts";
import { nextChange, type Step, stepAt, waited } from "./needs.ts";
import { DEFAULTS, type Params } from "./params.ts";
import { insert, type Rated, tieBreak } from "./ranking.ts";
import type { RouterState } from "./rolling.ts";
import type { RosterEntry } from "./roster.ts";
import { type Obstacle, obstacle, rate, refusal, type Setting } from "./score.ts";

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

/**
 * Who should take the contact now. Hard constraints (presence, capacity, tried) are apart from graded needs: among those whom the present step of the
 * ladder admits and whose match, less the price of the slot, reaches the falling level, the highest score wins; equal scores go to the longest idle, then by id.
 *
 * @param entries candidates of the pools that `poolsFor` names, in any order, each agent once or several times
 */
export function choose(
  contact: Contact,
  entries: readonly RosterEntry[],
  now: number,
  state: RouterState,
  options: Options = {},
): Choice {
  const market = marketAt(state, now, options.params ?? DEFAULTS);
  return decide(contact, entries, now, market, options);
}

/** `choose` with prices that are known already. */
export function decide(
  contact: Contact,
  entries: readonly RosterEntry[],
  now: number,
  market: Market,
  options: Options,
): Choice {
  const setting = settingOf(contact, now, market, options);
  return conclude(contact, entries.length, sift(contact, entries, setting), setting);
}

/** What a decision on this contact depends on at this moment. */
export function settingOf(
  contact: Contact,
  now: number,
  market: Market,
  { params = DEFAULTS, site }: Options,
): Setting {
  return { now, step: stepAt(contact, now, site, params), market, site, params };
}

/** The decision that the sifted candidates make, with its record. */
export function conclude(
  contact: Contact,
  considered: number,
  sieve: Sieve,
  setting: Setting,
): Choice {
  const { now, step, site, params } = setting;
  const { best, held } = sieve;
  const first = best[0];
  const returns = first !== undefined && first.entry.agent === contact.lastAgent;
  const explain = (outcome: Explanation["outcome"]) =>
    record(contact, considered, outcome, sieve, setting);
  if (first !== undefined && (returns || !held)) {
    return {
      kind: "assign",
      agent: first.entry.agent,
      ranked: best.map((rated) => rated.entry.agent),
      explanation: explain(returns && !sieve.control ? "last-agent" : "assigned"),
    };
  }
  const until = earliest(
    held ? contact.since + params.lastAgent.waitMs : undefined,
    sieve.control ? undefined : nextChange(contact, now, site, params),
    reachedAt(contact, sieve.below, step, params),
  );
  const waits = sieve.below > 0 ? "below-level" : "nobody";
  const explanation = explain(held ? "waits-for-last-agent" : waits);
  return { kind: "wait", ...(until === undefined ? {} : { until }), explanation };
}

/** The candidates of a contact, told apart. */
export interface Sieve {
  readonly control: boolean;
  readonly best: readonly Rated[];
  readonly excluded: Readonly<Partial<Record<Obstacle, number>>>;
  /** Best net among those below the level. */
  readonly below: number;
  /** The last agent is present but full, and the time to wait for it is not over. */
  readonly held: boolean;
}

/** Tells those who may take the contact now, best first and a few, from those who may not. */
export function sift(contact: Contact, entries: readonly RosterEntry[], setting: Setting): Sieve {
  const { now, params } = setting;
  if (isControl(contact, params)) return siftControl(contact, entries, setting);
  const best: Rated[] = [];
  const excluded: Partial<Record<Obstacle, number>> = {};
  let below = 0;
  let held = false;
  const cover: Record<string, number> = {};
  if (params.coverWeight > 0 && entries.length > 1)
    for (const entry of entries) {
      if (
        obstacle(contact, entry, now) !== undefined ||
        (entry.languages[contact.language] ?? 0) < 3
      )
        continue;
      for (const topic in entry.skills)
        if ((entry.skills[topic] ?? 0) >= 4)
          cover[topic] = (cover[topic] ?? 0) + entry.capacity - entry.load;
    }
  for (const entry of entries) {
    const hard = obstacle(contact, entry, now);
    const soon = waited(contact, now) < params.lastAgent.waitMs;
    if (hard === "full" && entry.agent === contact.lastAgent && soon) held = true;
    const rating = hard ?? rate(contact, entry, setting);
    const why = typeof rating === "string" ? rating : refusal(contact, entry, rating, setting);
    if (why !== undefined) excluded[why] = (excluded[why] ?? 0) + 1;
    if (typeof rating === "string") continue;
    if (why === undefined) {
      let lost = 0;
      if (params.coverWeight > 0)
        for (const topic in entry.skills)
          if (topic !== contact.topic && (entry.skills[topic] ?? 0) >= 4)
            lost += params.coverRho ** (cover[topic] ?? 0);
      insert(
        best,
        { ...rating, score: rating.score - params.coverWeight * lost, entry },
        params.ranked,
      );
    } else if (why === "level" && rating.match >= params.reservation.floor) {
      below = Math.max(below, rating.net);
    }
  }
  return { control: false, best, excluded, below, held };
}

function siftControl(contact: Contact, entries: readonly RosterEntry[], setting: Setting): Sieve {
  const best: Rated[] = [];
  const excluded: Partial<Record<Obstacle, number>> = {};
  for (const entry of entries) {
    const rating = obstacle(contact, entry, setting.now) ?? controlRating(contact, entry, setting);
    if (typeof rating === "string") excluded[rating] = (excluded[rating] ?? 0) + 1;
    else insert(best, { ...rating, entry }, setting.params.ranked);
  }
  return { control: true, best, excluded, below: 0, held: false };
}

function record(
  contact: Contact,
  considered: number,
  outcome: Explanation["outcome"],
  { control, best, excluded }: Sieve,
  { now, step, market }: Setting,
): Explanation {
  return {
    policy: control ? "control" : "router",
    outcome,
    step: step.name,
    language: contact.language,
    confidence: contact.languageConfidence,
    waitedMs: waited(contact, now),
    level: rounded(Math.max(0, step.level)),
    price: rounded(market.price(contact.language)),
    candidates: best.map(({ entry, match, price, score }) => ({
      agent: entry.agent,
      match: rounded(match),
      price: rounded(price),
      score: rounded(score),
      load: entry.load,
    })),
    considered,
    excluded,
    ...tieBreak(best),
  };
}

/** When the level will have fallen to what the best of those below it reaches. */
function reachedAt(contact: Contact, net: number, step: Step, params: Params): number | undefined {
  const { start, fallMs } = params.reservation;
  if (net <= 0 || net >= step.level) return undefined;
  return contact.since + Math.ceil(fallMs * (1 - net / start));
}

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
