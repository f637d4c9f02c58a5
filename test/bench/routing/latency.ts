import type { Level } from "../../../functions/domain/routing/agent.ts";
import { choose } from "../../../functions/domain/routing/choose.ts";
import { NO_HISTORY, observeRouting, poolSeen } from "../../../functions/domain/routing/rolling.ts";
import type { RosterEntry } from "../../../functions/domain/routing/roster.ts";
import { SITE } from "./heed.ts";
import * as model from "./model.ts";
import { stream } from "./random.ts";
import { quantile } from "./stats.ts";

const NOW = model.OPENS + 3_600_000;
/** Each decision is made this often and its shortest time counts, so that other processes on the machine don't. */
const REPEATS = 5;

/** One decision among so many candidates, after warming up: the 99th percentile of its time in milliseconds, and the share that found an agent. */
export function decisions(
  agents: number,
  count = 2_000,
): { readonly p99Ms: number; readonly assigned: number } {
  const random = stream(agents, 1);
  const entries = Array.from({ length: agents }, (_, index) => entry(index, random));
  const state = model.LANGUAGES.reduce(
    (before, language) => observeRouting(before, poolSeen(language, entries, NOW)),
    NO_HISTORY,
  );
  const times: number[] = [];
  let assigned = 0;
  for (let index = -count / 4; index < count; index += 1) {
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
      const choice = choose(contact, entries, NOW, state, { site: SITE });
      shortest = Math.min(shortest, performance.now() - started);
      if (index >= 0 && repeat === 0 && choice.kind === "assign") assigned += 1;
    }
    if (index >= 0) times.push(shortest);
  }
  return { p99Ms: quantile(times, 0.99), assigned: assigned / count };
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
