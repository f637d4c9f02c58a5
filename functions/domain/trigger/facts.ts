import type { SignalKind } from "../../contract/signal.ts";
import { hereSince } from "../visit/pages.ts";
import { own } from "../visit/record.ts";
import type { Visit } from "../visit/visit.ts";
import { type WallTime, wallTime } from "./clock.ts";
import type { TriggerEnv } from "./env.ts";
import { primary } from "./language.ts";
import type { NumberFact, WordFact } from "./rule.ts";
import { lossRisk } from "./score.ts";

export type FactValue = string | number | undefined;

/** Narrows which signals are counted; see `SignalCondition`. `kinds` may not be empty. */
export interface Counting {
  readonly kinds: readonly SignalKind[];
  readonly here: boolean;
  readonly withinMs: number | undefined;
  readonly details: readonly string[] | undefined;
  readonly name: string | undefined;
}

/**
 * What is true of one visit at one moment. Nothing is computed before a condition asks, and what costs something only once. `failed` and `value` are
 * notes of the last leaf that did not hold.
 */
export class Facts {
  failed = 0;
  value: FactValue;
  readonly visit: Visit;
  readonly env: TriggerEnv;
  #score: number | undefined;
  #wall: WallTime | undefined;

  constructor(visit: Visit, env: TriggerEnv) {
    this.visit = visit;
    this.env = env;
  }

  number(fact: NumberFact): number | undefined {
    const { visit, env } = this;
    switch (fact) {
      case "cart-value":
        return visit.cart?.value;
      case "cart-items":
        return visit.cart?.items;
      case "dwell":
        return seconds(env.now - hereSince(visit));
      case "visit-seconds":
        return seconds(env.now - visit.startedAt);
      case "page-loads":
        return total(visit.viewed);
      case "visits":
        return visit.visits;
      case "score":
        this.#score ??= lossRisk(visit);
        return this.#score;
      case "hour":
        return this.#time().hour;
      case "weekday":
        return this.#time().weekday;
    }
  }

  word(fact: WordFact): string | undefined {
    const { visit } = this;
    switch (fact) {
      case "page":
        return visit.view?.kind;
      case "device":
        return visit.view?.device;
      case "language":
        return visit.view?.language && primary(visit.view.language);
      case "country":
        return visit.customer?.country;
      case "tier":
        return visit.customer?.tier;
      case "visitor":
        return visit.visits > 1 ? "returning" : "new";
      case "currency":
        return visit.cart?.currency;
    }
  }

  /** How often signals were seen that `counting` asks for. */
  signals(counting: Counting): number {
    const { here, withinMs, details, name, kinds } = counting;
    if (here || withinMs !== undefined || details) return this.#inTrail(counting);
    if (name !== undefined) return own(this.visit.custom, name) ?? 0;
    let sum = 0;
    for (const kind of kinds) sum += this.visit.counts[kind] ?? 0;
    return sum;
  }

  #inTrail({ kinds, here, withinMs, details, name }: Counting): number {
    const { trail, here: load } = this.visit;
    const since = withinMs === undefined ? 0 : this.env.now - withinMs;
    let sum = 0;
    for (const trace of trail) {
      if (trace.at < since || !kinds.includes(trace.kind)) continue;
      if (here && trace.load !== load) continue;
      if (details && !(trace.detail !== undefined && details.includes(trace.detail))) continue;
      if (name !== undefined && trace.name !== name) continue;
      sum += 1;
    }
    return sum;
  }

  #time(): WallTime {
    this.#wall ??= wallTime(this.env.now, this.env.timeZone ?? "UTC");
    return this.#wall;
  }
}

function seconds(ms: number): number {
  return Math.max(0, Math.round(ms / 1000));
}

function total(counts: Readonly<Partial<Record<string, number>>>): number {
  let sum = 0;
  for (const kind in counts) sum += counts[kind] ?? 0;
  return sum;
}
