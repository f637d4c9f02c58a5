import { describe, expect, test } from "vitest";
import { decide } from "../../../functions/domain/trigger/decide.ts";
import { explainWhy, whyWith } from "../../../functions/domain/trigger/explain.ts";
import { dismissed, invited } from "../../../functions/domain/visit/change.ts";
import { batch, CART, DAY, firstSeen, invitation, MINUTE, NOON, seen } from "../visit/make.ts";
import { compiled, env, rule, SHIPPED } from "./make.ts";

function bytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

const resting = firstSeen(["page-view", "cart-hesitation"], { kind: "cart", cart: CART });

describe("why", () => {
  test("[TRG70] tells the rule that fired, the values that met it, and what came of it", () => {
    const { why } = decide(SHIPPED, resting, env());
    expect(why).toMatchObject({
      at: NOON,
      on: ["page-view", "cart-hesitation"],
      end: "match",
      rule: "cart-hesitation",
      values: { page: "cart", "cart-items": 2 },
    });
    expect(whyWith(why, "no-agent").end).toBe("no-agent");
    expect(whyWith(whyWith(why, "held"), "invited").end).toBe("invited");
    expect(explainWhy(whyWith(why, "invited"), SHIPPED)).toEqual([
      "2026-05-06T12:00:00.000Z page-view, cart-hesitation: cart-hesitation fired, the shopper was invited",
      "  cart-hesitation: page = cart",
      "  cart-hesitation: cart-items = 2",
    ]);
  });

  test("[TRG71] tells of a rule that did not fire the condition and the value that decided", () => {
    const visit = firstSeen(["exit-intent"], { cart: CART });
    const { why } = decide(SHIPPED, visit, env());
    expect(why).toMatchObject({ end: "nothing", not: [["exit-with-cart", 1, 0]] });
    expect(explainWhy(why, SHIPPED)[1]).toBe(
      "  exit-with-cart: visit-seconds was 0, wanted at least 30",
    );
    const rules = compiled(rule({ when: { not: { fact: "page", in: ["product"] } } }));
    const refused = decide(rules, firstSeen(["rage-click"]), env()).why;
    expect(explainWhy(refused, rules)[1]).toBe("  rule: page was product, wanted not product");
    const unknown = compiled(rule({ when: { fact: "country", in: ["FI", "EE"] } }));
    const where = decide(unknown, firstSeen(["rage-click"]), env()).why;
    expect(explainWhy(where, unknown)[1]).toBe("  rule: country was unknown, wanted FI or EE");
  });

  test("[TRG71] tells in words how every evaluation can end", () => {
    const shown = invited(resting, invitation("cart-hesitation", NOON), NOON - MINUTE);
    const at = NOON + DAY;
    const late = batch(["cart-hesitation"], { page: "page-two", kind: "cart", cart: CART });
    const silenced = seen(dismissed(shown, "inv-cart-hesitation", NOON), late, at);
    const ends = [
      decide(SHIPPED, resting, env({ disabled: true })),
      decide(SHIPPED, firstSeen(["page-view"]), env()),
      decide(SHIPPED, firstSeen(["search-empty"]), env()),
      decide(SHIPPED, firstSeen(["error-page"], { kind: "order" }), env()),
      decide(SHIPPED, silenced, env({ now: at })),
      decide(SHIPPED, resting, env({ languages: ["lv"] })),
      decide(SHIPPED, { ...shown, fresh: resting.fresh }, env()),
      decide(SHIPPED, resting, env({ hours: { usual: {} } })),
      decide(SHIPPED, resting, env({ holdout: { share: 1, salt: "s" } })),
      decide(SHIPPED, resting, env()),
    ].map(({ why }) => explainWhy(why, SHIPPED)[0]?.replace(/^.*?: /, ""));
    expect(ends).toEqual([
      "invitations are switched off",
      "no rule listens to this",
      "no rule fired",
      "what fired may not speak on this page",
      "what fired was dismissed by this shopper",
      "what fired has no text in a language of this shopper",
      "cart-hesitation fired, but too soon after the last invitation, until 2026-05-06T12:14:00.000Z",
      "cart-hesitation fired, but nobody serves en at this hour",
      "cart-hesitation fired, but this shopper is held out (global); this was the exposure",
      "cart-hesitation fired, an agent is asked for",
    ]);
  });

  test("[TRG72] says so when the rules have changed since", () => {
    const { why } = decide(
      compiled(rule({ when: { viewed: "help" } })),
      firstSeen(["rage-click"]),
      env(),
    );
    expect(explainWhy(why, SHIPPED)).toEqual([
      "2026-05-06T12:00:00.000Z rage-click: no rule fired",
      "  rule: condition 1 was 0",
      "  (the rules have changed since)",
    ]);
  });

  test("[TRG73] is small, however many rules were asked", () => {
    const { why } = decide(SHIPPED, resting, env());
    expect(bytes(whyWith(why, "invited"))).toBeLessThan(300);
    const many = Array.from({ length: 400 }, (_, i) =>
      rule({
        id: `${String(i).padStart(3, "0")}${"-long".repeat(5)}`,
        when: { fact: "cart-value", atLeast: 1e6 },
      }),
    );
    const noisy = firstSeen(["rage-click"], { cart: { ...CART, value: 123456.78 } });
    const { why: much } = decide(compiled(...many), noisy, env());
    expect(much).toMatchObject({ end: "nothing", more: 395 });
    expect(much.not).toHaveLength(5);
    expect(bytes(much)).toBeLessThan(512);
    expect(explainWhy(much, compiled(...many)).at(-1)).toBe("  and 395 more");
  });
});
