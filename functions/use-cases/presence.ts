import type { AgentPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { profileView } from "./card.ts";
import type { Caller, Deps } from "./deps.ts";
import { drainFor, drainForReturned } from "./drain.ts";
import { tellOwner } from "./tell.ts";

const ATTEMPTS = 4;

/** The agent says whether work may come. Online takes the lease, shows the agent in the language pools and drains what waits. */
export async function setPresence(
  deps: Deps,
  caller: Caller<"agent">,
  { status, reason }: AgentPayload<"presence">,
): Promise<Result<Acks["presence"]>> {
  const { id } = caller.owner;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const agent = await deps.store.agent(id);
    if (!agent) return failure("forbidden", "no agent of this name; an admin adds agents");
    if ((caller.authVersion ?? agent.authVersion) < agent.authVersion) {
      return failure("unauthorised", "your rights have changed; sign in again");
    }
    const now = deps.clock();
    const seenUntil = status === "offline" ? now : now + deps.settings.leaseMs;
    const { reason: _, ...profile } = agent;
    const next: Agent = {
      ...profile,
      ...(status === "away" && reason !== undefined && { reason }),
      presence: status,
      seenUntil,
      misses: 0,
      version: agent.version + 1,
      ...(status === "online" && agent.presence !== "online" && { idleSince: now }),
    };
    // Written before the state that it watches: a function that dies in between leaves a look too many, never one too few.
    if (status !== "offline") await watchLease(deps, next);
    if ((await deps.store.saveAgent(next, { lease: true })) !== "done") continue;
    await deps.store.publish(next, now);
    const view = profileView(next, now);
    await tellOwner(deps, caller.owner, "presence", view, caller.connection);
    if (status === "online") {
      const drain = agent.presence === "online" ? drainFor : drainForReturned;
      await drain(deps, next);
    }
    return { ok: true, agent: view };
  }
  return failure("conflict", "too many changes at once; try again");
}

/** Has the sweeper look at an agent when the lease and the grace are over. */
export async function watchLease(
  deps: Pick<Deps, "store" | "settings">,
  agent: Agent,
): Promise<void> {
  await deps.store.addDue({
    at: agent.seenUntil + deps.settings.graceMs,
    ref: { kind: "agent", id: agent.id },
  });
}

/** A console's heartbeat: one write. A lease that has run out meanwhile is taken anew, with all that goes with it. */
export async function heartbeat(deps: Deps, caller: Caller): Promise<void> {
  if (caller.owner.role !== "agent") return;
  const now = deps.clock();
  const renewed = await deps.store.renewLease(caller.owner.id, now + deps.settings.leaseMs, now);
  if (renewed === "done") return;
  const agent = await deps.store.agent(caller.owner.id);
  if (agent && (agent.presence === "online" || agent.presence === "away")) {
    const { presence: status, reason } = agent;
    await setPresence(deps, caller as Caller<"agent">, {
      status,
      ...(reason !== undefined && { reason }),
    });
  }
}
