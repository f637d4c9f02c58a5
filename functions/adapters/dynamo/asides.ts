import type { Note } from "../../contract/desk.ts";
import type { Aside, Store } from "../../ports.ts";
import type { Condition } from "./expressions.ts";
import {
  ASIDES,
  asideKey,
  chatKey,
  chatsPk,
  conversationPk,
  endedKey,
  NOTES,
  noteKey,
  visitorPk,
} from "./keys.ts";
import type { Retention } from "./retention.ts";
import { byNote, MAX_NOTES } from "./rules.ts";
import type { Item, Table } from "./table.ts";
import { exposuresPk } from "./trigger-keys.ts";

type Asides = Pick<
  Store,
  "addNote" | "notes" | "putAside" | "asides" | "addChat" | "chats" | "erase"
>;

/** What stands beside a conversation, each an item of its own: none of it is read or written on a message's way. */
export function asides(table: Table, retention: Retention): Asides {
  async function all(pk: string, prefix?: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    for await (const page of table.pages({ pk, ...(prefix !== undefined && { prefix }) }))
      items.push(...page);
    return items;
  }
  const removeAll = async (pk: string) => {
    for (const { sk } of await all(pk)) await table.remove({ pk, sk: sk as string });
  };

  return {
    async addNote(note) {
      const { conversation, key, ...rest } = note;
      const item = { ...noteKey(conversation, key), ...rest, ...retention(note.at) };
      if (await table.put(item, { when: "attribute_not_exists(#pk)" })) return note;
      const known = await table.get(noteKey(conversation, key));
      return known ? noteOf(conversation, known) : note;
    },
    async notes(conversation) {
      const items = await all(conversationPk(conversation), NOTES);
      return items
        .map((item) => noteOf(conversation, item))
        .sort(byNote)
        .slice(-MAX_NOTES);
    },

    async putAside(conversation, aside) {
      const { kind, ...rest } = aside;
      const item = { ...asideKey(conversation, kind), ...rest, ...retention(aside.at) };
      return (await table.put(item, conditionOf(aside))) ? "done" : "conflict";
    },
    async asides(conversation) {
      const items = await all(conversationPk(conversation), ASIDES);
      return items.map((item) => {
        const { pk: _, sk, expiresAt: __, ...aside } = item;
        return { kind: (sk as string).slice(ASIDES.length), ...aside } as Aside;
      });
    },

    async addChat(visitor, conversation, startedAt) {
      await table.put({
        ...chatKey(visitor, conversation, startedAt),
        conversation,
        startedAt,
        ...retention(startedAt),
      });
    },
    async chats(visitor, limit) {
      const rows = await table.query({ pk: chatsPk(visitor), descending: true, limit });
      return rows.map(({ conversation, startedAt }) => ({
        conversation: conversation as string,
        startedAt: startedAt as number,
      }));
    },

    async erase(visitor, customer) {
      const theirs = customer === undefined ? [] : await all(chatsPk(customer));
      for (const { conversation, startedAt } of await all(chatsPk(visitor))) {
        const chat = { conversation: conversation as string, startedAt: startedAt as number };
        await removeAll(conversationPk(chat.conversation));
        await table.remove(endedKey(chat));
        for (const row of theirs)
          if (row.conversation === conversation)
            await table.remove({ pk: row.pk as string, sk: row.sk as string });
      }
      await Promise.all([
        removeAll(chatsPk(visitor)),
        removeAll(visitorPk(visitor)),
        removeAll(exposuresPk(visitor)),
      ]);
    },
  };
}

function conditionOf(aside: Aside): Condition | undefined {
  const first = "attribute_not_exists(#pk)";
  switch (aside.kind) {
    case "outcome":
      return undefined;
    case "survey":
      return { when: first };
    case "answered":
      return { when: `${first} OR #upTo < :upTo`, values: { upTo: aside.upTo } };
  }
}

function noteOf(conversation: string, item: Item): Note {
  const { pk: _, sk, expiresAt: __, ...note } = item;
  return { conversation, key: (sk as string).slice(NOTES.length), ...note } as Note;
}
