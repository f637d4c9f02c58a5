import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Caller, Deps } from "./deps.ts";
import { entitled, tell } from "./tell.ts";

/** Raises the caller's read mark and tells every other device of both parties. */
export async function read(
  deps: Deps,
  { owner, connection }: Caller,
  { conversation, seq }: { readonly conversation: string; readonly seq: number },
): Promise<Result<Acks["read"]>> {
  const marked = await deps.store.markRead(conversation, owner, seq, deps.clock());
  switch (marked.kind) {
    case "forbidden":
    case "missing":
      return failure("forbidden", "no such conversation of yours");
    case "unchanged":
      return { ok: true };
    case "done": {
      const hears = entitled(marked.head);
      await tell(
        deps,
        conversation,
        marked.participants,
        "read",
        { conversation, from: owner.role, seq },
        (participant) => participant.connection !== connection && hears(participant),
      );
      return { ok: true };
    }
  }
}
