import { describe, expect, test } from "vitest";
import { createMemoryStore } from "../../functions/adapters/memory-store/index.ts";
import type { Rule } from "../../functions/domain/trigger/rule.ts";
import { SHIPPED_RULES } from "../../functions/domain/trigger/shipped/index.ts";
import type { Store } from "../../functions/ports.ts";
import { createRuleBook, RULES_MS } from "../../functions/use-cases/rule-book.ts";
import {
  readRules,
  replaceRules,
  revertRules,
  ruleHistory,
} from "../../functions/use-cases/rules.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { World } from "./world.ts";

const RULE: Rule = {
  id: "angry",
  priority: 1,
  on: ["rage-click"],
  texts: { en: "Hi, I'm {agent}.", fi: "Hei, olen {agent}." },
};

/** A store that counts how often the rules were read. */
function counting(store: Store): { store: Store; reads: () => number } {
  let reads = 0;
  return {
    reads: () => reads,
    store: {
      ...store,
      current: () => {
        reads += 1;
        return store.current();
      },
    },
  };
}

const angry = (world: World, n: number) => ({
  ...world.hesitation(n),
  signals: [{ kind: "rage-click" as const, at: 1000 * n }],
});

describe("the rule book", () => {
  test("[TRG100] a stage without rules of its own lives by the shipped ones, and a saved set is live everywhere after 30 seconds", async () => {
    const world = new World();
    await world.agent("aino", { fi: 5 });
    const shopper = await world.shopper("s1");
    expect((await watch(world.deps, shopper, world.hesitation(1))).ok).toBe(true);
    expect(world.deps.rules.rules().rules).toHaveLength(SHIPPED_RULES.length);
    await replaceRules(world.deps, { by: "a", version: 0, rules: [RULE] });
    const other = await world.shopper("s2");
    await watch(world.deps, other, angry(world, 1));
    expect(world.deps.rules.rules().byId.has("angry")).toBe(false);
    await world.advance(RULES_MS);
    // The old rules may decide this batch still; it brings the new ones.
    await watch(world.deps, other, angry(world, 2));
    await watch(world.deps, other, angry(world, 3));
    const { why } = await world.deps.store.visitor("s2", world.now);
    expect([why.at(0)?.rule, why.at(-1)?.rule]).toEqual([undefined, "angry"]);
  });

  test("[TRG101] an instance reads the rules at most once in 30 seconds, whatever comes", async () => {
    const { store, reads } = counting(createMemoryStore());
    const world = new World({}, store);
    const shopper = await world.shopper("s1");
    for (let n = 1; n <= 20; n++) {
      await watch(world.deps, shopper, angry(world, n));
      world.now += 1000;
    }
    expect(reads()).toBe(1);
    world.now += RULES_MS;
    await Promise.all(
      [21, 22, 23].map(async (n) =>
        watch(world.deps, await world.shopper(`x${n}`), angry(world, n)),
      ),
    );
    expect(reads()).toBe(2);
  });

  test("[TRG102] what is stored can't take the service down: broken rules are left out and reported once, the others work", async () => {
    const world = new World();
    await world.agent("aino", { fi: 5 });
    const rules = [{ id: 7 }, null, { ...RULE, id: "no text", texts: {} }, RULE, "x", [[]]];
    await world.deps.store.saveRules({ version: 1, at: world.now, by: "x", rules });
    const shopper = await world.shopper("s1");
    const result = await watch(world.deps, shopper, angry(world, 1));
    expect(result).toMatchObject({ ok: true, invitation: { rule: "angry" } });
    world.now += 3 * RULES_MS;
    await watch(world.deps, shopper, angry(world, 2));
    expect(world.reports).toHaveLength(1);
    expect(world.reports[0]).toMatch(/^rules left out: version 1: 0\.id: .+; 1: .+; 4: /);
  });

  test("[TRG103] rules that can't be read leave the last ones live; before any were read nobody is invited", async () => {
    const world = new World();
    let broken = true;
    const book = createRuleBook(
      {
        current: async () => {
          if (broken) throw new Error("no table");
          return { rules: { version: 1, at: 0, by: "x", rules: [RULE] }, settings: {} };
        },
      },
      () => world.now,
      (what) => world.reports.push(what),
    );
    await book.refresh();
    expect([book.known(), book.rules().rules.length]).toEqual([false, 0]);
    broken = false;
    await book.refresh();
    expect([book.known(), book.rules().byId.has("angry")]).toEqual([true, true]);
    broken = true;
    world.now += RULES_MS;
    await book.refresh();
    await book.refresh();
    expect(book.rules().byId.has("angry")).toBe(true);
    expect(world.reports).toEqual(["rules not read", "rules not read"]);
  });
});

