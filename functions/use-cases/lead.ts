import type { Agent } from "../domain/routing/agent.ts";
import type { Caller, Deps } from "./deps.ts";

/** Whether the caller supervises, by the profile as it is now rather than as it was when she connected. */
export async function isLead(
  deps: Pick<Deps, "store">,
  { owner, authVersion }: Caller,
): Promise<boolean> {
  const agent = owner.role === "agent" ? await deps.store.agent(owner.id) : undefined;
  if (!agent || (authVersion ?? agent.authVersion) < agent.authVersion) return false;
  return leads(agent);
}

/** Does this role supervise? */
export function leads({ role }: Pick<Agent, "role">): boolean {
  return role === "supervisor" || role === "admin";
}
