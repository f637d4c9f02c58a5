import type { Store } from "../../ports.ts";
import {
  appendVerdict,
  type Box,
  messageOf,
  oldestBoxes,
  ownerTag,
  takeBytes,
} from "../dynamo/rules.ts";
import { plain } from "../dynamo/same.ts";
import { live } from "./conversations.ts";
import { forget, settle, silent } from "./outboxes.ts";
import type { State } from "./state.ts";

type Messages = Pick<Store, "append" | "putMessage" | "rollForward" | "message" | "messages">;

export function messages({ conversations }: Pick<State, "conversations">): Messages {
  return {
    async append(message) {
      const { conversation, author, outbox, n, at, from, body } = message;
      const known = conversations.get(conversation);
      const boxes = [...(known?.boxes.values() ?? [])];
      const verdict = appendVerdict(known?.head, boxes, message);
      if (!known) return { kind: "missing" };
      const answer = (box: Box, again: boolean) => ({
        kind: "appended" as const,
        head: plain(known.head),
        message: plain(messageOf(conversation, box)),
        again,
        participants: live(known.participants, at),
      });
      switch (verdict.kind) {
        case "again":
          return answer(verdict.box, true);
        case "expected":
          return { kind: "expected", n: verdict.n };
        case "forbidden":
        case "closed":
        case "missing":
          return { kind: verdict.kind };
        case "full": {
          const oldest = oldestBoxes(boxes);
          settle(conversation, known, oldest);
          forget(known, oldest);
        }
      }
      const seq = known.head.seq + 1;
      const box = plain({ outbox, n, seq, by: ownerTag(author), at, from, body });
      known.boxes.set(outbox, box);
      known.head = { ...known.head, seq, activeAt: at };
      return answer(box, false);
    },

    async putMessage(message) {
      const known = conversations.get(message.conversation);
      if (known && !known.messages.has(message.seq))
        known.messages.set(message.seq, plain(message));
    },

    async rollForward(conversation) {
      const known = conversations.get(conversation);
      if (!known) return [];
      const boxes = [...known.boxes.values()].sort((a, b) => a.seq - b.seq);
      settle(conversation, known, boxes);
      forget(known, silent(known));
      return boxes.map((box) => plain(messageOf(conversation, box)));
    },

    async message(conversation, seq) {
      const all = conversations.get(conversation)?.messages.values() ?? [];
      const found = [...all].find((message) => message.seq === seq);
      return found && plain(found);
    },

    async messages(conversation, after, bytes) {
      const all = [...(conversations.get(conversation)?.messages.values() ?? [])]
        .filter(({ seq }) => seq > after)
        .sort((a, b) => a.seq - b.seq);
      const taken = takeBytes(all, bytes);
      return { messages: taken.map(plain), more: taken.length < all.length };
    },
  };
}
