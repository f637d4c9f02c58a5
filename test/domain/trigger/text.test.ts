import { describe, expect, test } from "vitest";
import { decide, inviteText } from "../../../functions/domain/trigger/decide.ts";
import type { Rule } from "../../../functions/domain/trigger/rule.ts";
import { CART, firstSeen } from "../visit/make.ts";
import { compiled, env, rule } from "./make.ts";

const cart: Partial<Rule> = { when: { fact: "cart-items", atLeast: 1 } };

function said(text: string, more: Partial<Rule> = {}, names: readonly string[] = ["Wool socks"]) {
  const rules = compiled(rule({ ...more, texts: { fi: text, en: text } }));
  const options = { cart: { ...CART, names: [...names] }, language: "fi" };
  const decision = decide(rules, firstSeen(["rage-click"], options), env());
  return decision.kind === "invite" ? decision.text : undefined;
}

describe("an invitation's text", () => {
  test("[TRG60] tells what is in the cart, in the language's own way", () => {
    expect(said("{items} × {product|it} = {total}", cart)).toBe("2 × Wool socks = 59,90\u00a0€");
  });

  test("[TRG60] has other words for what is not known", () => {
    expect(said("About {product|your cart}", {}, [])).toBe("About your cart");
    const rules = compiled(rule({ texts: { en: "{items|no} items" } }));
    const decision = decide(rules, firstSeen(["rage-click"]), env());
    expect(decision).toMatchObject({ text: "no items" });
  });

  test("[TRG61] gets the agent's name when the agent is held, as it is", () => {
    expect(said("Hi, {agent} here")).toBe("Hi, {agent} here");
    expect(inviteText("Hi, {agent} here", "Åsa $1 $&")).toBe("Hi, Åsa $1 $& here");
  });

  test("[TRG62] comes with the hold, tier and offer that the rule and the shopper imply", () => {
    const rules = compiled(rule({ ...cart, holdSeconds: 30, offer: { percent: 5 } }));
    const visit = firstSeen(["rage-click"], { cart: CART });
    const decision = decide(rules, { ...visit, customer: { key: "k", tier: "gold" } }, env());
    expect(decision).toMatchObject({ holdSeconds: 30, offer: { percent: 5 }, tier: "gold" });
    expect(decide(compiled(rule()), visit, env())).toMatchObject({ holdSeconds: 45 });
  });
});
