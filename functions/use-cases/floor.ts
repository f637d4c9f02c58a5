import type { Message } from "../contract/conversation.ts";
import type { Colleague, Floor, FloorConversation } from "../contract/desk.ts";
import { SYNC_PAGE_BYTES } from "../contract/limits.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Head } from "../domain/conversation/head.ts";
import { unrestOf } from "../domain/conversation/unrest.ts";
import { conversationView } from "../domain/conversation/view.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { isAttended } from "./attended.ts";
import { profileView } from "./card.ts";
import type { Caller, Deps } from "./deps.ts";
import { isLead } from "./lead.ts";
import { withinBytes } from "./within-bytes.ts";

/** Conversations that one look reads; as many are listed as one answer takes, those first who wait longest. */
const LOOKED_AT = 400;
/** A moment old is new enough for a look every few seconds, at half the price. */
const LOOK = { eventually: true, last: true } as const;
/** Rows of one language's queue that it reads. */
const ROWS = 100;

/** Everybody with a profile. Costs a read per agent, so consoles ask when a dialog opens. */
export async function colleagues(deps: Deps): Promise<Result<Acks["colleagues"]>> {
  const now = deps.clock();
  const all = await deps.store.allAgents();
  const there = all.map((agent) => colleague(agent, now)).sort(byPresence);
  return { ok: true, colleagues: withinBytes(there, SYNC_PAGE_BYTES) };
}

/** The desk as supervisors see it: who is there, and every open conversation. It is put together from agents' records and the queues; nothing is kept for it. */
export async function floor(deps: Deps, caller: Caller<"agent">): Promise<Result<Acks["floor"]>> {
  if (!(await isLead(deps, caller))) return failure("forbidden", "only for supervisors");
  const { store, settings } = deps;
  const now = deps.clock();
  const [agents, queues] = await Promise.all([
    store.allAgents(),
    Promise.all(settings.languages.map((language) => store.waiting(language, ROWS))),
  ]);
  const rows = await Promise.all(agents.map(({ id }) => store.agentConversations(id)));
  const ids = new Set([
    ...queues.flat().map(({ conversation }) => conversation),
    ...agents.flatMap(({ slots }) => Object.keys(slots)),
    ...rows.flat(),
  ]);
  const found = await Promise.all(
    [...ids].slice(0, LOOKED_AT).map((id) => store.participants(id, now, LOOK)),
  );
  const conversations = found
    .flatMap((seen) => {
      if (!seen || seen.head.state.kind === "closed") return [];
      // Nobody waits where nobody is.
      const gone = seen.head.state.kind === "waiting" && !isAttended(seen.head, seen.participants);
      return gone ? [] : [listed(seen.head, seen.last)];
    })
    .sort(byWait);
  const colleagues = agents.map((agent) => colleague(agent, now));
  const shown = withinBytes(colleagues, SYNC_PAGE_BYTES / 2);
  return {
    ok: true,
    floor: {
      at: now,
      agents: shown,
      conversations: withinBytes(conversations, SYNC_PAGE_BYTES / 2),
    } satisfies Floor,
  };
}

/** Those who are there first: an answer takes some hundred. */
function byPresence(a: Colleague, b: Colleague): number {
  return Number(b.presence === "online") - Number(a.presence === "online");
}

function colleague(agent: Agent, now: number): Colleague {
  const { wrapUps: _, ...profile } = profileView(agent, now);
  return profile;
}

function listed(head: Head, last: readonly Message[] = []): FloorConversation {
  const waits = head.state.kind === "waiting" || head.state.kind === "offering";
  return {
    conversation: conversationView(head),
    ...(head.request.topic !== undefined && { topic: head.request.topic }),
    ...(waits && { waitsSince: head.request.since }),
    ...unrestOf(head, last),
    lastAt: head.activeAt,
  };
}

/** Who waits longest first, then by their beginning. */
function byWait(a: FloorConversation, b: FloorConversation): number {
  const never = Number.POSITIVE_INFINITY;
  const waits = (a.waitsSince ?? never) - (b.waitsSince ?? never);
  return waits || a.conversation.startedAt - b.conversation.startedAt;
}
