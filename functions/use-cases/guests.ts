import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { GuestEntry, Head } from "../domain/conversation/head.ts";
import { agentHears } from "../domain/conversation/parties.ts";
import { withGuest, withoutGuest } from "../domain/conversation/transitions.ts";
import { conversationView, guestsOf } from "../domain/conversation/view.ts";
import type { Caller, Deps } from "./deps.ts";
import { isLead } from "./lead.ts";
import { say } from "./say.ts";
import { entitled, tell, tellOwner } from "./tell.ts";

interface Place {
  readonly conversation: string;
}

/** The agent asks a colleague to her side: she reads what was said, and may write. The shopper is told. */
export async function inviteGuest(
  deps: Deps,
  caller: Caller<"agent">,
  { conversation, agent: id }: Place & { readonly agent: string },
): Promise<Result<Acks["guest:invite"]>> {
  const head = await deps.store.head(conversation);
  if (head?.state.kind !== "active" || head.state.agent !== caller.owner.id) {
    return failure("forbidden", "no open conversation of yours");
  }
  const guest = await deps.store.agent(id);
  if (!guest || id === caller.owner.id) return failure("not_found", "no such colleague");
  const joined = await addGuest(deps, head, guest, "join");
  if (!joined) return failure("refused", "no more guests fit beside it, or it moved on; try again");
  await say(deps, conversation, `guest:${id}:${head.state.round}`, {
    kind: "notice",
    notice: "guest-joined",
    name: guest.name,
  });
  return { ok: true };
}

/** A supervisor sees a conversation unseen by the shopper. */
export async function watchConversation(
  deps: Deps,
  caller: Caller<"agent">,
  { conversation }: Place,
): Promise<Result<Acks["watch"]>> {
  const head = await deps.store.head(conversation);
  if (!head || !(await isLead(deps, caller))) {
    return failure("forbidden", "only supervisors watch conversations");
  }
  const { id } = caller.owner;
  // A guest the shopper knows of stays one.
  if (agentHears(head, id) || head.state.kind === "closed") {
    return { ok: true, conversation: conversationView(head) };
  }
  const joined = await addGuest(deps, head, { id, name: caller.name ?? id }, "watch");
  if (!joined) return failure("refused", "no more guests fit beside it, or it moved on; try again");
  return { ok: true, conversation: conversationView(joined) };
}

/** A guest goes, or a supervisor stops watching. */
export async function leaveAsGuest(
  deps: Deps,
  { owner }: Caller<"agent">,
  { conversation }: Place,
): Promise<Result<Acks["guest:leave"]>> {
  const head = await deps.store.head(conversation);
  const guest = head?.guests?.[owner.id];
  const leaving = head && withoutGuest(head, owner.id);
  if (!leaving || !guest) return { ok: true };
  const moved = await deps.store.changeState(conversation, leaving.from, leaving.to);
  if (moved.kind !== "done") return failure("conflict", "the conversation moved on; try again");
  await deps.store.removeAgentConversation(owner.id, conversation);
  await tellGuests(deps, moved.head);
  if (guest.mode === "join") {
    await say(deps, conversation, `guest:${owner.id}:${deps.clock()}`, {
      kind: "notice",
      notice: "guest-left",
      name: guest.name,
    });
  }
  return { ok: true };
}

async function addGuest(
  deps: Deps,
  head: Head,
  guest: { readonly id: string; readonly name: string },
  mode: GuestEntry["mode"],
): Promise<Head | undefined> {
  const change = withGuest(head, guest, mode);
  if (!change) return undefined;
  await deps.store.addAgentConversation(guest.id, head.id);
  const moved = await deps.store.changeState(head.id, change.from, change.to);
  if (moved.kind !== "done") {
    await deps.store.removeAgentConversation(guest.id, head.id);
    return undefined;
  }
  await tellGuests(deps, moved.head);
  // Her console opens it, wherever she is.
  await tellOwner(
    deps,
    { role: "agent", id: guest.id },
    "conversation",
    conversationView(moved.head),
  );
  return moved.head;
}

/** Those beside the shopper who still may hear learn who is there with them. */
export async function tellGuests(deps: Deps, head: Head): Promise<void> {
  const found = await deps.store.participants(head.id, deps.clock());
  const hears = entitled(head);
  await tell(
    deps,
    head.id,
    found?.participants ?? [],
    "guests",
    { conversation: head.id, guests: guestsOf(head) },
    (participant) => participant.party === "agent" && hears(participant),
  );
}
