import { greedy } from "./greedy.ts";
import * as model from "./model.ts";
import { occupancy, type Policy, type SimAgent, type SimContact } from "./world.ts";

/** Level in the language that was detected. */
export function level(agent: SimAgent, contact: SimContact): number {
  return agent.languages[contact.drawn.said] ?? 0;
}

function skill(agent: SimAgent, contact: SimContact): number {
  return agent.topics[contact.drawn.topic] ?? 0;
}

/** What the chat would be worth with this agent. */
export function match(agent: SimAgent, contact: SimContact): number {
  return (
    (model.LANGUAGE_VALUE[level(agent, contact)] ?? 0) *
    (model.TOPIC_VALUE[skill(agent, contact)] ?? 0)
  );
}

const STRONG = 4;
const GOOD = 3;

/** In turn, whoever is free. */
export function roundRobin(): Policy {
  const turns = new Map<number, number>();
  let turn = 0;
  return greedy({
    admits: () => true,
    prefer: (agent) => -(turns.get(agent.index) ?? 0),
    chosen: (agent) => {
      turn += 1;
      turns.set(agent.index, turn);
    },
  });
}

export function leastBusy(): Policy {
  return greedy({ admits: () => true, prefer: (agent) => -agent.load });
}

export function longestIdle(): Policy {
  return greedy({ admits: () => true, prefer: (agent) => -agent.idleSince });
}

/** Those who speak the language, longest idle first. */
export function languageOnly(): Policy {
  return greedy({
    admits: (agent, contact) => level(agent, contact) >= GOOD,
    prefer: (agent) => -agent.idleSince,
  });
}

/** Those who speak the language and know the topic; after a fixed time whoever speaks the language. */
export function skillFirst(): Policy {
  const patience = 60_000;
  return greedy({
    admits: (agent, contact, ms) =>
      level(agent, contact) >= GOOD && (skill(agent, contact) >= STRONG || ms >= patience),
    prefer: (agent, contact) => match(agent, contact),
    changes: [patience],
  });
}

/** Ordered steps, each for a time; the last one is given. */
function ladder(last: (agent: SimAgent, contact: SimContact) => boolean): Policy {
  return greedy({
    admits: (agent, contact, ms) =>
      (level(agent, contact) >= STRONG && skill(agent, contact) >= STRONG) ||
      (ms >= 10_000 && level(agent, contact) >= GOOD) ||
      (ms >= 30_000 && last(agent, contact)),
    prefer: (agent, contact) => match(agent, contact),
    changes: [10_000, 30_000],
  });
}

export function ladderAnyone(): Policy {
  return ladder(() => true);
}

export function ladderLanguage(): Policy {
  return ladder((agent, contact) => level(agent, contact) >= 2);
}

/** Parameters of the score with a falling reservation level. */
export const SCORE = {
  start: 0.85,
  fall: 45_000,
  floor: 0.6,
  ageing: 0.6,
  load: 0.05,
  occupancy: 0.1,
};

/** The policy to beat: match less load and occupancy, above a level that falls to a floor; freed agents weigh match against age. */
export function score(): Policy {
  const { start, fall, floor, ageing } = SCORE;
  return greedy({
    admits: (agent, contact, ms) =>
      match(agent, contact) >= Math.max(floor, start * (1 - ms / fall)),
    prefer: (agent, contact, now) =>
      match(agent, contact) -
      (SCORE.load * agent.load) / agent.slots -
      SCORE.occupancy * occupancy(agent, now),
    first: (contact, agent, now) =>
      match(agent, contact) + (ageing * (now - contact.drawn.at)) / 60_000,
    changes: [fall * (1 - floor / start)],
    admittedAt: (agent, contact) => {
      const value = match(agent, contact);
      return value < floor ? Number.POSITIVE_INFINITY : fall * (1 - value / start);
    },
  });
}
