import type { Body, Sender } from "../contract/conversation.ts";
import type { Head } from "../domain/conversation/head.ts";
import type { Deps } from "./deps.ts";
import { entitled, tell } from "./tell.ts";

/** The outbox of a message of the service itself. */
export const outboxOf = (key: string): string => `system:${key}`;

/**
 * Puts a message of the service itself into a conversation, once per `key`: the key names its outbox, so a repeat is recognised like
 * any sender's. No client can use that outbox: the contract allows it no colon.
 * @returns the head after it, or undefined when there is no such conversation
 */
export async function say(
  deps: Pick<Deps, "store" | "sockets" | "clock">,
  conversation: string,
  key: string,
  body: Body,
  from: Sender = { kind: "system" },
): Promise<Head | undefined> {
  const appended = await deps.store.append({
    conversation,
    author: { role: "system" },
    from,
    outbox: outboxOf(key),
    n: 1,
    body,
    at: deps.clock(),
  });
  if (appended.kind !== "appended") return undefined;
  const { head, message, participants } = appended;
  await Promise.all([
    deps.store.putMessage(message),
    tell(deps, conversation, participants, "message", message, entitled(head)),
  ]);
  return head;
}
