import type { ServerEvents } from "../contract/server-events.ts";
import type { Deps } from "./deps.ts";
import { tellOwner } from "./tell.ts";

/**
 * Emits an event to every console of a supervisor or admin, whether or not she takes chats. It reads every agent's record: for what happens seldom.
 * @param except an agent who is not told
 */
export async function tellLeads<E extends keyof ServerEvents>(
  deps: Pick<Deps, "store" | "sockets" | "clock">,
  event: E,
  payload: ServerEvents[E],
  except?: string,
): Promise<void> {
  const agents = await deps.store.allAgents();
  const leads = agents.filter(({ id, role }) => role !== "agent" && id !== except);
  await Promise.all(leads.map(({ id }) => tellOwner(deps, { role: "agent", id }, event, payload)));
}
