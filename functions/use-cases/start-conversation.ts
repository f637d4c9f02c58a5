import type { Head } from "../domain/conversation/head.ts";
import { withdraw } from "../domain/conversation/transitions.ts";
import type { OpenInvitation } from "../domain/visit/visit.ts";
import { claimSlot } from "./claim.ts";
import { CONNECTION_LIFE_MS } from "./connect.ts";
import type { Caller, Deps } from "./deps.ts";
import { announceRing } from "./ring.ts";
import { route } from "./route.ts";
import { say } from "./say.ts";

/** A conversation that waits, at this moment. */
export function newHead(
  deps: Pick<Deps, "clock">,
  from: {
    readonly id: string;
    readonly visitor: string;
    readonly language: string;
    readonly languageConfidence: number;
    readonly topic?: string;
    readonly cartValue?: number;
    readonly lastAgent?: string;
    readonly priority?: number;
    readonly reason?: NonNullable<Head["reason"]>;
  },
  now = deps.clock(),
): Head {
  const { id, visitor, reason, ...needs } = from;
  return {
    id,
    visitor,
    state: { kind: "waiting", round: 0 },
    request: { priority: 0, ...needs, since: now, tried: [] },
    seq: 0,
    read: { shopper: 0, agent: 0 },
    startedAt: now,
    activeAt: now,
    ...(reason && { reason }),
  };
}

/**
 * Creates a conversation, joins the shopper's connection and finds an agent: the one held by the invitation, whose sentence is the transcript's first, or whoever fits best.
 * The sweeper's row is written first, so that a crash at any point leaves a conversation that is found again.
 * @param created called between the two, with the new head; false ends it there
 * @returns the head, an existing one of the same id included; undefined when that one is somebody else's
 */
export async function startConversation(
  deps: Deps,
  caller: Caller<"shopper">,
  waiting: Head,
  invitation?: Pick<OpenInvitation, "agent" | "agentName" | "text">,
  created: (head: Head) => Promise<boolean> = async () => true,
): Promise<Head | undefined> {
  const now = deps.clock();
  const until = now + deps.settings.ringMs;
  const head: Head = invitation
    ? {
        ...waiting,
        state: { kind: "offering", round: 1, agent: invitation.agent, until },
        agentName: invitation.agentName,
      }
    : waiting;
  await deps.store.addDue({
    at: now + deps.settings.waitingCheckMs,
    ref: { kind: "conversation", id: head.id },
  });
  await deps.store.addChat(head.visitor, head.id, head.startedAt);
  const participant = {
    connection: caller.connection,
    party: "shopper",
    owner: caller.owner.id,
    expiresAt: now + CONNECTION_LIFE_MS,
  } as const;
  if ((await deps.store.createHead(head, participant)) === "conflict") {
    const joined = await deps.store.join(head.id, participant, now);
    if (joined.kind !== "joined") return undefined;
    await created(joined.head);
    return joined.head;
  }
  if (!(await created(head))) return head;
  if (invitation) {
    const { agent, agentName: name, text } = invitation;
    await say(
      deps,
      head.id,
      "invitation",
      { kind: "text", text },
      { kind: "agent", id: agent, name },
    );
  }
  await deps.bus.publish({
    type: "conversation.started",
    detail: { conversation: head.id, language: head.request.language, rule: head.reason?.rule },
  });
  if (invitation && (await ringNamed(deps, head))) return head;
  const current = invitation ? await backToWaiting(deps, head) : head;
  if (current) await route(deps, current);
  return (await deps.store.head(head.id)) ?? head;
}

async function ringNamed(deps: Deps, head: Head): Promise<boolean> {
  if (head.state.kind !== "offering") return false;
  const { round, until, agent } = head.state;
  const language = head.request.language;
  const claimed = await claimSlot(deps, agent, head.id, {
    kind: "ringing",
    round,
    until,
    language,
  });
  if (claimed) await announceRing(deps, head, until);
  return claimed !== undefined;
}

async function backToWaiting(deps: Deps, head: Head): Promise<Head | undefined> {
  const back = withdraw(head, head.state.round, false);
  const moved = back && (await deps.store.changeState(head.id, back.from, back.to));
  return moved?.kind === "done" ? moved.head : undefined;
}
