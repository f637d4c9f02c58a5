import { match, SCORE } from "./baselines.ts";
import { assignment } from "./hungarian.ts";
import { isFree, type Policy, type SimAgent, type SimContact, type World } from "./world.ts";

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
  const slots: readonly Slot[] = agents.flatMap((agent) =>
    isFree(agent, now)
      ? Array.from({ length: agent.slots - agent.load }, (_, nth) => ({ agent, nth }))
      : [],
  );
  if (slots.length === 0 || waiting.length === 0) return [];
  const contacts = waiting.slice(0, MOST);
  // The Hungarian method's time grows with the square of the rows: whichever is fewer are the rows.
  const byContact = contacts.length <= slots.length;
  const worth = byContact
    ? contacts.map((contact) => slots.map((slot) => worthOf(contact, slot, now)))
    : slots.map((slot) => contacts.map((contact) => worthOf(contact, slot, now)));
  return assignment(worth).flatMap((column, row) => {
    if (column === undefined) return [];
    const contact = contacts[byContact ? row : column];
    const slot = slots[byContact ? column : row];
    return slot === undefined || contact === undefined ? [] : [[contact, slot.agent] as const];
  });
}

interface Slot {
  readonly agent: SimAgent;
  /** How many of the agent's other free slots come before it. */
  readonly nth: number;
}

function worthOf(contact: SimContact, { agent, nth }: Slot, now: number): number {
  const ms = now - contact.drawn.at;
  const value = match(agent, contact);
  const least = Math.max(SCORE.floor, SCORE.start * (1 - ms / SCORE.fall));
  if (value < least || contact.tried.includes(agent.index)) return 0;
  return value - (SCORE.load * (agent.load + nth)) / agent.slots + (SCORE.ageing * ms) / 60_000;
}
