import { changesOf } from "../domain/admin/changes.ts";
import type { Agent } from "../domain/routing/agent.ts";
import type { Store, StoredDocument } from "../ports.ts";

/** What an admin decides of an agent; the rest of the record is what she does. */
export type Profile = Pick<Agent, "name" | "role" | "languages" | "skills" | "capacity">;

export const profileOf = ({ name, role, languages, skills, capacity }: Agent): Profile => ({
  name,
  role,
  languages,
  skills,
  capacity,
});

/** Under which name an agent's profile is in history and audit. */
export const agentDocument = (id: string): string => `agent:${id}`;

/** The version of an agent's profile: how often it was changed. Claims and heartbeats, which raise the record's own version, leave it alone. */
export const profileVersion = ({ changed }: Agent): number => changed?.version ?? 0;

/**
 * An agent with another profile, and how history and audit tell it. What she is doing meanwhile (presence, slots) stays; a change of role ends the rights that she
 * signed in with.
 * @param by an agent's id; empty for the command line
 * @param at epoch ms
 */
export function withProfile(
  stored: Agent,
  profile: Profile,
  { by, at, note }: { readonly by: string; readonly at: number; readonly note?: string },
): { readonly agent: Agent; readonly change: StoredDocument } {
  const version = profileVersion(stored) + 1;
  const value = profileOf({ ...stored, ...profile });
  const agent: Agent = {
    ...stored,
    ...value,
    version: stored.version + 1,
    authVersion: stored.authVersion + (stored.role === profile.role ? 0 : 1),
    changed: { version, at, by },
  };
  const change: StoredDocument = {
    name: agentDocument(stored.id),
    ...{ version, at, by },
    ...(note !== undefined && note !== "" && { note }),
    what: changesOf(profileOf(stored), value),
    value,
  };
  return { agent, change };
}

/**
 * The version of the history that the stored record is, written before another takes its place: the first one is nowhere else, and a later one's row may have been
 * left out by a crash.
 */
export function versionNow(stored: Agent): StoredDocument {
  const { version, at, by } = stored.changed ?? { version: 0, at: 0, by: "" };
  return {
    name: agentDocument(stored.id),
    ...{ version, at, by },
    what: [],
    value: profileOf(stored),
  };
}

/** Tells the rosters; a language that is no longer spoken is told at level 0, which withdraws it. */
export async function publishProfile(
  store: Pick<Store, "publish">,
  agent: Agent,
  before: Pick<Agent, "languages">,
  now: number,
): Promise<void> {
  const gone = Object.keys(before.languages).map((language) => [language, 0] as const);
  const languages = { ...Object.fromEntries(gone), ...agent.languages };
  await store.publish({ ...agent, languages }, now);
}
