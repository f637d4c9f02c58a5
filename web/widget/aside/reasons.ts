import type { SurveyReason } from "../../../functions/contract/desk.ts";
import type { AsideKey } from "../texts.ts";

/** A reason as it is stored, and the text that shoppers know it by. */
export interface Reason {
  readonly tag: SurveyReason;
  readonly text: AsideKey;
}

const BAD: readonly Reason[] = [
  { tag: "slow", text: "slow" },
  { tag: "not-solved", text: "unsolved" },
  { tag: "unclear", text: "unclear" },
  { tag: "unfriendly", text: "unfriendly" },
];
const GOOD: readonly Reason[] = [
  { tag: "quick", text: "quick" },
  { tag: "solved", text: "solved" },
  { tag: "clear", text: "clear" },
  { tag: "friendly", text: "friendly" },
];
const GOOD_FROM = 4;

/** What is asked after a score. @param score 1 to 5 */
export function reasonsFor(score: number): {
  readonly question: AsideKey;
  readonly reasons: readonly Reason[];
} {
  return score >= GOOD_FROM
    ? { question: "whyGood", reasons: GOOD }
    : { question: "whyBad", reasons: BAD };
}
