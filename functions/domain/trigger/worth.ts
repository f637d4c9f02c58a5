import type { Facts } from "./facts.ts";
import { RULE_BOUNDS, type Rule } from "./rule.ts";

/**
 * What an invitation is expected to bring, in the cart's currency: the risk that this visit is lost × the share of that risk which the rule's help
 * takes away × the cart's margin. Without a cart 0.
 */
export function worthOf(rule: Rule, facts: Facts, margin: number): number {
  const cart = facts.number("cart-value") ?? 0;
  return (facts.number("score") ?? 0) * (rule.uplift ?? RULE_BOUNDS.uplift) * cart * margin;
}
