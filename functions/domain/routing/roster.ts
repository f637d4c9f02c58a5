import type { Agent, Level } from "./agent.ts";
import { load } from "./slots.ts";

/** A candidate as the roster shows it. It may be stale: the claim on the agent's own record decides. */
export interface RosterEntry {
  readonly agent: string;
  readonly languages: Readonly<Record<string, Level>>;
  readonly skills: Readonly<Record<string, Level>>;
  readonly capacity: number;
  /** Slots in use or held when the entry was written. */
  readonly load: number;
  readonly idleSince: number;
  readonly seenUntil: number;
  readonly version: number;
  /** Share of the agent's slot time that was in use lately, 0…1, where it is known. */
  readonly occupancy?: number;
}

/** The roster entry that an agent's record makes at `now` (epoch ms). */
export function rosterEntry(agent: Agent, now: number): RosterEntry {
  return {
    agent: agent.id,
    languages: agent.languages,
    skills: agent.skills,
    capacity: agent.capacity,
    load: load(agent, now),
    idleSince: agent.idleSince,
    seenUntil: agent.seenUntil,
    version: agent.version,
    ...(agent.usage && { occupancy: agent.usage.share }),
  };
}
