import type { Due, QueueRow, Store } from "../../ports.ts";
import { byBytes, type State } from "./state.ts";

type Waiting = Pick<Store, "enqueue" | "dequeue" | "waiting" | "addDue" | "removeDue" | "due">;

export function waiting({ queue, due }: Pick<State, "queue" | "due">): Waiting {
  return {
    async enqueue({ conversation, language, priority, since }) {
      const row = { conversation, language, priority, since };
      queue.set(rowKey(row), row);
    },
    async dequeue(row) {
      queue.delete(rowKey(row));
    },
    async waiting(language, limit) {
      return [...queue.values()]
        .filter((row) => row.language === language)
        .sort(
          (a, b) =>
            b.priority - a.priority || a.since - b.since || byBytes(a.conversation, b.conversation),
        )
        .slice(0, Math.max(0, limit));
    },

    async addDue({ at, ref }) {
      due.set(dueKey({ at, ref }), { at, ref });
    },
    async removeDue(row) {
      due.delete(dueKey(row));
    },
    async due(now, limit) {
      return [...due.values()]
        .filter(({ at }) => at <= now)
        .sort((a, b) => a.at - b.at || byBytes(refKey(a), refKey(b)))
        .slice(0, Math.max(0, limit));
    },
  };
}

function rowKey({ language, priority, since, conversation }: QueueRow): string {
  return JSON.stringify([language, priority, since, conversation]);
}

function refKey({ ref }: Due): string {
  return `${ref.kind}#${ref.id}`;
}

function dueKey(due: Due): string {
  return `${due.at}#${refKey(due)}`;
}
