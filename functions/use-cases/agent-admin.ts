import { decode } from "../contract/decode.ts";
import { type AgentBody, agentBodySchema } from "../contract/http-documents.ts";
import { failure, type Result } from "../contract/result.ts";
import { changesOf } from "../domain/admin/changes.ts";
import type { Agent, Level } from "../domain/routing/agent.ts";
import { free } from "../domain/routing/slots.ts";
import {
  agentDocument,
  type Profile,
  profileOf,
  profileVersion,
  publishProfile,
  versionNow,
  withProfile,
} from "./agent-profile.ts";
import { profileView } from "./card.ts";
import type { Deps } from "./deps.ts";
import { drainFor } from "./drain.ts";
import { forgetWatching } from "./forget-watching.ts";
import { tellOwner } from "./tell.ts";

/** Times that a change is tried again while the agent's own work changes her record. */
const ATTEMPTS = 5;

/** An agent as admins see her. `version`: of the profile, to be named by whoever changes it. */
export type AgentRow = Profile &
  Pick<Agent, "id" | "email" | "presence"> & { readonly version: number };

/** Everybody who works in this stage, by name. */
export async function listAgents({
  store,
  clock,
}: Pick<Deps, "store" | "clock">): Promise<Result<{ readonly agents: readonly AgentRow[] }>> {
  const now = clock();
  const agents = (await store.allAgents()).map((agent) => ({
    id: agent.id,
    email: agent.email,
    ...profileOf(agent),
    presence: profileView(agent, now).presence,
    version: profileVersion(agent),
  }));
  return { ok: true, agents: agents.sort((a, b) => a.name.localeCompare(b.name)) };
}

/**
 * An admin changes what an agent speaks, knows, takes at once and may do; never what she is doing. Her open consoles and the rosters hear of it at once; one whose
 * role changed is asked to come back with her new rights.
 * @param change.version of the profile that it replaces; another one: `conflict`
 * @returns the new version; `refused` for a language that the stage does not serve, for none, and for the last admin's role
 */
export async function changeAgent(
  deps: Deps,
  id: string,
  change: { readonly by: string; readonly version: number; readonly body: AgentBody },
): Promise<Result<{ readonly version: number }>> {
  const { note, ...body } = change.body;
  const profile = { ...body, languages: spoken(body.languages), skills: spoken(body.skills) };
  const fault = languagesFault(deps, profile);
  if (fault !== undefined) return failure("refused", fault);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await deps.store.agent(id);
    if (!stored) return failure("not_found", "there is no such agent");
    const version = profileVersion(stored);
    if (version !== change.version) {
      return failure(
        "conflict",
        `somebody saved version ${version} meanwhile; read it and save again`,
      );
    }
    if (changesOf(profileOf(stored), profile).length === 0) return { ok: true, version };
    const demoted = stored.role === "admin" && profile.role !== "admin";
    if (demoted && !(await hasAdminBeside(deps, id))) return LAST_ADMIN;
    const { by } = change;
    const at = deps.clock();
    const next = withProfile(stored, profile, { by, at, ...(note !== undefined && { note }) });
    await deps.store.keepVersion(versionNow(stored));
    if ((await deps.store.saveAgent(next.agent)) !== "done") continue;
    await deps.store.keepVersion(next.change);
    await spread(deps, next.agent, stored);
    if (demoted && !(await hasAdminBeside(deps, id)))
      return await restore(deps, id, profileOf(stored));
    return { ok: true, version: next.change.version };
  }
  return failure("conflict", "her record keeps changing; try again");
}

/** Gives an agent an earlier profile again, as a new version. */
export async function revertAgent(
  deps: Deps,
  id: string,
  { by, version }: { readonly by: string; readonly version: number },
): Promise<Result<{ readonly version: number }>> {
  const [stored, earlier] = await Promise.all([
    deps.store.agent(id),
    deps.store.documentVersion(agentDocument(id), version),
  ]);
  if (!stored || !earlier) return failure("not_found", "there was no such version");
  const decoded = decode(agentBodySchema, earlier.value);
  if (!decoded.ok) return decoded;
  const body = { ...decoded.value, note: `back to version ${version}` };
  return changeAgent(deps, id, { by, version: profileVersion(stored), body });
}

const LAST_ADMIN = failure(
  "refused",
  "role: somebody must stay admin; make somebody else one first",
);

/** Is anybody but this one an admin? */
async function hasAdminBeside({ store }: Pick<Deps, "store">, id: string): Promise<boolean> {
  return (await store.allAgents()).some((agent) => agent.role === "admin" && agent.id !== id);
}

/** Two admins took each other's role at the same moment: both get it back, which is one too many and never one too few. */
async function restore(
  deps: Deps,
  id: string,
  profile: Profile,
): Promise<Result<{ readonly version: number }>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await deps.store.agent(id);
    if (!stored || stored.role === "admin") break;
    const note = "somebody must stay admin";
    const next = withProfile(stored, profile, { by: "", at: deps.clock(), note });
    if ((await deps.store.saveAgent(next.agent)) !== "done") continue;
    await deps.store.keepVersion(next.change);
    await spread(deps, next.agent, stored);
    break;
  }
  return LAST_ADMIN;
}

/** Whom a changed profile concerns: rosters, her own consoles, those who wait for somebody like her, and whoever listens. */
async function spread(deps: Deps, agent: Agent, before: Agent): Promise<void> {
  const { store, clock, bus, sockets } = deps;
  const now = clock();
  const owner = { role: "agent", id: agent.id } as const;
  await Promise.all([
    publishProfile(store, agent, before, now),
    tellOwner(deps, owner, "presence", profileView(agent, now)),
    bus.publish({
      type: "agent.changed",
      detail: { agent: agent.id, version: profileVersion(agent), by: agent.changed?.by ?? "" },
    }),
  ]);
  if (agent.role !== before.role) {
    if (agent.role === "agent") await forgetWatching(deps, agent.id);
    // Her console comes back by itself, with a ticket of her new rights.
    const open = await store.connections(owner, now);
    await Promise.all(open.map((connection) => sockets.disconnect(connection.id)));
  }
  if (free(agent, now) > 0) await drainFor(deps, agent);
}

/** A level of 0 is the same as not naming it. */
function spoken(levels: Readonly<Record<string, Level>>): Readonly<Record<string, Level>> {
  return Object.fromEntries(Object.entries(levels).filter(([, level]) => level > 0));
}

function languagesFault(
  { settings }: Pick<Deps, "settings">,
  { languages }: Pick<Profile, "languages">,
): string | undefined {
  const foreign = Object.keys(languages).find((code) => !settings.languages.includes(code));
  if (foreign !== undefined) {
    return `languages.${foreign}: this stage serves ${settings.languages.join(", ")}`;
  }
  return Object.keys(languages).length === 0 ? "languages: expected at least one" : undefined;
}
