import type { Notice } from "../contract/conversation.ts";
import type { Head } from "../domain/conversation/head.ts";
import { reroute } from "../domain/conversation/transitions.ts";
import { conversationView } from "../domain/conversation/view.ts";
import { ofRound } from "../domain/routing/slots.ts";
import { releaseSlot } from "./claim.ts";
import type { Deps } from "./deps.ts";
import { say } from "./say.ts";
import { entitled, tell } from "./tell.ts";

/**
 * A conversation leaves its agent, with its history: it waits for another, the slot is freed, everybody is told. The sweeper's row comes first, so that a crash leaves nobody waiting unseen.
 * @param needs what is asked for from now on
 * @returns the waiting head, or undefined when it had moved already
 */
export async function moveOn(
  deps: Deps,
  head: Head,
  notice: Extract<Notice, "agent-left" | "handed-over">,
  needs: Parameters<typeof reroute>[2] = {},
): Promise<Head | undefined> {
  const { state } = head;
  const now = deps.clock();
  const moving = reroute(head, now, needs);
  if (!moving || (state.kind !== "active" && state.kind !== "resting")) return undefined;
  await deps.store.addDue({
    at: now + deps.settings.waitingCheckMs,
    ref: { kind: "conversation", id: head.id },
  });
  const moved = await deps.store.changeState(head.id, moving.from, moving.to);
  if (moved.kind !== "done") return undefined;
  await releaseSlot(deps, state.agent, head.id, ofRound(state.round));
  await deps.store.removeAgentConversation(state.agent, head.id);
  await say(deps, head.id, `left:${state.round}`, {
    kind: "notice",
    notice,
    ...(head.agentName !== undefined && { name: head.agentName }),
  });
  const view = conversationView(moved.head);
  const hears = entitled(moved.head);
  // The agent who had it, too: it goes from her list.
  await tell(
    deps,
    head.id,
    moved.participants,
    "conversation",
    view,
    (participant) => hears(participant) || participant.owner === state.agent,
  );
  return moved.head;
}
