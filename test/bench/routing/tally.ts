import type { DrawnContact } from "./day.ts";
import * as model from "./model.ts";
import type { SimAgent } from "./world.ts";

/** Figures of a day under a policy; times in s, the rest shares. */
export interface Outcome {
  readonly value: number;
  readonly abandoned: number;
  readonly answered20: number;
  readonly languageMatch: number;
  readonly worstLanguageAbandoned: number;
  readonly p95Wait: number;
  readonly meanWait: number;
  readonly gini: number;
}

/** Counts what became of a day's contacts. */
export class Tally {
  readonly #waits: number[] = [];
  #value = 0;
  #answered = 0;
  #answered20 = 0;
  #matched = 0;
  readonly #offered = model.LANGUAGES.map(() => 0);
  readonly #lost = model.LANGUAGES.map(() => 0);

  came({ language }: DrawnContact): void {
    this.#offered[language] = (this.#offered[language] ?? 0) + 1;
  }

  /** @param wait ms */
  left({ language }: DrawnContact, wait: number): void {
    this.#waits.push(wait);
    this.#lost[language] = (this.#lost[language] ?? 0) + 1;
  }

  /** @param wait ms */
  answered({ language, topic }: DrawnContact, agent: SimAgent, wait: number): void {
    const level = agent.languages[language] ?? 0;
    this.#waits.push(wait);
    this.#value +=
      (model.LANGUAGE_VALUE[level] ?? 0) * (model.TOPIC_VALUE[agent.topics[topic] ?? 0] ?? 0);
    this.#answered += 1;
    if (wait <= 20_000) this.#answered20 += 1;
    if (level >= model.MATCH_LEVEL) this.#matched += 1;
  }

  outcome(agents: readonly SimAgent[]): Outcome {
    const offered = this.#offered.reduce((sum, count) => sum + count, 0);
    const sorted = this.#waits.sort((a, b) => a - b);
    const losses = this.#lost.map(
      (lost, language) => lost / Math.max(1, this.#offered[language] ?? 0),
    );
    return {
      value: this.#value / offered,
      abandoned: 1 - this.#answered / offered,
      answered20: this.#answered20 / offered,
      languageMatch: this.#matched / Math.max(1, this.#answered),
      worstLanguageAbandoned: Math.max(...losses),
      p95Wait: (sorted[Math.floor(sorted.length * 0.95)] ?? 0) / 1000,
      meanWait: sorted.reduce((sum, wait) => sum + wait, 0) / Math.max(1, sorted.length) / 1000,
      gini: gini(agents.map((agent) => agent.busy)),
    };
  }
}

/** Gini coefficient of how unevenly work was shared. */
function gini(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const sum = sorted.reduce((total, value) => total + value, 0);
  const weighted = sorted.reduce((total, value, index) => total + (index + 1) * value, 0);
  return sum === 0
    ? 0
    : (2 * weighted) / (sorted.length * sum) - (sorted.length + 1) / sorted.length;
}
