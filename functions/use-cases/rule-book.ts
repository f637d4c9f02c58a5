import { readableRules } from "../contract/rules.ts";
import { type CompiledRules, compileRules } from "../domain/trigger/compile.ts";
import { SHIPPED_RULES } from "../domain/trigger/shipped/index.ts";
import type { Clock, RuleSet, Store, StoredSettings } from "../ports.ts";
import { type Overrides, readOverrides } from "./effective-settings.ts";

/** How old a function instance's rules may be: a changed rule is live everywhere this long after it was saved. */
export const RULES_MS = 30_000;

/** The live rules, compiled, and what admins have set, as this function instance knows them (docs/adr/0010, docs/adr/0014). */
export interface RuleBook {
  /** Ready to run, without waiting. Before they were read for the first time there are none: too quiet is the safe side. */
  rules(): CompiledRules;
  /** Settings in the place of the stage's data; none before they were read. */
  overrides(): Overrides;
  /** Were they read at least once? */
  known(): boolean;
  /**
   * Reads both unless that was done within `RULES_MS`: one request. Never rejects; what can't be read leaves them as they are.
   * @param atMostMs how old they may be, where something else than half a minute is wanted; 0: what was saved a moment ago holds
   */
  refresh(atMostMs?: number): Promise<void>;
}

/**
 * A rule book on a store. Nothing that is stored can break it: what is no rule, and rules that are broken, are left out and reported once for each version.
 * @param report called with what went wrong
 */
export function createRuleBook(
  store: Pick<Store, "current">,
  clock: Clock,
  report: (what: string, error: unknown) => void,
): RuleBook {
  let compiled = compileRules([]);
  let version: number | undefined;
  let overrides: Overrides = {};
  let settingsRead = "";
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  function take(set: RuleSet | undefined): void {
    const next = set?.version ?? 0;
    if (next === version) return;
    const { rules, unreadable } = readableRules(set?.rules ?? SHIPPED_RULES);
    compiled = compileRules(rules);
    version = next;
    const broken = [
      ...unreadable,
      ...compiled.refused.map(({ path, message }) => `${path}: ${message}`),
    ];
    if (broken.length > 0) {
      report("rules left out", new Error(`version ${next}: ${broken.slice(0, 10).join("; ")}`));
    }
  }

  function takeSettings(stored: StoredSettings): void {
    const next = Object.values(stored)
      .map((each) => `${each.name} ${each.version}`)
      .join();
    if (next === settingsRead) return;
    const { overrides: known, faults } = readOverrides(stored);
    overrides = known;
    settingsRead = next;
    if (faults.length > 0) report("settings left out", new Error(faults.join("; ")));
  }

  async function read(latest: boolean): Promise<void> {
    const before = readAt;
    readAt = clock();
    try {
      const { rules, settings } = await store.current(latest);
      takeSettings(settings);
      take(rules);
    } catch (error) {
      // Asked again by the next batch while nothing is known, else when the present rules would be old again.
      if (version === undefined) readAt = before;
      report("rules not read", error);
    }
  }

  return {
    rules: () => compiled,
    overrides: () => overrides,
    known: () => version !== undefined,
    refresh(atMostMs = RULES_MS) {
      if (!reading && clock() - readAt >= atMostMs) {
        reading = read(atMostMs === 0).finally(() => {
          reading = undefined;
        });
      }
      return reading ?? Promise.resolve();
    },
  };
}

/** A rule book whose rules never change. */
export function fixedRuleBook(rules: CompiledRules): RuleBook {
  return { rules: () => rules, overrides: () => ({}), known: () => true, refresh: async () => {} };
}
