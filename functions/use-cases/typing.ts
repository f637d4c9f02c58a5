import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { isWatcher } from "../domain/conversation/parties.ts";
import type { Caller, Deps } from "./deps.ts";
import { entitled, tell } from "./tell.ts";

/** Tells the other party that somebody writes. Nothing is stored. */
export async function typing(
  deps: Deps,
  { owner }: Caller,
  { conversation }: { readonly conversation: string },
): Promise<Result<Acks["typing"]>> {
  const found = await deps.store.participants(conversation, deps.clock(), { eventually: true });
  if (
    !found ||
    !entitled(found.head)({ party: owner.role, owner: owner.id, connection: "", expiresAt: 0 })
  ) {
    return failure("forbidden", "no such conversation of yours");
  }
  // Nobody is to see that a supervisor looks on.
  if (owner.role === "agent" && isWatcher(found.head, owner.id)) return { ok: true };
  if (found.head.state.kind === "closed") return failure("closed", "the conversation is closed");
  const hears = entitled(found.head);
  await tell(
    deps,
    conversation,
    found.participants,
    "typing",
    { conversation, from: owner.role },
    (participant) => participant.party !== owner.role && hears(participant),
  );
  return { ok: true };
}
