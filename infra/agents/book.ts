import { agentId } from "../../functions/adapters/agent-id.ts";
import { agentKey, agentListKey } from "../../functions/adapters/dynamo/keys.ts";
import type { Table } from "../../functions/adapters/dynamo/table.ts";
import { type Agent, newAgent } from "../../functions/domain/routing/agent.ts";
import type { Clock, Store } from "../../functions/ports.ts";
import {
  publishProfile,
  versionNow,
  withProfile,
} from "../../functions/use-cases/agent-profile.ts";
import type { Profile } from "./arguments.ts";

/** How often a change is tried again when the agent's own console changes the record meanwhile. */
const attempts = 5;

export type Saved = "added" | "changed" | "unchanged";

/**
 * Writes an agent's profile: a new record, or a new profile in the record there is. What the agent
 * is doing meanwhile (presence, slots) stays as it is; a changed role asks for a new sign-in.
 *
 * @throws when the record changes under every attempt
 */
export async function saveProfile(
  store: Pick<Store, "agent" | "createAgent" | "saveAgent" | "publish" | "keepVersion">,
  profile: Profile,
  clock: Clock,
): Promise<Saved> {
  const id = agentId(profile.email);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const stored = await store.agent(id);
    if (!stored) {
      if ((await store.createAgent(newAgent({ ...profile, id }))) === "done") return "added";
      continue;
    }
    if (isSame(stored, profile)) return "unchanged";
    const { agent, change } = withProfile({ ...stored, email: profile.email }, profile, {
      by: "",
      at: clock(),
    });
    await store.keepVersion(versionNow(stored));
    if ((await store.saveAgent(agent)) === "done") {
      await store.keepVersion(change);
      await publishProfile(store, agent, stored, clock());
      return "changed";
    }
  }
  throw new Error(`The record of ${profile.email} keeps changing; try again.`);
}

function isSame(stored: Agent, profile: Profile): boolean {
  return Object.entries(profile).every(([field, value]) => {
    const before = stored[field as keyof Profile];
    return sorted(before) === sorted(value);
  });
}

function sorted(value: Profile[keyof Profile]): string {
  return JSON.stringify(typeof value === "object" ? Object.entries(value).sort() : value);
}

export type Removed =
  | { readonly ok: true; readonly closed: number }
  | { readonly ok: false; readonly code: "not_found" | "busy"; readonly message: string };

/**
 * Removes an agent who has no conversation: out of the rosters, connections closed, record erased.
 *
 * @param close closes one connection by its id
 */
export async function removeAgent(
  store: Pick<Store, "agent" | "agentConversations" | "saveAgent" | "publish" | "connections">,
  table: Pick<Table, "remove">,
  email: string,
  clock: Clock,
  close: (connection: string) => Promise<void>,
): Promise<Removed> {
  const id = agentId(email);
  const stored = await store.agent(id);
  if (!stored) return { ok: false, code: "not_found", message: `There is no agent ${email}.` };
  const busy = (await store.agentConversations(id)).length;
  if (busy > 0) {
    const message = `${stored.name} is in ${busy} open conversation(s); close or hand them over first.`;
    return { ok: false, code: "busy", message };
  }
  const left: Agent = {
    ...stored,
    presence: "offline",
    capacity: 0,
    version: stored.version + 1,
    authVersion: stored.authVersion + 1,
  };
  if ((await store.saveAgent(left)) !== "done") {
    const message = `${stored.name} is just changing something; try again.`;
    return { ok: false, code: "busy", message };
  }
  await store.publish(left, clock());
  const connections = await store.connections({ role: "agent", id }, clock());
  await Promise.all(connections.map((connection) => close(connection.id)));
  await table.remove(agentKey(id));
  await table.remove(agentListKey(id));
  return { ok: true, closed: connections.length };
}
