import type { Colleague, Floor, FloorConversation } from "../contract/desk.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Head } from "../domain/conversation/head.ts";
import { conversationView } from "../domain/conversation/view.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { profileView } from "./card.ts";
import type { Caller, Deps } from "./deps.ts";
import { isLead } from "./lead.ts";

/** Open conversations that one look lists. */
const MOST = 200;
/** Rows of one language's queue that it reads. */
const ROWS = 100;

/** Everybody with a profile. Costs a read per agent, so consoles ask when a dialog opens. */
export async function colleagues(deps: Deps): Promise<Result<Acks["colleagues"]>> {
  const now = deps.clock();
  const all = await deps.store.allAgents();
  return { ok: true, colleagues: all.map((agent) => colleague(agent, now)) };
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
  const heads = await Promise.all([...ids].slice(0, MOST).map((id) => store.head(id)));
  const conversations = heads
    .flatMap((head) => (head && head.state.kind !== "closed" ? [listed(head)] : []))
    .sort(byWait);
  return {
    ok: true,
    floor: {
      at: now,
      agents: agents.map((agent) => colleague(agent, now)),
      conversations,
    } satisfies Floor,
  };
}

function colleague(agent: Agent, now: number): Colleague {
  const { wrapUps: _, ...profile } = profileView(agent, now);
  return profile;
}

function listed(head: Head): FloorConversation {
  const waits = head.state.kind === "waiting" || head.state.kind === "offering";
  return {
    conversation: conversationView(head),
    ...(head.request.topic !== undefined && { topic: head.request.topic }),
    ...(waits && { waitsSince: head.request.since }),
    lastAt: head.activeAt,
  };
}

/** Who waits longest first, then by their beginning. */
function byWait(a: FloorConversation, b: FloorConversation): number {
  const never = Number.POSITIVE_INFINITY;
  const waits = (a.waitsSince ?? never) - (b.waitsSince ?? never);
  return waits || a.conversation.startedAt - b.conversation.startedAt;
}
