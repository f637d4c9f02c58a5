import type { SignalKind } from "../../contract/signal.ts";
import { SIGNAL_LIST } from "../visit/kinds.ts";
import { type Fault, faultsOf } from "./check.ts";
import { compileCondition, type Leaf, type Test } from "./condition.ts";
import { placeOf } from "./hash.ts";
import type { Rule } from "./rule.ts";

/** A rule ready to run. `rank`: 0 is asked first. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly rank: number;
  readonly test: Test;
  readonly leaves: readonly Leaf[];
}

/** Rules ready to run, found by the signal that asks them. */
export interface CompiledRules {
  /** Names this very set of rules in "why" records. */
  readonly revision: string;
  /** By rank. */
  readonly rules: readonly CompiledRule[];
  readonly byId: ReadonlyMap<string, CompiledRule>;
  /** Rules that a signal asks, by rank. */
  readonly bySignal: Readonly<Record<SignalKind, readonly CompiledRule[]>>;
  /** Rules left out because they are broken; the others work. */
  readonly refused: readonly Fault[];
}

/**
 * Makes rules ready to run: each evaluation then asks only those that listen to the signals that just came. Broken rules are left out and reported
 * in `refused` with the path of the fault; who edits rules asks `faultsOf` first and refuses the whole set.
 */
export function compileRules(rules: readonly Rule[]): CompiledRules {
  const refused = faultsOf(rules);
  const broken = new Set(refused.map(({ index }) => index));
  const sound = rules.filter((rule, index) => !broken.has(index) && rule.disabled !== true);
  const compiled = sound.sort(byRank).map((rule, rank): CompiledRule => {
    const leaves: Leaf[] = [];
    const test = compileCondition(rule.when ?? { all: [] }, leaves);
    return { rule, rank, test, leaves };
  });
  return {
    revision: Math.floor(placeOf(JSON.stringify(compiled.map(({ rule }) => rule))) * 36 ** 5)
      .toString(36)
      .padStart(5, "0"),
    rules: compiled,
    byId: new Map(compiled.map((one) => [one.rule.id, one])),
    bySignal: index(compiled),
    refused,
  };
}

/** Highest priority first, then the lower id. */
function byRank(a: Rule, b: Rule): number {
  return b.priority - a.priority || (a.id < b.id ? -1 : 1);
}

function index(compiled: readonly CompiledRule[]): CompiledRules["bySignal"] {
  const lists = SIGNAL_LIST.map((kind) => [
    kind,
    compiled.filter(({ rule }) => rule.on.includes(kind)),
  ]);
  return Object.fromEntries(lists) as Record<SignalKind, CompiledRule[]>;
}

/**
 * Calls `visit` with the rules that any of these signals asks, each once, by rank, until it returns true. A merge of the signals' lists that copies
 * nothing: the next is the one of the lowest rank above the last.
 */
export function eachAsked(
  { bySignal }: CompiledRules,
  signals: readonly SignalKind[],
  visit: (rule: CompiledRule) => boolean,
): void {
  if (signals.length === 1 && signals[0] !== undefined) {
    bySignal[signals[0]].some(visit);
    return;
  }
  const cursors = new Uint16Array(signals.length);
  for (;;) {
    let next: CompiledRule | undefined;
    for (let i = 0; i < signals.length; i += 1) {
      const candidate = bySignal[signals[i] as SignalKind][cursors[i] ?? 0];
      if (candidate && (next === undefined || candidate.rank < next.rank)) next = candidate;
    }
    if (next === undefined) return;
    for (let i = 0; i < signals.length; i += 1) {
      const at = cursors[i] ?? 0;
      if (bySignal[signals[i] as SignalKind][at] === next) cursors[i] = at + 1;
    }
    if (visit(next)) return;
  }
}
