import type { Note } from "../../contract/desk.ts";
import type { Aside, Store } from "../../ports.ts";
import type { Condition } from "./expressions.ts";
import {
  ASIDES,
  asideKey,
  CUSTOMERS,
  chatKey,
  chatsPk,
  conversationPk,
  endedKey,
  listedKey,
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
  "addNote" | "notes" | "putAside" | "asides" | "addChat" | "addCustomerChat" | "chats" | "erase"
>;

/** Rows deleted at once. */
const ABREAST = 20;

/** What stands beside a conversation, each an item of its own: none of it is read or written on a message's way. */
export function asides(table: Table, retention: Retention): Asides {
  async function all(pk: string, prefix?: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    for await (const page of table.pages({ pk, ...(prefix !== undefined && { prefix }) }))
      items.push(...page);
    return items;
  }
  /** So many at once: an erasure has seconds for thousands of rows. */
  const removeAll = async (pk: string) => {
    const rows = await all(pk);
    for (let i = 0; i < rows.length; i += ABREAST) {
      const some = rows.slice(i, i + ABREAST);
      await Promise.all(some.map(({ sk }) => table.remove({ pk, sk: sk as string })));
    }
  };
  async function addChat(owner: string, conversation: string, startedAt: number): Promise<void> {
    await table.put({
      ...chatKey(owner, conversation, startedAt),
      conversation,
      startedAt,
      ...retention(startedAt),
    });
  }

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

    addChat,
    async addCustomerChat(customer, conversation, startedAt) {
      // First, so that no row of a list is ever without what leads to it.
      await table.put({ ...listedKey(conversation, customer), ...retention(startedAt) });
      await addChat(customer, conversation, startedAt);
    },
    async chats(owner, limit) {
      const rows = await table.query({ pk: chatsPk(owner), descending: true, limit });
      return rows.map(({ conversation, startedAt }) => ({
        conversation: conversation as string,
        startedAt: startedAt as number,
      }));
    },

    async erase(visitor) {
      for (const { conversation, startedAt } of await all(chatsPk(visitor))) {
        const chat = { conversation: conversation as string, startedAt: startedAt as number };
        for (const { sk } of await all(conversationPk(chat.conversation), CUSTOMERS)) {
          const customer = (sk as string).slice(CUSTOMERS.length);
          await table.remove(chatKey(customer, chat.conversation, chat.startedAt));
        }
        await removeAll(conversationPk(chat.conversation));
        await table.remove(endedKey(chat));
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
