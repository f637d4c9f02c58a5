import type { Message } from "../../contract/conversation.ts";
import type { Store } from "../../ports.ts";
import {
  boxAttribute,
  boxesOf,
  guestAttribute,
  headOf,
  liveParticipants,
  seqAttribute,
  storedBox,
} from "./head-item.ts";
import { conversationPk, headKey, LAST_MESSAGE_SK, messageKey, messageSk } from "./keys.ts";
import type { Outboxes } from "./outboxes.ts";
import type { Retention } from "./retention.ts";
import {
  type Append,
  appendVerdict,
  MAX_OUTBOXES,
  messageOf,
  ownerTag,
  takeBytes,
} from "./rules.ts";
import type { Item, Table } from "./table.ts";

const ATTEMPTS = 4;
/** Messages of one query: a page of ordinary ones, and not much to pay for in vain when they are long. */
const QUERY_LIMIT = 64;

type Messages = Pick<Store, "append" | "putMessage" | "rollForward" | "message" | "messages">;

export function messages(table: Table, outboxes: Outboxes, retention: Retention): Messages {
  return {
    async append(message) {
      const { conversation } = message;
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const written = await table.update(headKey(conversation), appendUpdate(message, retention));
        if (written) return appended(message, written, false);
        const item = await table.get(headKey(conversation));
        const verdict = appendVerdict(
          item && headOf(conversation, item),
          item ? boxesOf(item) : [],
          message,
        );
        switch (verdict.kind) {
          case "again":
            if (item) return appended(message, item, true);
            break;
          case "full":
            await outboxes.makeRoom(conversation);
            break;
          case "expected":
            return { kind: "expected", n: verdict.n };
          case "forbidden":
          case "closed":
          case "missing":
            return { kind: verdict.kind };
        }
      }
      throw new Error("append: the head changed under every attempt");
    },

    async putMessage(message) {
      // Frames that are sent at the same time leave first: preparing a request takes longer than the network, and somebody waits for them.
      await nextTurn();
      await outboxes.putMessage(message);
    },
    rollForward: outboxes.rollForward,

    async message(conversation, seq) {
      const item = await table.get(messageKey(conversation, seq));
      return item && storedMessage(conversation, item);
    },

    async messages(conversation, after, bytes) {
      const found: Message[] = [];
      const pages = table.pages({
        pk: conversationPk(conversation),
        between: [messageSk(after + 1), LAST_MESSAGE_SK],
        limit: QUERY_LIMIT,
      });
      for await (const page of pages) {
        found.push(...page.map((item) => storedMessage(conversation, item)));
        const taken = takeBytes(found, bytes);
        if (taken.length < found.length) return { messages: taken, more: true };
      }
      return { messages: found, more: false };
    },
  };
}

/** The whole decision about a message in one conditional update. */
function appendUpdate(message: Append, retention: Retention) {
  const { author, outbox, n, at } = message;
  const by = ownerTag(author);
  const kept = retention(at);
  const allowed = {
    shopper: "#visitor = :author AND #state.#kind <> :closed",
    agent:
      "((#state.#kind = :active AND #state.#agent = :author) OR (#guest.#mode = :join AND #state.#kind <> :closed))",
    system: "attribute_exists(#pk)",
  }[author.role];
  const inTurn =
    n === 1
      ? "attribute_not_exists(#box) AND #boxes < :most"
      : "#box.#n = :previous AND #box.#by = :by";
  return {
    set: [
      "#seq = #seq + :one",
      "#boxSeq = #seq + :one",
      "#box = :box",
      "#activeAt = :at",
      ...(n === 1 ? ["#boxes = #boxes + :one"] : []),
      ...(kept.expiresAt === undefined ? [] : ["#expiresAt = :expiresAt"]),
    ],
    when: `${allowed} AND ${inTurn}`,
    names: {
      box: boxAttribute(outbox),
      boxSeq: seqAttribute(outbox),
      ...(author.role === "agent" && { guest: guestAttribute(author.id) }),
    },
    values: {
      box: storedBox(message),
      by,
      at,
      one: 1,
      previous: n - 1,
      most: MAX_OUTBOXES,
      author: author.role === "system" ? undefined : author.id,
      active: "active",
      closed: "closed",
      join: "join",
      ...kept,
    },
  };
}

/** What the head says of the message that its outbox sent last. */
function appended({ conversation, outbox, at }: Append, item: Item, again: boolean) {
  const box = boxesOf(item).find((other) => other.outbox === outbox);
  if (!box) throw new Error("append: an outbox without its message");
  return {
    kind: "appended" as const,
    head: headOf(conversation, item),
    message: messageOf(conversation, box),
    again,
    participants: liveParticipants(item, at),
  };
}

function storedMessage(conversation: string, item: Item): Message {
  return {
    conversation,
    seq: item.seq as number,
    at: item.at as number,
    from: item.from as Message["from"],
    body: item.body as Message["body"],
    outbox: item.outbox as string,
    n: item.n as number,
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
