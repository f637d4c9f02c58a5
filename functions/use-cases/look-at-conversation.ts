import type { Message } from "../contract/conversation.ts";
import { type Head, isLeft } from "../domain/conversation/head.ts";
import { accepted, chatClosed } from "../domain/visit/change.ts";
import { endRing } from "./answer-ring.ts";
import { changeVisit } from "./change-visit.ts";
import { endConversation, isEnded, letGo } from "./close.ts";
import type { Deps } from "./deps.ts";
import { moveOn } from "./move-on.ts";
import { letRest, wakeUp } from "./rest.ts";
import { announceRing } from "./ring.ts";
import { forgiveTried, route } from "./route.ts";

/** How often a message that was left and waits is looked at. */
const LEFT_CHECK_MS = 30 * 60_000;

/**
 * The sweeper's look at one conversation: rolls pending messages forward, and repairs whatever a crash or a lost timer left.
 * @returns when to look again (epoch ms), or undefined for never
 */
export async function lookAtConversation(deps: Deps, id: string): Promise<number | undefined> {
  const { clock, settings, store } = deps;
  const now = clock();
  const head = await store.head(id);
  if (!head) return undefined;
  const { state } = head;
  if (state.kind === "closed") {
    // Whoever accepted it may have named it in the visit after it was closed.
    if (await isEnded(deps, id)) await letGo(deps, head);
    else await endConversation(deps, head, state.by);
    return undefined;
  }
  const pending = await store.rollForward(id);
  const silent = now - head.activeAt;
  if (silent > (isLeft(head) ? settings.leftMs : settings.idleMs) || (await isAstray(deps, head))) {
    await endConversation(deps, head, "idle");
    return now + settings.conversationCheckMs;
  }
  if (state.kind === "waiting") {
    const rung = await route(deps, head, { rearm: false });
    if (!rung && now - head.request.since > settings.waitingCheckMs) await forgiveTried(deps, id);
  } else if (state.kind === "offering") {
    if (state.until <= now) await endRing(deps, head, "missed");
    else await announceRing(deps, head, state.until);
  } else await lookAtChat(deps, head, pending.at(-1));
  if (isLeft(head) && state.kind === "waiting") return now + LEFT_CHECK_MS;
  const waits = state.kind === "waiting" || state.kind === "offering";
  return now + (waits ? settings.waitingCheckMs : settings.conversationCheckMs);
}

/** @param last the conversation's last message, as far as it is pending */
async function lookAtChat(deps: Deps, head: Head, last: Message | undefined): Promise<void> {
  const { clock, settings, store } = deps;
  const { state } = head;
  const now = clock();
  const hers = last?.from.kind === "shopper" && last.seq === head.seq;
  // No chat comes to rest on her word: whoever should have woken it died.
  if (state.kind === "resting" && hers) {
    await wakeUp(deps, head);
  } else if (state.kind === "active") {
    const agent = await store.agent(state.agent);
    if (!agent || agent.seenUntil + settings.graceMs < now) await loseAgent(deps, head);
    else if (!hers && now - head.activeAt > settings.restMs.present) await letRest(deps, head);
  }
}

/** The agent of a conversation is gone: it goes to another. */
export async function loseAgent(deps: Deps, head: Head): Promise<void> {
  const waiting = await moveOn(deps, head, "agent-left");
  if (waiting) await route(deps, waiting);
}

/**
 * A shopper has one conversation, the one that her visit names. One that a crash left unnamed is named now.
 * @returns whether she has another one, so that this one leads nowhere
 */
async function isAstray(deps: Deps, head: Head): Promise<boolean> {
  const { visit } = await deps.store.visitor(head.visitor, deps.clock());
  if (!visit || visit.conversation === head.id) return false;
  const named = visit.conversation;
  const other = named === undefined ? undefined : await deps.store.head(named);
  if (other && other.state.kind !== "closed") return true;
  await changeVisit(deps, head.visitor, (current, now) =>
    current.conversation === named ? accepted(current, head.id, now) : current,
  );
  // Closed meanwhile: whoever closed it may have looked at the visit before it was named there.
  if ((await deps.store.head(head.id))?.state.kind === "closed") {
    await changeVisit(deps, head.visitor, (current, now) =>
      current.conversation === head.id ? chatClosed(current, now) : current,
    );
  }
  return false;
}
