import { failure, type Result } from "../contract/result.ts";
import type { Agent } from "../domain/routing/agent.ts";
import type { Deps } from "./deps.ts";

/** What a signed-in person may connect as. */
export async function ticketFor(
  deps: Pick<Deps, "store">,
  agentId: string,
): Promise<Result<{ readonly agent: Pick<Agent, "id" | "name" | "role" | "authVersion"> }>> {
  const agent = await deps.store.agent(agentId);
  if (!agent) {
    return failure(
      "forbidden",
      "you are signed in, but no agent of this stage; an admin adds agents with `npm run agents -- add`",
    );
  }
  const { id, name, role, authVersion } = agent;
  return { ok: true, agent: { id, name, role, authVersion } };
}
