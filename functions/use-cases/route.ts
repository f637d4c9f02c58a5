import { type Head, isLeft } from "../domain/conversation/head.ts";
import { queueLanguages } from "../domain/routing/needs.ts";
import type { QueueRow } from "../ports.ts";
import { isAttended } from "./attended.ts";
import { candidates } from "./candidates.ts";
import type { Deps } from "./deps.ts";
import { tellOwnPlace } from "./queue-view.ts";
import { ringAgent } from "./ring.ts";
import { siteOf } from "./site.ts";

/** Without another reason a waiting conversation is looked at again after this long. */
const LOOK_AGAIN_MS = 30_000;

/** One row for every language under which the conversation may be taken. */
export function queueRows(
  deps: Pick<Deps, "settings" | "translator">,
  head: Head,
): readonly QueueRow[] {
  return queueLanguages(head.request, siteOf(deps)).map((language) => ({
    conversation: head.id,
    language,
    priority: head.request.priority,
    since: head.request.since,
  }));
}

/** Takes a conversation out of every queue. */
export async function leaveQueues(
  deps: Pick<Deps, "settings" | "store" | "translator">,
  head: Head,
): Promise<void> {
  await Promise.all(queueRows(deps, head).map((row) => deps.store.dequeue(row)));
}

/**
 * Finds an agent for a waiting conversation and rings there; the next best when one has no room after all. Nobody free: the conversation is queued, is taken by the next capacity event,
 * and is looked at again when its ladder's next step may admit somebody. A shopper who is not there is not rung for. Harmless when it waits no longer.
 * @param rearm whether a timer looks again: one chain of timers for a wait, so not where somebody looks beside it
 * @returns whether it rings now
 */
export async function route(
  deps: Deps,
  waiting: Head,
  { rearm = true }: { readonly rearm?: boolean } = {},
): Promise<boolean> {
  const seen = await deps.store.participants(waiting.id, deps.clock());
  if (seen?.head.state.kind !== "waiting") return false;
  let { head } = seen;
  if (!isAttended(head, seen.participants)) return false;
  const found = await candidates(deps, head.id, head.request, {
    proactive: head.reason !== undefined,
  });
  if (found.kind === "agents") {
    for (const agent of found.agents) {
      const rung = await ringAgent(deps, head, agent, found.explanation, found.agents);
      if (rung.kind === "ringing") {
        await leaveQueues(deps, head);
        return true;
      }
      if (rung.kind === "lost") return false;
      head = rung.head;
    }
  }
  const later = deps.clock() + LOOK_AGAIN_MS;
  const until = found.kind === "none" ? Math.min(found.until ?? later, later) : later;
  await Promise.all([
    ...queueRows(deps, head).map((row) => deps.store.enqueue(row)),
    // A message that was left may wait for days: whoever comes takes it, and the sweeper looks.
    isLeft(head) || !rearm
      ? undefined
      : deps.timers.arm({ kind: "route", conversation: head.id, round: head.state.round }, until),
  ]);
  await tellOwnPlace(deps, head);
  return false;
}

/**
 * Nobody but those who were tried could take it: they are asked again, since one who missed a ring may be there now. Called once a minute at most.
 * @param only this agent, who has just come back
 */
export async function forgiveTried(deps: Deps, id: string, only?: string): Promise<void> {
  const head = await deps.store.head(id);
  if (!head) return;
  const { state, request } = head;
  const tried = request.tried.filter((agent) => only !== undefined && agent !== only);
  if (state.kind !== "waiting" || request.tried.length === tried.length) return;
  const to = { state, request: { ...request, tried } };
  const moved = await deps.store.changeState(head.id, state, to);
  if (moved.kind === "done") await route(deps, moved.head, { rearm: false });
}

/** A `route` timer: looks again if the conversation still waits in that round. */
export async function routeAgain(deps: Deps, conversation: string, round: number): Promise<void> {
  const head = await deps.store.head(conversation);
  if (head?.state.kind === "waiting" && head.state.round === round) await route(deps, head);
}
