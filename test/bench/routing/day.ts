import * as model from "./model.ts";
import {
  exponential,
  gammaFactor,
  lognormal,
  pick,
  type Random,
  stream,
  weibull,
} from "./random.ts";

/** An agent as drawn. Levels 0…5 by language and by topic; `speed` divides the time of a chat. */
export interface DrawnAgent {
  readonly languages: readonly number[];
  readonly topics: readonly number[];
  readonly speed: number;
  readonly slots: number;
}

/** A contact as drawn: what a policy may know (`said`, `sure`, `topic`, `proactive`, `at`) and what it may not. Times ms. */
export interface DrawnContact {
  readonly at: number;
  /** The language that the shopper speaks, and the one that was detected with its confidence. */
  readonly language: number;
  readonly said: number;
  readonly sure: number;
  readonly topic: number;
  readonly proactive: boolean;
  readonly work: number;
  readonly patience: number;
  readonly silent: boolean;
  /** Whether the first, second … agent rung does not answer. */
  readonly noAnswer: readonly boolean[];
}

export interface Outage {
  readonly from: number;
  readonly to: number;
  /** Agents whose native language this is are gone meanwhile. */
  readonly language: number;
}

export interface Scenario {
  readonly contacts: number;
  readonly agents?: number;
  /** Arrivals × 3 in this quarter of an hour. */
  readonly burst?: boolean;
  readonly outage?: Outage;
  /** Share of wrongly detected languages. */
  readonly detectionError?: number;
  /** Agents who know less: English from level 2, and next to nothing of the two topics that are not theirs. */
  readonly modest?: boolean;
}

export interface Day {
  readonly agents: readonly DrawnAgent[];
  readonly contacts: readonly DrawnContact[];
  readonly outage?: Outage;
}

const HOUR = 3_600_000;
export const BURST = { from: model.OPENS + 4 * HOUR, to: model.OPENS + 4.25 * HOUR, factor: 3 };
export const OUTAGE: Outage = {
  from: model.OPENS + 3 * HOUR,
  to: model.OPENS + 4.5 * HOUR,
  language: 1,
};

/** Everything that chance decides in a day, the same for every policy. */
export function drawDay(seed: number, scenario: Scenario): Day {
  return {
    agents: drawAgents(stream(seed, 1), scenario),
    contacts: drawContacts(seed, scenario),
    ...(scenario.outage === undefined ? {} : { outage: scenario.outage }),
  };
}

/**
 * Native languages drawn as the shoppers' are, so that some days lack one and have too much of another, but each is spoken by somebody; English for
 * all, a third language for some, two strong topics of four.
 */
function drawAgents(random: Random, { agents, modest }: Scenario): DrawnAgent[] {
  return drawNatives(random, agents ?? model.AGENTS).map((native) => {
    const languages: number[] = model.LANGUAGES.map(() => 0);
    languages[native] = 5;
    const english = modest ? 2 + Math.floor(random() * 3) : 3 + Math.floor(random() * 2);
    if (native !== model.ENGLISH) languages[model.ENGLISH] = english;
    const third = (native + 1 + Math.floor(random() * (languages.length - 1))) % languages.length;
    const level = 2 + Math.floor(random() * 3);
    if (random() < model.THIRD_LANGUAGE && languages[third] === 0) languages[third] = level;
    const first = Math.floor(random() * 4);
    const second = (first + 1 + Math.floor(random() * 3)) % 4;
    const topics = model.TOPICS.map((_, topic) =>
      topic === first || topic === second
        ? 4 + Math.floor(random() * 2)
        : Math.floor(random() * (modest ? 2 : 3)),
    );
    return {
      languages,
      topics,
      speed: lognormal(random, 1, model.SPEED_SIGMA),
      slots: model.SLOTS,
    };
  });
}

/** A language that nobody drew takes an agent from the one with most. */
function drawNatives(random: Random, count: number): number[] {
  const natives = Array.from({ length: count }, () => pick(random, model.LANGUAGE_SHARES));
  const counts = model.LANGUAGES.map((_, language) => natives.filter((n) => n === language).length);
  counts.forEach((amount, language) => {
    if (amount > 0) return;
    const most = counts.indexOf(Math.max(...counts));
    natives[natives.indexOf(most)] = language;
    counts[most] = (counts[most] ?? 0) - 1;
    counts[language] = 1;
  });
  return natives;
}

function drawContacts(seed: number, scenario: Scenario): DrawnContact[] {
  const times = drawTimes(stream(seed, 2), stream(seed, 3), scenario);
  const random = stream(seed, 4);
  const chance = stream(seed, 5);
  return times.map((at) => {
    const language = pick(random, model.LANGUAGE_SHARES);
    const topic = pick(random, model.TOPIC_SHARES);
    const proactive = random() < model.PROACTIVE_SHARE;
    const patience = weibull(random, model.PATIENCE_SHAPE, model.PATIENCE_SCALE);
    const work = lognormal(random, model.WORK_MEAN, model.WORK_SIGMA);
    return {
      at,
      language,
      ...detected(chance, language, scenario.detectionError ?? 0),
      topic,
      proactive,
      work,
      patience: proactive ? patience * model.PROACTIVE_PATIENCE : patience,
      silent: random() < model.SILENT_SHARE,
      noAnswer: Array.from({ length: 8 }, () => random() < model.NO_ANSWER),
    };
  });
}

/** A wrong detection is usually an unsure one: three of four, against one in ten of the right ones. */
function detected(random: Random, language: number, error: number): { said: number; sure: number } {
  const draws = [random(), random(), random()] as const;
  const wrong = draws[0] < error;
  const unsure = error > 0 && draws[1] < (wrong ? 0.75 : 0.1);
  const step = 1 + Math.floor(draws[2] * (model.LANGUAGES.length - 1));
  return {
    said: wrong ? (language + step) % model.LANGUAGES.length : language,
    sure: unsure ? 0.55 : 0.98,
  };
}

/** A Poisson process whose rate changes with the hour, times the day's own factor. */
function drawTimes(random: Random, day: Random, scenario: Scenario): number[] {
  const factor = gammaFactor(day, model.DAY_CV);
  const total = model.HOUR_SHARES.reduce((sum, share) => sum + share, 0);
  const times: number[] = [];
  model.HOUR_SHARES.forEach((share, hour) => {
    const gap = HOUR / ((scenario.contacts * factor * share) / total);
    const from = model.OPENS + hour * HOUR;
    for (let at = from; ; ) {
      const inBurst = scenario.burst === true && at >= BURST.from && at < BURST.to;
      at += exponential(random, inBurst ? gap / BURST.factor : gap);
      if (at >= from + HOUR) break;
      times.push(Math.round(at));
    }
  });
  return times;
}
