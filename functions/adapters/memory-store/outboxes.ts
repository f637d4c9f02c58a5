import { type Box, messageOf, silentBoxes } from "../dynamo/rules.ts";
import { plain } from "../dynamo/same.ts";
import type { StoredConversation } from "./state.ts";

/** Puts the boxes' messages into the transcript, unless they are there. */
export function settle(
  conversation: string,
  { messages }: StoredConversation,
  boxes: readonly Box[],
): void {
  for (const box of boxes)
    if (!messages.has(box.seq)) messages.set(box.seq, plain(messageOf(conversation, box)));
}

export function forget({ boxes }: StoredConversation, gone: readonly Box[]): void {
  for (const { outbox } of gone) boxes.delete(outbox);
}

export function silent({ boxes, head }: StoredConversation): readonly Box[] {
  return silentBoxes([...boxes.values()], head.activeAt);
}
