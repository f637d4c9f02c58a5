import type { Head } from "../domain/conversation/head.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { pickFor } from "../domain/routing/queue.ts";
import { rosterEntry } from "../domain/routing/roster.ts";
import { free } from "../domain/routing/slots.ts";
import { isAttended } from "./attended.ts";
import type { Deps } from "./deps.ts";
import { tellQueue } from "./queue-view.ts";
import { ringAgent } from "./ring.ts";
import { forgiveTried, leaveQueues } from "./route.ts";
import { siteOf } from "./site.ts";

/** Waiting rows looked at per language. */
const LOOK_AT = 50;

/**
 * Gives an agent's free slots to those who wait, best for this agent first; called on every capacity event (online, chat closed, slot freed, hold over). Rows of conversations that wait no
 * longer are cleaned up on the way. Several drains may run at once: each conversation's head has one winner.
 * @returns how many it rang
 */
export async function drainFor(deps: Deps, freed: Agent): Promise<number> {
  let agent: Agent | undefined = freed;
  let rung = 0;
  const passed = new Set<string>();
  while (agent && free(agent, deps.clock()) > 0) {
    const now = deps.clock();
    const heads = (await waitingFor(deps, agent)).filter(({ id }) => !passed.has(id));
    const byId = new Map(heads.map((head) => [head.id, head]));
    const site = siteOf(deps);
    const pick = pickFor(
      rosterEntry(agent, now),
      heads.map((head) => ({
        ...head.request,
        id: head.id,
        proactive: head.reason !== undefined,
      })),
      now,
      deps.router.state(),
      { site },
    );
    const head = pick && byId.get(pick.contact.id);
    if (!head) break;
    passed.add(head.id);
    const result = await ringAgent(deps, head, agent, pick.choice.explanation);
    if (result.kind === "ringing") {
      rung++;
      await leaveQueues(deps, head);
      await tellQueue(deps, head.request.language);
    }
    if (result.kind === "full") break;
    agent = await deps.store.agent(agent.id);
  }
  return rung;
}

/** An agent is back: those who wait ask her, and where she has slots left also those who had asked her before. */
export async function drainForReturned(deps: Deps, agent: Agent): Promise<void> {
  const rung = await drainFor(deps, agent);
  const left = free(agent, deps.clock()) - rung;
  if (left <= 0) return;
  const asked = (await waitingFor(deps, agent)).filter(({ request }) =>
    request.tried.includes(agent.id),
  );
  for (const { id } of asked.slice(0, left)) await forgiveTried(deps, id, agent.id);
}

/** Heads that wait under any of the agent's languages. */
async function waitingFor(deps: Deps, agent: Agent): Promise<readonly Head[]> {
  const rows = (
    await Promise.all(
      Object.keys(agent.languages).map((language) => deps.store.waiting(language, LOOK_AT)),
    )
  ).flat();
  await deps.router.refresh();
  const ids = [...new Set(rows.map(({ conversation }) => conversation))];
  const now = deps.clock();
  const found = (await Promise.all(ids.map((id) => deps.store.participants(id, now)))).flatMap(
    (seen) => (seen?.head.state.kind === "waiting" ? [seen] : []),
  );
  const here = found.filter(({ head, participants }) => isAttended(head, participants));
  // Whoever is gone joins again when she comes back, and is queued anew.
  const alive = new Set(here.map(({ head }) => head.id));
  for (const language of Object.keys(agent.languages)) {
    const count = here.filter(({ head }) => head.request.language === language).length;
    deps.router.saw({ kind: "queue", at: now, language, waiting: count });
  }
  await Promise.all(
    rows
      .filter(({ conversation }) => !alive.has(conversation))
      .map((row) => deps.store.dequeue(row)),
  );
  return here.map(({ head }) => head);
}
