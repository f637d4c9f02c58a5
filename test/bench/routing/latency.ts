import type { Level } from "../../../functions/domain/routing/agent.ts";
import { choose } from "../../../functions/domain/routing/choose.ts";
import { NO_HISTORY, observeRouting, poolSeen } from "../../../functions/domain/routing/rolling.ts";
import type { RosterEntry } from "../../../functions/domain/routing/roster.ts";
import { SITE } from "./heed.ts";
import * as model from "./model.ts";
import { stream } from "./random.ts";
import { quantile } from "./stats.ts";

const NOW = model.OPENS + 3_600_000;
const DECISIONS = 2_000;
/** Each decision is made this often and its shortest time counts, so that other processes on the machine don't. */
const REPEATS = 5;

/** The 99th percentile of one decision's time among so many candidates, in milliseconds, after warming up. */
export function decisionP99Ms(agents: number): number {
  const random = stream(agents, 1);
  const entries = Array.from({ length: agents }, (_, index) => entry(index, random));
  const state = model.LANGUAGES.reduce(
    (before, language) => observeRouting(before, poolSeen(language, entries, NOW)),
    NO_HISTORY,
  );
  const times: number[] = [];
  for (let index = -DECISIONS / 4; index < DECISIONS; index += 1) {
    const contact = {
      id: `latency-${index}`,
      language: model.LANGUAGES[Math.floor(random() * model.LANGUAGES.length)] ?? "",
      languageConfidence: random() < 0.1 ? 0.5 : 0.98,
      topic: model.TOPICS[Math.floor(random() * model.TOPICS.length)] ?? "",
      since: NOW - Math.floor(random() * 60_000),
      priority: 0,
      tried: random() < 0.1 ? ["3", "5"] : [],
    };
    let shortest = Number.POSITIVE_INFINITY;
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const started = performance.now();
      choose(contact, entries, NOW, state, { site: SITE });
      shortest = Math.min(shortest, performance.now() - started);
    }
    if (index >= 0) times.push(shortest);
  }
  return quantile(times, 0.99);
}

function entry(index: number, random: () => number): RosterEntry {
  const languages: Record<string, Level> = { en: 3 };
  languages[model.LANGUAGES[Math.floor(random() * model.LANGUAGES.length)] ?? "et"] = 5;
  return {
    agent: String(index),
    languages,
    skills: Object.fromEntries(
      model.TOPICS.map((topic) => [topic, Math.floor(random() * 6) as Level]),
    ),
    capacity: model.SLOTS,
    load: Math.floor(random() * (model.SLOTS + 1)),
    idleSince: NOW - Math.floor(random() * 600_000),
    seenUntil: NOW + 30_000,
    version: 1,
  };
}
