import type { AgentPayload } from "../contract/client-events.ts";
import { SYNC_PAGE_BYTES } from "../contract/limits.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { isWatcher } from "../domain/conversation/parties.ts";
import { conversationView, guestsOf } from "../domain/conversation/view.ts";
import { shopperContext } from "../domain/visit/context.ts";
import { CONNECTION_LIFE_MS } from "./connect.ts";
import type { Caller, Deps } from "./deps.ts";
import { isLead } from "./lead.ts";
import { route } from "./route.ts";

/**
 * Joins the conversation on this connection and answers with everything after `after`, a page at a time. The join comes first and is one write of the head: whatever is sent after it is
 * posted here, whatever was accepted before it is in the transcript or among the head's pending messages, so nothing falls between.
 */
export async function sync(
  deps: Deps,
  caller: Caller,
  { conversation, after }: AgentPayload<"sync">,
): Promise<Result<Acks["sync"]>> {
  const now = deps.clock();
  const joined = await deps.store.join(
    conversation,
    {
      connection: caller.connection,
      party: caller.owner.role,
      owner: caller.owner.id,
      expiresAt: now + CONNECTION_LIFE_MS,
    },
    now,
  );
  if (joined.kind !== "joined") return failure("forbidden", "no such conversation of yours");
  const { head, pending } = joined;
  const watches = caller.owner.role === "agent" && isWatcher(head, caller.owner.id);
  if (watches && !(await isLead(deps, caller))) {
    await deps.store.leave(conversation, caller.connection);
    return failure("forbidden", "no such conversation of yours");
  }
  const [page, record] = await Promise.all([
    deps.store.messages(conversation, after, SYNC_PAGE_BYTES),
    caller.owner.role === "agent" ? deps.store.visitor(head.visitor, now) : undefined,
  ]);
  const alone = joined.participants.filter(({ party }) => party === "shopper").length === 1;
  // She was away while she waited, and nobody was rung for her.
  if (head.state.kind === "waiting" && caller.owner.role === "shopper" && alone)
    await route(deps, head, { rearm: false });
  const known = new Set(page.messages.map(({ seq }) => seq));
  const missing = page.more ? [] : pending.filter(({ seq }) => seq > after && !known.has(seq));
  await Promise.all(missing.map((message) => deps.store.putMessage(message)));
  return {
    ok: true,
    conversation: conversationView(head),
    messages: [...page.messages, ...missing].sort((a, b) => a.seq - b.seq),
    more: page.more,
    ...(record && {
      context: shopperContext(head, record.visit, record.customer),
      guests: guestsOf(head),
    }),
  };
}
