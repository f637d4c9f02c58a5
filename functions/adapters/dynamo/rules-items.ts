import type { RuleChange, RuleSet, TriggerStore } from "../../ports.ts";
import { same } from "./same.ts";
import type { Item, Table } from "./table.ts";
import { CURRENT_RULES, RULE_VERSIONS, RULES_PK, ruleSetKey } from "./trigger-keys.ts";

type Rules = Pick<TriggerStore, "currentRules" | "saveRules" | "ruleSet" | "ruleHistory">;

/**
 * The live set is one item, and its one conditional write decides. Its copy in the history is written after it; a copy that a crash left out is made up
 * for before the next set takes its place, so the history has no gap. The rules are stored as JSON: their own shape is no business of the table's.
 */
export function rules(table: Table): Rules {
  async function current(): Promise<RuleSet | undefined> {
    const item = await table.get(CURRENT_RULES);
    return item && ruleSetOf(item);
  }

  async function keep(set: RuleSet): Promise<void> {
    const item = { ...ruleSetKey(set.version), ...itemOf(set) };
    await table.put(item, { when: "attribute_not_exists(#pk)" });
  }

  async function replace(set: RuleSet): Promise<boolean> {
    const first = set.version === 1;
    return table.put(
      { ...CURRENT_RULES, ...itemOf(set) },
      {
        when: first ? "attribute_not_exists(#pk)" : "#version = :previous",
        ...(!first && { values: { previous: set.version - 1 } }),
      },
    );
  }

  return {
    currentRules: current,

    async saveRules(set) {
      const stored = await current();
      if ((stored?.version ?? 0) === set.version - 1) {
        if (stored) await keep(stored);
        if ((await replace(set)) || same(await current(), set)) {
          await keep(set);
          return "done";
        }
        return "conflict";
      }
      return same(stored, set) ? "done" : "conflict";
    },

    async ruleSet(version) {
      const item = await table.get(ruleSetKey(version));
      if (item) return ruleSetOf(item);
      const live = await current();
      return live?.version === version ? live : undefined;
    },

    async ruleHistory(limit) {
      const live = await current();
      const changes = live ? [changeOf(live)] : [];
      const newestFirst = { pk: RULES_PK, prefix: RULE_VERSIONS, descending: true } as const;
      for await (const page of table.pages({ ...newestFirst, limit: limit + 1 })) {
        for (const item of page) {
          if (item.version !== live?.version) changes.push(changeOf(ruleSetOf(item)));
        }
        if (changes.length >= limit) break;
      }
      return changes.slice(0, limit);
    },
  };
}

function itemOf({ version, at, by, note, rules }: RuleSet): Item {
  return { version, at, by, note, rules: JSON.stringify(rules) };
}

/** A set as its item has it. */
export function ruleSetOf({ version, at, by, note, rules }: Item): RuleSet {
  return {
    version: version as number,
    at: at as number,
    by: by as string,
    ...(note !== undefined && { note: note as string }),
    rules: JSON.parse(rules as string) as readonly unknown[],
  };
}

/** A set as the history lists it. */
export function changeOf({ rules, ...rest }: RuleSet): RuleChange {
  return { ...rest, count: rules.length };
}
