import type { Contact, SiteLanguages } from "./contact.ts";
import { type Explanation, rounded } from "./explain.ts";
import { type Market, marketAt } from "./market.ts";
import { levelReaches, nextChange, stepAt, waited } from "./needs.ts";
import { DEFAULTS, type Params } from "./params.ts";
import { tieBreak } from "./ranking.ts";
import type { RouterState } from "./rolling.ts";
import type { RosterEntry } from "./roster.ts";
import type { Setting } from "./score.ts";
import { type Sieve, sift } from "./sieve.ts";

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
  const { now, site, params } = setting;
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
    levelReaches(contact, sieve.below, now, params),
  );
  const waits = sieve.below > 0 ? "below-level" : "nobody";
  const explanation = explain(held ? "waits-for-last-agent" : waits);
  return { kind: "wait", ...(until === undefined ? {} : { until }), explanation };
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
    ...(contact.topic !== undefined && { topic: contact.topic }),
    confidence: contact.languageConfidence,
    waitedMs: waited(contact, now),
    level: rounded(Math.max(0, step.level)),
    price: rounded(market.price(contact.language)),
    candidates: best.map(({ entry, match, price, score }) => ({
      agent: entry.agent,
      language: entry.languages[contact.language] ?? 0,
      ...(contact.topic !== undefined && { topic: entry.skills[contact.topic] ?? 0 }),
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

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
