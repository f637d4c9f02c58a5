import type { AgentPayload } from "../contract/client-events.ts";
import type { Note } from "../contract/desk.ts";
import { SYNC_PAGE_BYTES } from "../contract/limits.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Head } from "../domain/conversation/head.ts";
import { agentHears, isWatcher } from "../domain/conversation/parties.ts";
import type { Caller, Deps } from "./deps.ts";
import { isLead } from "./lead.ts";
import { entitled, tell, tellOwner } from "./tell.ts";
import { withinBytes } from "./within-bytes.ts";

/** An agent of the conversation, or one beside her, or a supervisor. */
async function mayNote(deps: Deps, caller: Caller<"agent">, head: Head): Promise<boolean> {
  const { id } = caller.owner;
  // A watcher hears for as long as she supervises.
  return (agentHears(head, id) && !isWatcher(head, id)) || isLead(deps, caller);
}

/** A note beside the conversation; what a watching supervisor writes is a whisper to its agent. Mentioned colleagues are told wherever they are. */
export async function note(
  deps: Deps,
  caller: Caller<"agent">,
  { conversation, key, text, mentions }: AgentPayload<"note:add">,
): Promise<Result<Acks["note:add"]>> {
  const head = await deps.store.head(conversation);
  if (!head || !(await mayNote(deps, caller, head))) {
    return failure("forbidden", "no conversation of yours");
  }
  const kept = await addNote(deps, caller, head, {
    key,
    kind: isWatcher(head, caller.owner.id) ? "whisper" : "note",
    text,
    ...(mentions && { mentions }),
  });
  return { ok: true, note: kept };
}

/** Everything that was noted. */
export async function notes(
  deps: Deps,
  caller: Caller<"agent">,
  { conversation }: { readonly conversation: string },
): Promise<Result<Acks["notes"]>> {
  const head = await deps.store.head(conversation);
  if (!head || !(await mayNote(deps, caller, head))) {
    return failure("forbidden", "no conversation of yours");
  }
  // Where they are too many for an answer, the latest.
  const latest = [...(await deps.store.notes(conversation))].reverse();
  return { ok: true, notes: [...withinBytes(latest, SYNC_PAGE_BYTES)].reverse() };
}

/** Keeps a note, once by its key, and shows it to the agents who listen and to those it mentions. */
export async function addNote(
  deps: Deps,
  { owner, name, connection }: Caller<"agent">,
  head: Head,
  { key, ...what }: Pick<Note, "key" | "kind" | "text" | "mentions">,
): Promise<Note> {
  const now = deps.clock();
  const kept = await deps.store.addNote({
    conversation: head.id,
    key: `${owner.id}:${key}`,
    at: now,
    by: { id: owner.id, name: name ?? owner.id },
    ...what,
  });
  const found = await deps.store.participants(head.id, now);
  const hears = entitled(head);
  const listening = (found?.participants ?? []).filter(
    (participant) =>
      participant.party === "agent" && participant.connection !== connection && hears(participant),
  );
  const absent = (kept.mentions ?? []).filter(
    (id) => id !== owner.id && !listening.some((participant) => participant.owner === id),
  );
  await Promise.all([
    tell(deps, head.id, listening, "note", kept),
    ...absent.map((id) => tellOwner(deps, { role: "agent", id }, "note", kept)),
  ]);
  return kept;
}
