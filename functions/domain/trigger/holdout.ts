import { placeOf } from "./hash.ts";

/** `global`: this visitor sees no invitation at all; `rule`: none of this rule. */
export type Holdout = "global" | "rule";

/**
 * Is this visitor held out? Sticky: it depends on the visitor, the experiment's salt and, for a rule's own share, the rule, and on nothing else.
 * @param share of all visitors, 0…1, under `salt`
 * @param ruleShare of all visitors, 0…1, for this rule alone and independent of the global draw
 */
export function heldOut(
  visitor: string,
  { share, salt }: { readonly share: number; readonly salt: string },
  rule: string,
  ruleShare = 0,
): Holdout | undefined {
  if (share > 0 && placeOf(`${salt}\n${visitor}`) < share) return "global";
  if (ruleShare > 0 && placeOf(`${salt}\n${rule}\n${visitor}`) < ruleShare) return "rule";
  return undefined;
}
