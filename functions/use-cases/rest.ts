import { failure, type Result } from "../contract/result.ts";
import type { Head } from "../domain/conversation/head.ts";
import { rest, wake, wakeForAnyone } from "../domain/conversation/transitions.ts";
import { conversationView } from "../domain/conversation/view.ts";
import { ofRound } from "../domain/routing/slots.ts";
import type { Participant } from "../ports.ts";
import { claimSlot, releaseSlot } from "./claim.ts";
import type { Caller, Deps } from "./deps.ts";
import { drainFor } from "./drain.ts";
import { route } from "./route.ts";
import { entitled, tell } from "./tell.ts";

/** A chat in which nothing is said any more frees its agent's slot for those who wait. It stays in her list and comes back with the shopper's next word. */
export async function letRest(deps: Deps, head: Head): Promise<void> {
  const { state } = head;
  const resting = rest(head, deps.clock());
  if (!resting || state.kind !== "active") return;
  const moved = await deps.store.changeState(head.id, resting.from, resting.to);
  if (moved.kind !== "done") return;
  const agent = await releaseSlot(deps, state.agent, head.id, ofRound(state.round));
  await announce(deps, moved.head, moved.participants);
  // Written after we looked, and before it rested: nobody else woke it.
  if (moved.head.seq !== head.seq) await wakeUp(deps, moved.head);
  if (agent) await drainFor(deps, agent);
}

/**
 * A resting chat goes on: with its agent at once if she has a free slot, the slot first and then the head as at a ring; else it waits, and she is asked before others.
 * @returns the head as it is now
 */
export async function wakeUp(deps: Deps, head: Head): Promise<Head | undefined> {
  const woken = await wakeOwn(deps, head);
  if (woken?.state.kind !== "resting") return woken;
  const now = deps.clock();
  const queued = wakeForAnyone(woken, now);
  if (!queued) return woken;
  await deps.store.addDue({
    at: now + deps.settings.waitingCheckMs,
    ref: { kind: "conversation", id: head.id },
  });
  const moved = await deps.store.changeState(head.id, queued.from, queued.to);
  if (moved.kind !== "done") return deps.store.head(head.id);
  await announce(deps, moved.head, moved.participants);
  await route(deps, moved.head);
  return moved.head;
}

/**
 * An agent goes on with a chat of hers that rests.
 * @returns the head, active now; `refused` when she has no slot for it, `forbidden` when it is not one of hers that rests
 */
export async function wokenBy(
  deps: Deps,
  { owner }: Caller,
  head: Head | undefined,
): Promise<Result<{ readonly head: Head }>> {
  const none = failure("forbidden", "no such conversation of yours");
  if (owner.role !== "agent" || head?.state.kind !== "resting") return none;
  if (head.state.agent !== owner.id) return none;
  const woken = await wakeOwn(deps, head);
  if (woken?.state.kind === "active" && woken.state.agent === owner.id) {
    return { ok: true, head: woken };
  }
  if (woken?.state.kind !== "resting") return none;
  return failure("refused", "you are not online, or all your slots are in use");
}

/** Goes on with its own agent or stays as it is. @returns the head as it is now */
export async function wakeOwn(deps: Deps, head: Head): Promise<Head | undefined> {
  const { state } = head;
  const now = deps.clock();
  const waking = wake(head, now);
  if (!waking || state.kind !== "resting") return head;
  const { agent } = state;
  const round = state.round + 1;
  const slot = { kind: "active", round, since: now, language: head.request.language } as const;
  if (await claimSlot(deps, agent, head.id, slot)) {
    await deps.store.addAgentConversation(agent, head.id);
    const moved = await deps.store.changeState(head.id, waking.from, waking.to);
    if (moved.kind === "done") {
      await announce(deps, moved.head, moved.participants);
      return moved.head;
    }
    const current = await deps.store.head(head.id);
    const won =
      current?.state.kind === "active" &&
      current.state.agent === agent &&
      current.state.round === round;
    if (!won) await releaseSlot(deps, agent, head.id, ofRound(round));
    return current;
  }
  return head;
}

function announce(deps: Deps, head: Head, to: readonly Participant[]): Promise<void> {
  return tell(deps, head.id, to, "conversation", conversationView(head), entitled(head));
}
