import type { Counting, Facts, FactValue } from "./facts.ts";
import type { Condition, Range, SignalCondition } from "./rule.ts";

/** A condition ready to run. When it does not hold, `facts.failed` and `facts.value` tell the leaf that decided. */
export type Test = (facts: Facts) => boolean;

/** A condition without parts. `label` names it for people and in an invitation's values; `wanted` what it asks for. */
export interface Leaf {
  readonly label: string;
  readonly wanted: string;
  readonly read: (facts: Facts) => FactValue;
  readonly holds: (value: FactValue) => boolean;
  /** Stands under an odd number of `not`. */
  readonly negated: boolean;
}

/**
 * Makes a condition ready to run.
 * @param leaves gets every leaf, in the order in which they are written; their index there is the leaf's number
 */
export function compileCondition(condition: Condition, leaves: Leaf[], negated = false): Test {
  if ("all" in condition) {
    const tests = condition.all.map((part) => compileCondition(part, leaves, negated));
    return (facts) => {
      for (const test of tests) if (!test(facts)) return false;
      return true;
    };
  }
  if ("any" in condition) {
    const tests = condition.any.map((part) => compileCondition(part, leaves, negated));
    return (facts) => {
      for (const test of tests) if (test(facts)) return true;
      return false;
    };
  }
  if ("not" in condition) {
    const first = leaves.length;
    const test = compileCondition(condition.not, leaves, !negated);
    return (facts) => {
      if (!test(facts)) return true;
      facts.failed = first;
      facts.value = leaves[first]?.read(facts);
      return false;
    };
  }
  const number = leaves.length;
  const leaf = { ...leafOf(condition), negated };
  leaves.push(leaf);
  return (facts) => {
    const value = leaf.read(facts);
    if (leaf.holds(value)) return true;
    facts.failed = number;
    facts.value = value;
    return false;
  };
}

type LeafCondition = Exclude<
  Condition,
  { readonly all: unknown } | { readonly any: unknown } | { readonly not: unknown }
>;

function leafOf(condition: LeafCondition): Omit<Leaf, "negated"> {
  if ("signal" in condition) {
    const counting = countingOf(condition);
    return {
      label: signalLabel(condition, counting),
      ...ranged(condition, 1),
      read: (facts) => facts.signals(counting),
    };
  }
  if ("viewed" in condition) {
    const { viewed } = condition;
    return {
      label: `${viewed} pages viewed`,
      ...ranged(condition, 1),
      read: ({ visit }) => visit.viewed[viewed] ?? 0,
    };
  }
  if ("in" in condition) {
    const { fact, in: words } = condition;
    return {
      label: fact,
      wanted: words.join(" or "),
      read: (facts) => facts.word(fact),
      holds: (value) => typeof value === "string" && words.includes(value),
    };
  }
  const { fact } = condition;
  return { label: fact, ...ranged(condition), read: (facts) => facts.number(fact) };
}

/** @param usual the lower bound when neither is given */
function ranged(range: Range, usual?: number): Pick<Leaf, "wanted" | "holds"> {
  const { atMost } = range;
  const atLeast = range.atLeast ?? (atMost === undefined ? usual : undefined);
  const low = atLeast ?? Number.NEGATIVE_INFINITY;
  const high = atMost ?? Number.POSITIVE_INFINITY;
  const wanted = [
    atLeast === undefined ? "" : `at least ${atLeast}`,
    atMost === undefined ? "" : `at most ${atMost}`,
  ];
  return {
    wanted: wanted.filter(Boolean).join(", "),
    holds: (value) => typeof value === "number" && value >= low && value <= high,
  };
}

function countingOf(condition: SignalCondition): Counting {
  const { signal, here, within, details, name } = condition;
  return {
    kinds: typeof signal === "string" ? [signal] : signal,
    here: here ?? false,
    withinMs: within === undefined ? undefined : within * 1000,
    details,
    name,
  };
}

function signalLabel(
  { within, details, name }: SignalCondition,
  { kinds, here }: Counting,
): string {
  const parts = [
    kinds.join("+"),
    name === undefined ? "" : `"${name}"`,
    details ? `(${details.join("|")})` : "",
    here ? "here" : "",
    within === undefined ? "" : `in ${within} s`,
  ];
  return parts.filter(Boolean).join(" ");
}
