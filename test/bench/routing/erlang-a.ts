import type { Day } from "./day.ts";
import { exponential, stream } from "./random.ts";

/** A queue with abandonment: arrivals and services and patience exponential, times in seconds. */
export interface ErlangA {
  readonly agents: number;
  readonly gap: number;
  readonly service: number;
  readonly patience: number;
}

/**
 * Erlang-A in the steady state, by its birth-death chain (Palm; Mandelbaum and Zeltyn).
 * @returns share that abandons and mean wait of all offered, in seconds
 */
export function erlangA({ agents, gap, service, patience }: ErlangA): {
  readonly abandoned: number;
  readonly meanWait: number;
} {
  let weight = 1;
  let total = 1;
  let queue = 0;
  for (let state = 1; state < agents + 100_000; state += 1) {
    const waiting = Math.max(0, state - agents);
    const leaving = Math.min(state, agents) / service + waiting / patience;
    weight /= gap * leaving;
    total += weight;
    queue += waiting * weight;
    if (waiting > 0 && weight < total * 1e-15) break;
  }
  const length = queue / total;
  return { abandoned: (length / patience) * gap, meanWait: length * gap };
}

/** A day of that queue in the simulator's terms: one language, one topic, one slot an agent, nobody silent, every ring answered. */
export function erlangDay(system: ErlangA, contacts: number, seed: number): Day {
  const random = stream(seed, 9);
  let at = 9 * 3_600_000;
  return {
    agents: Array.from({ length: system.agents }, () => ({
      languages: [5, 0, 0, 0, 0, 0],
      topics: [5, 5, 5, 5],
      speed: 1,
      slots: 1,
    })),
    contacts: Array.from({ length: contacts }, () => {
      at += exponential(random, system.gap * 1000);
      return {
        at,
        language: 0,
        said: 0,
        sure: 1,
        topic: 0,
        proactive: false,
        work: exponential(random, system.service * 1000),
        patience: exponential(random, system.patience * 1000),
        silent: false,
        noAnswer: [],
      };
    }),
  };
}
