import type { Head } from "../domain/conversation/head.ts";
import { reroute } from "../domain/conversation/transitions.ts";
import { conversationView } from "../domain/conversation/view.ts";
import { isPresent } from "../domain/routing/slots.ts";
import type { Due, DueRef } from "../ports.ts";
import { endRing } from "./answer-ring.ts";
import { releaseSlot } from "./claim.ts";
import { endConversation } from "./close.ts";
import type { Deps } from "./deps.ts";
import { drainFor } from "./drain.ts";
import { pingStock } from "./ping-stock.ts";
import { announceRing } from "./ring.ts";
import { route } from "./route.ts";
import { say } from "./say.ts";
import { expireOffer } from "./settle-offer.ts";
import { tell } from "./tell.ts";

/** Rows taken at once. */
const LIMIT = 200;
/** What is left after this long is taken at the next tick; less than the function may run. */
const PATIENCE_MS = 20_000;

/**
 * Every minute: looks at everything that is due and repairs what a crash left behind. Each row is replaced before its work begins, so that a sweeper that dies finds it again.
 * Pings, of which there may be thousands, leave at once; the rest is done row by row.
 * @returns how many rows it looked at
 */
export async function sweep(deps: Deps): Promise<number> {
  const end = deps.clock() + PATIENCE_MS;
  let looked = 0;
  for (;;) {
    const rows = await deps.store.due(deps.clock(), LIMIT);
    const isPing = ({ ref }: Due) => ref.kind === "connection";
    await Promise.all(rows.filter(isPing).map((row) => look(deps, row)));
    for (const row of rows) if (!isPing(row)) await look(deps, row);
    looked += rows.length;
    if (rows.length < LIMIT || deps.clock() >= end) return looked;
  }
}

async function look(deps: Deps, row: Due): Promise<void> {
  const next = await lookAt(deps, row.ref);
  if (next !== undefined) await deps.store.addDue({ at: next, ref: row.ref });
  await deps.store.removeDue(row);
}

/** @returns when to look again (epoch ms), or undefined for never */
function lookAt(deps: Deps, ref: DueRef): Promise<number | undefined> {
  switch (ref.kind) {
    case "conversation":
      return lookAtConversation(deps, ref.id);
    case "agent":
      return lookAtAgent(deps, ref.id);
    case "offer":
      return expireOffer(deps, ref.id).then(() => undefined);
    case "connection":
      return pingStock(deps, ref);
  }
}

async function lookAtConversation(deps: Deps, id: string): Promise<number | undefined> {
  const now = deps.clock();
  const head = await deps.store.head(id);
  if (!head) return undefined;
  await deps.store.rollForward(id);
  const { state } = head;
  if (state.kind === "closed") {
    await endConversation(deps, head, state.by);
    return undefined;
  }
  if (now - head.activeAt > deps.settings.idleMs) {
    await endConversation(deps, head, "idle");
    return now + deps.settings.conversationCheckMs;
  }
  if (state.kind === "waiting") await route(deps, head);
  if (state.kind === "offering") {
    if (state.until <= now) await endRing(deps, head, "missed");
    else await announceRing(deps, head, state.until);
  }
  if (state.kind === "active") {
    const agent = await deps.store.agent(state.agent);
    const gone = !agent || agent.seenUntil + deps.settings.graceMs < now;
    if (gone) await loseAgent(deps, head);
  }
  return now + deps.settings.conversationCheckMs;
}

/** An agent whose lease is over beyond the grace is set offline; her conversations go to others. */
export async function lookAtAgent(deps: Deps, id: string): Promise<number | undefined> {
  const now = deps.clock();
  const agent = await deps.store.agent(id);
  if (!agent || agent.presence === "offline") return undefined;
  const lost = agent.seenUntil + deps.settings.graceMs;
  if (lost > now) return lost;
  const offline = { ...agent, presence: "offline", version: agent.version + 1 } as const;
  if ((await deps.store.saveAgent(offline, { leaseBefore: now })) !== "done") return now + 1000;
  await deps.store.publish(offline, now);
  const conversations = await deps.store.agentConversations(id);
  for (const conversation of new Set([...conversations, ...Object.keys(agent.slots)])) {
    const head = await deps.store.head(conversation);
    if (head?.state.kind === "active" && head.state.agent === id) await loseAgent(deps, head);
    else if (head?.state.kind === "offering" && head.state.agent === id) {
      await endRing(deps, head, "missed");
    } else await releaseSlot(deps, id, conversation);
  }
  return undefined;
}

/** The agent of a conversation is gone: the shopper is told, and it waits for another, with its history. */
async function loseAgent(deps: Deps, head: Head): Promise<void> {
  const moving = reroute(head, deps.clock());
  if (!moving || head.state.kind !== "active") return;
  const moved = await deps.store.changeState(head.id, moving.from, moving.to);
  if (moved.kind !== "done") return;
  await releaseSlot(deps, head.state.agent, head.id);
  await deps.store.removeAgentConversation(head.state.agent, head.id);
  await say(deps, head.id, `left:${head.state.round}`, {
    kind: "notice",
    notice: "agent-left",
    ...(head.agentName !== undefined && { name: head.agentName }),
  });
  await tell(
    deps,
    head.id,
    moved.participants,
    "conversation",
    conversationView(moved.head),
    ({ party }) => party === "shopper",
  );
  await route(deps, moved.head);
}

/** What a `lease` timer does: looks at the agent now rather than at the next tick. */
export async function leaseTimeOut(deps: Deps, id: string): Promise<void> {
  const next = await lookAtAgent(deps, id);
  const agent = next === undefined ? undefined : await deps.store.agent(id);
  if (agent && isPresent(agent, deps.clock())) await drainFor(deps, agent);
}
