import type { Arm } from "../../contract/reports.ts";
import { heldOut } from "../trigger/holdout.ts";
import { dayOf, type Exposure } from "./counts.ts";

interface Holdout {
  readonly share: number;
  readonly salt: string;
}

/** The visitor's arm in the experiment over all rules. */
export function armOf(visitor: string, holdout: Holdout): Arm {
  return heldOut(visitor, holdout, "") ? "held-out" : "treated";
}

/** Name of the experiment over all rules, or of one rule's own. */
export function experimentOf(salt: string, rule?: string): string {
  return rule === undefined ? salt : `${salt}/${rule}`;
}

/**
 * Of which experiments this is an exposure. The visitor belongs to her arm whatever else holds her out ("intention to treat"), so the arms stay alike; a rule's own
 * experiment has only those whom the one over all rules lets see invitations. Without a holdout there is nothing to compare, but the funnel counts all the same.
 * @param rule that would invite, with its own holdout
 * @param now epoch ms
 * @param shown whether the invitation was
 */
export function exposuresOf(
  visitor: string,
  holdout: Holdout,
  rule: { readonly id: string; readonly holdout?: number },
  now: number,
  shown = false,
): readonly Exposure[] {
  const arm = armOf(visitor, holdout);
  const exposure = (experiment: string, its: Arm): Exposure => ({
    visitor,
    experiment,
    day: dayOf(now),
    arm: its,
    at: now,
    rule: rule.id,
    ...(shown && { shown }),
  });
  const exposures = [exposure(experimentOf(holdout.salt), arm)];
  if (!rule.holdout || arm === "held-out") return exposures;
  const its = heldOut(visitor, holdout, rule.id, rule.holdout) ? "held-out" : "treated";
  return [...exposures, exposure(experimentOf(holdout.salt, rule.id), its)];
}
