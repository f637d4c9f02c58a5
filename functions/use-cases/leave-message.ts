import type { ShopperPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { leaveMessage } from "../domain/conversation/transitions.ts";
import { conversationView } from "../domain/conversation/view.ts";
import type { Caller, Deps } from "./deps.ts";
import { leaveQueues, route } from "./route.ts";
import { say } from "./say.ts";
import { entitled, tell } from "./tell.ts";

/**
 * The shopper does not wait: she leaves an address, and what she wrote stays. Whoever has time answers after those who wait; the answer is there on her next visit, and the bus tells
 * whoever sends it by e-mail.
 */
export async function leaveForLater(
  deps: Deps,
  { owner }: Caller<"shopper">,
  { conversation, email, name }: ShopperPayload<"message:leave">,
): Promise<Result<Acks["message:leave"]>> {
  const head = await deps.store.head(conversation);
  if (head?.visitor !== owner.id) return failure("forbidden", "no such conversation of yours");
  if (head.contact?.email === email) return { ok: true, conversation: conversationView(head) };
  const leaving = leaveMessage(head, { email, ...(name && { name }) });
  if (!leaving) return failure("conflict", "somebody is with you already, or the chat is over");
  const moved = await deps.store.changeState(conversation, leaving.from, leaving.to);
  if (moved.kind !== "done") return failure("conflict", "somebody is coming; look again");
  await leaveQueues(deps, head);
  await say(deps, conversation, "left-message", { kind: "notice", notice: "left-message" });
  const view = conversationView(moved.head);
  await tell(deps, conversation, moved.participants, "conversation", view, entitled(moved.head));
  await deps.bus.publish({ type: "message.left", detail: { conversation } });
  await route(deps, moved.head);
  return { ok: true, conversation: view };
}
