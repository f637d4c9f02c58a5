import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../../../functions/domain/trigger/decide.ts";
import { placeOf } from "../../../functions/domain/trigger/hash.ts";
import { heldOut } from "../../../functions/domain/trigger/holdout.ts";
import { invited } from "../../../functions/domain/visit/change.ts";
import { carrySeal } from "../../../functions/domain/visit/observe.ts";
import { batch, firstSeen, HOUR, invitation, NOON, seen } from "../visit/make.ts";
import { brief, compiled, env, rule } from "./make.ts";

const VISITORS = 40_000;

/** Visitor ids as the service makes them: 22 URL-safe characters. */
function visitors(seed: number): string[] {
  return fc.sample(fc.stringMatching(/^[A-Za-z0-9_-]{22}$/), { seed, numRuns: VISITORS });
}

/** Bounds that a right share leaves once in some 500,000 tries. */
function within(count: number, share: number, n: number): boolean {
  return Math.abs(count - n * share) <= 5 * Math.sqrt(n * share * (1 - share)) + 1e-9;
}

describe("the holdout", () => {
  test.each([0, 0.01, 0.1, 0.5, 0.9, 1])("[TRG30] holds out the given share: %d", (share) => {
    const held = visitors(7).filter((id) => heldOut(id, { share, salt: "autumn" }, "r"));
    expect(within(held.length, share, VISITORS)).toBe(true);
  });

  test("[TRG30] holds out the given share of ids that differ little", () => {
    const ids = Array.from({ length: VISITORS }, (_, i) => `visitor-${i}`);
    const held = ids.filter((id) => heldOut(id, { share: 0.1, salt: "s" }, "r"));
    expect(within(held.length, 0.1, VISITORS)).toBe(true);
  });

  test("[TRG31] draws anew for another salt, and apart for each rule", () => {
    const ids = visitors(11);
    const both = (a: (id: string) => unknown, b: (id: string) => unknown) =>
      ids.filter((id) => a(id) && b(id)).length;
    const global = (salt: string) => (id: string) => heldOut(id, { share: 0.3, salt }, "r");
    const own = (name: string) => (id: string) => heldOut(id, { share: 0, salt: "s" }, name, 0.3);
    expect(within(both(global("s"), global("t")), 0.09, VISITORS)).toBe(true);
    expect(within(both(own("a"), own("b")), 0.09, VISITORS)).toBe(true);
    expect(within(both(global("s"), own("a")), 0.09, VISITORS)).toBe(true);
  });

  test("[TRG32] treats a visitor alike in every visit, whatever the visit is like", () => {
    const rules = compiled(rule({ holdout: 0.5 }), rule({ id: "other", on: ["dead-click"] }));
    const salted = (now: number) => env({ now, holdout: { share: 0.2, salt: "s" } });
    fc.assert(
      fc.property(fc.uuid(), fc.array(fc.nat(5), { minLength: 2, maxLength: 9 }), (id, gaps) => {
        let visit = { ...firstSeen([]), visitor: id };
        let at = NOON;
        const arms = gaps.map((gap) => {
          at += gap * HOUR;
          visit = seen(visit, batch(["rage-click"], { page: `page-${at}-${visit.version}` }), at);
          return decide(rules, visit, salted(at)).why.arm;
        });
        expect(new Set(arms).size).toBe(1);
      }),
    );
  });

  test("[TRG33] exposes exactly those who would have been invited, and both arms alike", () => {
    const rules = compiled(rule());
    const half = (salt: string) => env({ holdout: { share: 0.5, salt } });
    const visit = firstSeen(["rage-click"]);
    const held = ["a", "b", "c", "d", "e", "f", "g"].filter((salt) =>
      heldOut(visit.visitor, { share: 0.5, salt }, "rule"),
    );
    const [salt = ""] = held;
    const out = decide(rules, visit, half(salt));
    expect(brief(out)).toBe("none holdout rule global");
    expect(out.why.arm).toBe("held-out");
    const treated = decide(rules, visit, env());
    expect(treated.why.arm).toBe("treated");
    const capped = invited(visit, invitation("rule", NOON), NOON - 1);
    const again = { ...capped, fresh: visit.fresh };
    expect(decide(rules, again, half(salt)).why.arm).toBeUndefined();
    const busy = {
      ...half(salt),
      openness: () => ({ freeSlots: 0, openInvitations: 0, reserve: 0 }),
    };
    expect(decide(rules, visit, busy).why.arm).toBeUndefined();
  });

  test("[TRG34] is not told to the shopper", () => {
    const visit = firstSeen(["rage-click"]);
    const before = JSON.stringify(carrySeal(visit));
    const out = decide(compiled(rule()), visit, env({ holdout: { share: 1, salt: "secret" } }));
    expect(out.kind).toBe("none");
    expect(JSON.stringify(carrySeal(visit))).toBe(before);
    expect(before).not.toMatch(/held|holdout|secret/);
  });

  test("[TRG30] spreads texts evenly", () => {
    const tenths = new Array<number>(10).fill(0);
    for (const id of visitors(3)) {
      const tenth = Math.floor(placeOf(id) * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(tenths.every((count) => within(count, 0.1, VISITORS))).toBe(true);
  });
});
