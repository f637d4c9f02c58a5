import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { redact } from "../domain/visit/redact.ts";
import type { Caller, Deps } from "./deps.ts";
import { entitled, tell } from "./tell.ts";

/** What the shopper has written so far, for the agents of her conversation, where the stage allows it. Nothing is stored. */
export async function draft(
  deps: Deps,
  { owner }: Caller<"shopper">,
  { conversation, text }: { readonly conversation: string; readonly text: string },
): Promise<Result<Acks["draft"]>> {
  if (!deps.settings.sneakPeek) return failure("refused", "this stage does not show drafts");
  const found = await deps.store.participants(conversation, deps.clock(), { eventually: true });
  if (found?.head.visitor !== owner.id)
    return failure("forbidden", "no such conversation of yours");
  if (found.head.state.kind !== "active") return { ok: true };
  const hears = entitled(found.head);
  await tell(
    deps,
    conversation,
    found.participants,
    "draft",
    { conversation, text: redact(text) },
    (participant) => participant.party === "agent" && hears(participant),
  );
  return { ok: true };
}
