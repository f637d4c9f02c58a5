import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeRules } from "../../../functions/contract/rules.ts";
import { SIGNAL_KINDS } from "../../../functions/contract/signal.ts";
import { faultsOf } from "../../../functions/domain/trigger/check.ts";
import { compileRules, eachAsked } from "../../../functions/domain/trigger/compile.ts";
import { decide } from "../../../functions/domain/trigger/decide.ts";
import { type Condition, RULE_BOUNDS, type Rule } from "../../../functions/domain/trigger/rule.ts";
import { SHIPPED_RULES } from "../../../functions/domain/trigger/shipped/index.ts";
import { firstSeen } from "../visit/make.ts";
import { brief, compiled, env, rule } from "./make.ts";

function nested(levels: number): Condition {
  return levels === 0 ? { signal: "rage-click" } : { not: nested(levels - 1) };
}

const cart: Condition = { fact: "cart-items", atLeast: 1 };

const broken: readonly [what: string, rule: Rule, path: string][] = [
  ["an id with capitals", rule({ id: "Rule" }), "0.id"],
  ["the id that stands for every rule", rule({ id: "*" }), "0.id"],
  ["a long id", rule({ id: "r".repeat(33) }), "0.id"],
  ["no signal to listen to", rule({ on: [] }), "0.on"],
  ["no text", rule({ texts: {} }), "0.texts"],
  ["an empty text", rule({ texts: { en: "" } }), "0.texts.en"],
  ["a long tag for a language", rule({ texts: { "en-GB": "Hi" } }), "0.texts.en-GB"],
  ["a text that is too long", rule({ texts: { en: "ф".repeat(241) } }), "0.texts.en"],
  ["an unknown variable", rule({ texts: { en: "{name}" } }), "0.texts.en"],
  ["a brace of no variable", rule({ texts: { en: "{agent" } }), "0.texts.en"],
  ["a cart's variable without a cart", rule({ texts: { en: "{total}" } }), "0.texts.en"],
  ["a product without other words", rule({ when: cart, texts: { en: "{product}" } }), "0.texts.en"],
  ["an offer without a cart", rule({ offer: { percent: 10 } }), "0.offer"],
  [
    "an offer with a cart in one of two cases",
    rule({ offer: { percent: 10 }, when: { any: [cart, { signal: "rage-click" }] } }),
    "0.offer",
  ],
  ["an offer without bound", rule({ when: cart, offer: { percent: 51 } }), "0.offer.percent"],
  ["an empty list", rule({ when: { all: [] } }), "0.when.all"],
  [
    "bounds that nothing meets",
    rule({ when: { all: [{ not: { fact: "dwell", atLeast: 9, atMost: 3 } }] } }),
    "0.when.all.0.not",
  ],
  ["a number without bounds", rule({ when: { fact: "dwell" } }), "0.when"],
  ["an unknown page kind", rule({ when: { fact: "page", in: ["basket"] } }), "0.when.in"],
  ["a name of no custom signal", rule({ when: { signal: "search", name: "x" } }), "0.when.name"],
  [
    "more than the trail remembers",
    rule({ when: { signal: "rage-click", here: true, atLeast: RULE_BOUNDS.counted + 1 } }),
    "0.when",
  ],
  ["nesting that is too deep", rule({ when: nested(6) }), "0.when.not.not.not.not.not.not"],
  ["a hold that is too long", rule({ holdSeconds: 121 }), "0.holdSeconds"],
  ["a share above one", rule({ holdout: 1.5 }), "0.holdout"],
];