describe("changing rules", () => {
  test("[TRG104] a set replaces the version it names, and no other", async () => {
    const world = new World();
    const { deps } = world;
    const save = (version: number, rules: unknown = [RULE]) => {
      world.now += 1;
      return replaceRules(deps, { by: "admin", version, rules, note: "why" });
    };
    expect(await readRules(deps)).toMatchObject({ ok: true, version: 0, rules: SHIPPED_RULES });
    expect(await save(1)).toMatchObject({ ok: false, code: "conflict" });
    expect(await save(0)).toEqual({ ok: true, version: 1 });
    expect(await save(0)).toMatchObject({ ok: false, code: "conflict" });
    expect(await save(1, [])).toEqual({ ok: true, version: 2 });
    expect(await readRules(deps)).toMatchObject({ version: 2, by: { id: "admin" }, rules: [] });
  });

  test.each([
    ["no list", { id: "x" }, "bad_payload", "payload"],
    [
      "an unknown fact",
      [RULE, { ...RULE, when: { fact: "mood", atLeast: 1 } }],
      "bad_payload",
      "1.when.fact",
    ],
    [
      "a bound that is text",
      [{ ...RULE, when: { all: [{ signal: "search", atLeast: "3" }] } }],
      "bad_payload",
      "0.when.all.0.atLeast",
    ],
    ["an unknown key", [{ ...RULE, script: "alert(1)" }], "bad_payload", "0.script"],
    ["two of one id", [RULE, RULE], "refused", "1.id"],
    ["a discount on nothing", [{ ...RULE, offer: { percent: 5 } }], "refused", "0.offer"],
    ["an unknown variable", [{ ...RULE, texts: { en: "{name}" } }], "refused", "0.texts.en"],
  ])(
    "[TRG105] a set with %s is refused with the path of the fault, and nothing is written",
    async (_, rules, code, path) => {
      const { deps, told } = new World();
      const refused = await replaceRules(deps, { by: "admin", version: 0, rules });
      expect(refused).toMatchObject({ ok: false, code });
      expect("faults" in refused && refused.faults?.map((fault) => fault.path)).toContain(path);
      expect(await deps.store.currentRules()).toBeUndefined();
      expect(told).toEqual([]);
    },
  );

  test("[TRG105] a set with several faults is refused with all of them; one of more than 256 KB is too large", async () => {
    const { deps } = new World();
    const refused = await replaceRules(deps, {
      by: "a",
      version: 0,
      rules: [
        { ...RULE, texts: {} },
        { ...RULE, id: "Second" },
        { ...RULE, id: "x", quietDays: 99 },
      ],
    });
    expect("faults" in refused && refused.faults?.map(({ path }) => path)).toEqual([
      "0.texts",
      "1.id",
      "2.quietDays",
    ]);
    const long = "ä".repeat(240);
    const texts = Object.fromEntries(
      [..."abcdefghij"].flatMap((a) => [..."klm"].map((b) => [`${a}${b}`, long])),
    );
    const many = Array.from({ length: 40 }, (_, i) => ({ ...RULE, id: `r${i}`, texts }));
    expect(await replaceRules(deps, { by: "a", version: 0, rules: many })).toMatchObject({
      code: "too_large",
    });
  });

  test("[TRG106] the history says who, when and why, and an earlier set can be brought back as a new version", async () => {
    const world = new World();
    const { deps } = world;
    await world.agent("ada", { en: 5 });
    const second = [{ ...RULE, id: "calm" }];
    await replaceRules(deps, { by: "ada", version: 0, rules: [RULE], note: "angry shoppers" });
    world.now += 1000;
    await replaceRules(deps, { by: "gone", version: 1, rules: second });
    expect(await revertRules(deps, { by: "ada", version: 1 })).toEqual({ ok: true, version: 3 });
    expect(await readRules(deps)).toMatchObject({ version: 3, rules: [RULE] });
    expect(await revertRules(deps, { by: "ada", version: 0 })).toEqual({ ok: true, version: 4 });
    expect(await readRules(deps)).toMatchObject({ version: 4, rules: SHIPPED_RULES });
    expect(await revertRules(deps, { by: "ada", version: 9 })).toMatchObject({ code: "not_found" });
    const history = await ruleHistory(deps);
    expect(history.ok && history.changes).toMatchObject([
      { version: 4, note: "back to the shipped rules", by: { id: "ada", name: "Ada" }, count: 10 },
      { version: 3, note: "back to version 1", count: 1 },
      { version: 2, by: { id: "gone" }, at: world.now },
      { version: 1, note: "angry shoppers", at: world.now - 1000 },
    ]);
    expect(world.told.map(({ type, detail }) => [type, detail.version])).toEqual(
      [1, 2, 3, 4].map((version) => ["rules.changed", version]),
    );
  });
});
