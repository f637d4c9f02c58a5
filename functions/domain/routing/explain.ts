import { DEFAULTS, type StepName } from "./needs.ts";
import type { Obstacle } from "./score.ts";

/** One candidate of a record. Figures are rounded to three decimals. */
export interface Candidate {
  readonly agent: string;
  /** Level of the contact's language, 0…5. */
  readonly language: number;
  /** Level of the contact's topic, 0…5; missing where it has none. */
  readonly topic?: number;
  readonly match: number;
  /** What the slot is worth to all that may use it. */
  readonly price: number;
  readonly score: number;
  readonly load: number;
}

/** Why a decision came out as it did: enough to read it, and with request, roster and time to repeat it. */
export interface Explanation {
  /** "control": the permanent share that the baseline routes, for comparison. */
  readonly policy: "router" | "control";
  readonly outcome: "assigned" | "last-agent" | "waits-for-last-agent" | "below-level" | "nobody";
  readonly step: StepName;
  readonly language: string;
  readonly topic?: string;
  readonly confidence: number;
  readonly waitedMs: number;
  /** Reservation level at this moment. */
  readonly level: number;
  /** Price of a slot in the contact's language. */
  readonly price: number;
  /** Best first, a few. */
  readonly candidates: readonly Candidate[];
  readonly considered: number;
  readonly excluded: Readonly<Partial<Record<Obstacle, number>>>;
  /** What set the best apart from an equal one. */
  readonly tieBreak?: "idle" | "id";
}

/** Three decimals: enough to compare, short enough to keep. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

const OUTCOMES: Readonly<Record<Explanation["outcome"], string>> = {
  assigned: "Went to the best of those free.",
  "last-agent": "Went back to the agent of the last chat.",
  "waits-for-last-agent": "Waits a moment for the agent of the last chat.",
  "below-level": "Waits: nobody free is good enough yet.",
  nobody: "Waits: nobody who may take it is free.",
};

const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  gone: "not present",
  full: "no free slot",
  tried: "already tried",
  language: "not fluent enough",
  level: "not good enough yet",
  price: "wanted more elsewhere",
};

const STEPS: Readonly<Record<StepName, string>> = {
  fluent: "who is fluent is asked",
  workable: "who gets by in it is asked, too",
  translated: "who needs a translation is asked, too",
  anyone: "anybody is asked",
};

/** The record as lines to read, for the console: each in words, its figures behind them in brackets. */
export function lines(explanation: Explanation): readonly string[] {
  const { step, language, topic, confidence, waitedMs, level, price, considered } = explanation;
  const sure = `${Math.round(confidence * 100)} %`;
  const excluded = Object.entries(explanation.excluded).map(
    ([why, count]) => `${count} ${OBSTACLES[why as Obstacle]}`,
  );
  return [
    explanation.policy === "control"
      ? "Control share: longest idle among those who speak the language."
      : OUTCOMES[explanation.outcome],
    `Language ${language}, ${sure} sure: ${STEPS[step]}; waited ${Math.round(waitedMs / 1000)} s (level ${level.toFixed(2)}, slots at ${price.toFixed(2)}).`,
    `${considered} considered${excluded.length > 0 ? `: ${excluded.join(", ")}` : ""}.`,
    ...explanation.candidates.map(
      (candidate, index) =>
        `${index + 1}. ${candidate.agent}: ${wordsOf(candidate, topic)} (score ${candidate.score.toFixed(3)}, match ${candidate.match.toFixed(3)}, slot at ${candidate.price.toFixed(2)}).`,
    ),
    ...(explanation.tieBreak === "idle" ? ["Equal scores: the longer idle went first."] : []),
    ...(explanation.tieBreak === "id" ? ["Equal scores and idle times: by id."] : []),
  ];
}

function wordsOf({ language, topic, load }: Candidate, about: string | undefined): string {
  const speaks =
    language >= DEFAULTS.fluentLevel ? "fluent" : language > 0 ? "gets by" : "does not speak it";
  const knows = about !== undefined && `${topic ? "knows" : "new to"} ${about}`;
  const hand = load === 0 ? "no chat in hand" : `${load} in hand`;
  return [speaks, knows, hand].filter(Boolean).join(", ");
}
