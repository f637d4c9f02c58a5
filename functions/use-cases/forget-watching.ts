import { withoutGuest } from "../domain/conversation/transitions.ts";
import type { Deps } from "./deps.ts";
import { tellGuests } from "./guests.ts";

/** Tries until others' changes of a head leave room for this one. */
const ATTEMPTS = 4;

/** An agent supervises no more: she watches nothing any longer, and what her consoles had joined unseen they hear no more. Where she was invited she stays. */
export async function forgetWatching(deps: Deps, agent: string): Promise<void> {
  const conversations = await deps.store.agentConversations(agent);
  await Promise.all(conversations.map((conversation) => stopWatching(deps, agent, conversation)));
}

async function stopWatching(deps: Deps, agent: string, conversation: string): Promise<void> {
  const { store } = deps;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const head = await store.head(conversation);
    if (head?.guests?.[agent]?.mode !== "watch") return;
    const leaving = withoutGuest(head, agent);
    const moved = leaving && (await store.changeState(conversation, leaving.from, leaving.to));
    if (moved?.kind !== "done") continue;
    const { head: left, participants } = moved;
    // She may have become its agent since she began to watch.
    if (left.state.kind === "waiting" || left.state.agent !== agent) {
      const hers = participants.filter(({ owner }) => owner === agent);
      await Promise.all([
        ...hers.map(({ connection }) => store.leave(conversation, connection)),
        store.removeAgentConversation(agent, conversation),
      ]);
    }
    await tellGuests(deps, left);
    return;
  }
}