describe("a set of rules", () => {
  test.each(broken)("[TRG3] is refused for %s, with the path", (_, bad, path) => {
    expect(faultsOf([bad]).map((fault) => fault.path)).toEqual([path]);
  });

  test("[TRG3] is refused for two rules of one id", () => {
    expect(faultsOf([rule(), rule()])).toMatchObject([{ index: 1, path: "1.id" }]);
  });

  test("[TRG3] is refused for too many conditions in one rule", () => {
    const many = Array.from({ length: RULE_BOUNDS.conditions }, () => cart);
    expect(faultsOf([rule({ when: { any: many } })])).toHaveLength(1);
  });

  test("[TRG4] works without its broken rules", () => {
    const rules = compileRules([rule({ id: "bad", on: [], priority: 9 }), rule()]);
    expect(rules.refused.map(({ path }) => path)).toEqual(["0.on"]);
    expect(brief(decide(rules, firstSeen(["rage-click"]), env()))).toBe("invite match rule");
  });

  test("[TRG4] that fails in the middle of an evaluation lets the others speak", () => {
    const rules = compiled(rule({ id: "fails", priority: 9 }), rule());
    const failing = {
      ...rules.rules[0],
      test: () => {
        throw new Error("a bug");
      },
    } as (typeof rules.rules)[0];
    const sound = rules.rules[1] as (typeof rules.rules)[0];
    const bySignal = { ...rules.bySignal, "rage-click": [failing, sound] };
    const decision = decide({ ...rules, bySignal }, firstSeen(["rage-click"]), env());
    expect(brief(decision)).toBe("invite match rule");
    expect(decision.why.not).toEqual([["fails", "fault", null]]);
  });

  test("[TRG5] is asked by priority, then by id, each rule once", () => {
    const rules = compiled(
      rule({ id: "b", on: ["rage-click", "dead-click"] }),
      rule({ id: "low", priority: 0 }),
      rule({ id: "a", on: ["dead-click"] }),
      rule({ id: "high", priority: 5, on: ["dead-click", "rage-click"] }),
      rule({ id: "other", on: ["search"] }),
      rule({ id: "off", priority: 8, disabled: true }),
    );
    const asked: string[] = [];
    eachAsked(rules, ["rage-click", "dead-click", "view-cart"], (one) => {
      asked.push(one.rule.id);
      return false;
    });
    expect(asked).toEqual(["high", "a", "b", "low"]);
  });

  test("[TRG5] answers as if every rule were asked in turn", () => {
    const kinds = SIGNAL_KINDS.filter((kind) => kind !== "purchase");
    const anyRule = fc.record({
      priority: fc.integer({ min: 0, max: 3 }),
      on: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 3 }),
      atLeast: fc.integer({ min: 1, max: 2 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyRule, { maxLength: 30 }),
        fc.array(fc.constantFrom(...kinds), { maxLength: 6 }),
        (list, signals) => {
          const rules = list.map(({ atLeast, ...more }, i) =>
            rule({ id: `r${i}`, ...more, when: { signal: more.on, atLeast } }),
          );
          const visit = firstSeen(signals);
          const expected = rules
            .filter(({ on }) => on.some((kind) => visit.fresh.includes(kind)))
            .filter((one) => {
              const when = one.when as { atLeast: number };
              return signals.filter((kind) => one.on.includes(kind)).length >= when.atLeast;
            })
            .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))[0]?.id;
          const decision = decide(compiled(...rules), visit, env());
          expect(decision.kind === "invite" ? decision.rule : undefined).toBe(expected);
        },
      ),
    );
  });
});

describe("rules from outside", () => {
  test("[TRG6] are read when they are well formed", () => {
    const text = JSON.parse(JSON.stringify(SHIPPED_RULES));
    expect(decodeRules(text)).toEqual({ ok: true, value: SHIPPED_RULES });
    expect(faultsOf(SHIPPED_RULES)).toEqual([]);
  });

  test.each<[unknown, string]>([
    [{}, "payload"],
    [[{ ...rule(), on: ["rage"] }], "0.on.0"],
    [[{ ...rule(), colour: "red" }], "0.colour"],
    [
      [{ ...rule(), when: { all: [{ fact: "cart-value", atLeast: "9" }] } }],
      "0.when.all.0.atLeast",
    ],
    [
      [{ ...rule(), when: { all: [{ any: [{ fact: "mood", in: ["good"] }] }] } }],
      "0.when.all.0.any.0.fact",
    ],
    [[{ ...rule(), when: { all: [cart], any: [cart] } }], "0.when.any"],
  ])("[TRG6] are refused otherwise, with the path: %j", (input, path) => {
    const result = decodeRules(input);
    expect(result.ok === false && result.message.split(":")[0]).toBe(path);
  });

  test("[TRG6] of any depth and kind are read or refused, and never throw", () => {
    let deep: unknown = { signal: "rage-click" };
    for (let i = 0; i < 100_000; i += 1) deep = { not: deep };
    expect(decodeRules([{ ...rule(), when: deep }]).ok).toBe(false);
    fc.assert(
      fc.property(fc.jsonValue(), (when) => {
        const result = decodeRules([{ ...rule(), when }]);
        if (result.ok)
          expect(() =>
            decide(compileRules(result.value), firstSeen(["rage-click"]), env()),
          ).not.toThrow();
      }),
    );
  });
});
