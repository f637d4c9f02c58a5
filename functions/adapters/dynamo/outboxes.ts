import type { Message } from "../../contract/conversation.ts";
import { boxAttribute, boxesOf, headOf, seqAttribute } from "./head-item.ts";
import { headKey, messageKey } from "./keys.ts";
import type { Retention } from "./retention.ts";
import { type Box, messageOf, oldestBoxes, silentBoxes } from "./rules.ts";
import type { Table } from "./table.ts";

/**
 * Keeps heads from growing for ever. An outbox is forgotten only when its last message is in the transcript and nothing was sent from it since. A sender that returns
 * later is answered `expected: 1`; it has its own messages from `sync`, finds the one it was unsure of among them, and goes on with a new outbox. Hence a sender must
 * `sync` before it repeats anything after a pause: a forgotten outbox takes a repeated number 1 for a new message.
 */
export interface Outboxes {
  putMessage(message: Message): Promise<void>;
  /** Puts what is pending into the transcript, and forgets the long silent ones of many outboxes. @returns the pending messages, by seq */
  rollForward(conversation: string): Promise<readonly Message[]>;
  /** Forgets the long silent ones among `boxes` when there are many. */
  pruneSilent(conversation: string, boxes: readonly Box[], activeAt: number): Promise<void>;
  /** Forgets the oldest outboxes, so that another one can begin. */
  makeRoom(conversation: string): Promise<void>;
}

export function createOutboxes(table: Table, retention: Retention): Outboxes {
  async function putMessage({ conversation, ...message }: Message): Promise<void> {
    await table.put(
      { ...messageKey(conversation, message.seq), ...message, ...retention(message.at) },
      { when: "attribute_not_exists(#pk)" },
    );
  }

  /** Nearly always they are there already, and a read costs a fifth of a write that is refused. */
  async function settle(conversation: string, boxes: readonly Box[]): Promise<readonly Message[]> {
    const messages = boxes.map((box) => messageOf(conversation, box));
    const keys = messages.map(({ seq }) => messageKey(conversation, seq));
    const present = new Set((await table.getMany(keys)).map(({ seq }) => seq));
    await Promise.all(messages.filter(({ seq }) => !present.has(seq)).map(putMessage));
    return messages;
  }

  /** Only boxes whose messages are settled. A box that was used in between keeps all of them for now. */
  async function forget(conversation: string, boxes: readonly Box[]): Promise<void> {
    if (boxes.length === 0) return;
    await table.update(headKey(conversation), {
      set: ["#boxes = #boxes - :count"],
      remove: boxes.flatMap((_, i) => [`#p${i}`, `#s${i}`]),
      when: boxes.map((_, i) => `#s${i} = :s${i}`).join(" AND "),
      names: Object.fromEntries(
        boxes.flatMap(({ outbox }, i) => [
          [`p${i}`, boxAttribute(outbox)],
          [`s${i}`, seqAttribute(outbox)],
        ]),
      ),
      values: {
        count: boxes.length,
        ...Object.fromEntries(boxes.map(({ seq }, i) => [`s${i}`, seq])),
      },
    });
  }

  return {
    putMessage,

    async rollForward(conversation) {
      const item = await table.get(headKey(conversation));
      if (!item) return [];
      const boxes = boxesOf(item);
      const messages = await settle(conversation, boxes);
      await forget(conversation, silentBoxes(boxes, headOf(conversation, item).activeAt));
      return messages;
    },

    async pruneSilent(conversation, boxes, activeAt) {
      const silent = silentBoxes(boxes, activeAt);
      await settle(conversation, silent);
      await forget(conversation, silent);
    },

    async makeRoom(conversation) {
      const item = await table.get(headKey(conversation));
      const oldest = item ? oldestBoxes(boxesOf(item)) : [];
      await settle(conversation, oldest);
      await forget(conversation, oldest);
    },
  };
}
