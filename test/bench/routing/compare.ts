import { type Day, drawDay, type Scenario } from "./day.ts";
import { POLICIES } from "./policies.ts";
import { simulate } from "./simulate.ts";
import { type Estimate, estimate, mean } from "./stats.ts";
import type { Outcome } from "./tally.ts";

/** The figures of a policy: means over the days, and what each differs from the reference on the same days. */
export interface Row {
  readonly policy: string;
  readonly means: Outcome;
  readonly against: Readonly<Record<keyof Outcome, Estimate>>;
}

/** What all others are compared with. */
export const REFERENCE = "score";

/**
 * Lives through the same days under each policy.
 * @param tell hears of each policy before its days are lived through
 */
export function compare(
  scenario: Scenario,
  seeds: readonly number[],
  names: readonly string[],
  tell: (policy: string) => void = () => {},
): readonly Row[] {
  const days = seeds.map((seed) => ({ seed, day: drawDay(seed, scenario) }));
  const reference = outcomes(REFERENCE, days, tell);
  return names.map((policy) => {
    const results = policy === REFERENCE ? reference : outcomes(policy, days, tell);
    const keys = Object.keys(results[0] ?? {}) as (keyof Outcome)[];
    const column = (key: keyof Outcome) => results.map((result) => result[key]);
    const differences = (key: keyof Outcome) =>
      results.map((result, index) => result[key] - (reference[index]?.[key] ?? 0));
    return {
      policy,
      means: record(keys, (key) => mean(column(key))),
      against: record(keys, (key) => estimate(differences(key))),
    };
  });
}

function outcomes(
  policy: string,
  days: readonly { readonly seed: number; readonly day: Day }[],
  tell: (policy: string) => void,
): readonly Outcome[] {
  const make = POLICIES[policy];
  if (make === undefined) throw new Error(`no policy ${policy}`);
  tell(policy);
  return days.map(({ seed, day }) => simulate(day, make(seed)));
}

function record<V>(
  keys: readonly (keyof Outcome)[],
  make: (key: keyof Outcome) => V,
): Record<keyof Outcome, V> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<keyof Outcome, V>;
}
