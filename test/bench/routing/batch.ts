import { match, SCORE } from "./baselines.ts";
import { assignment } from "./hungarian.ts";
import * as model from "./model.ts";
import { isFree, type Policy, type SimAgent, type SimContact, type World } from "./simulate.ts";

/** Every two seconds all that wait are assigned at once, so that the sum of match and age is greatest. */
export function batch(every = 2_000): Policy {
  return {
    place: () => ({}),
    take: () => undefined,
    batch: { every, decide },
  };
}

/** More contacts than this are not looked at in one round; the oldest go first. */
const MOST = 60;

function decide({ agents, waiting, now }: World): readonly (readonly [SimContact, SimAgent])[] {
  const slots = agents.flatMap((agent) =>
    isFree(agent, now)
      ? Array.from({ length: agent.slots - agent.load }, (_, nth) => ({ agent, nth }))
      : [],
  );
  if (slots.length === 0 || waiting.length === 0) return [];
  const contacts = waiting.slice(0, MOST);
  const worth = contacts.map((contact) => {
    const ms = now - contact.drawn.at;
    const least = Math.max(SCORE.floor, SCORE.start * (1 - ms / SCORE.fall));
    return slots.map(({ agent, nth }) => {
      const value = match(agent, contact);
      if (value < least || contact.tried.includes(agent.index)) return 0;
      const load = (SCORE.load * (agent.load + nth)) / agent.slots;
      return value - load + (SCORE.ageing * ms) / 60_000;
    });
  });
  return assignment(worth).flatMap((column, row) => {
    const slot = column === undefined ? undefined : slots[column];
    const contact = contacts[row];
    return slot === undefined || contact === undefined ? [] : [[contact, slot.agent] as const];
  });
}
