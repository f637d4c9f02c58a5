import type { HeedStorage } from "../shared/host.ts";
import type { Outgoing } from "../shared/outbox.ts";
import type { OutboxShelf } from "../shared/outbox-sender.ts";

const idOf = ({ outbox, n }: Outgoing): string => `${outbox} ${n}`;

/**
 * Unacknowledged messages of one conversation, of all tabs together: a tab that is closed leaves its own to the next page. Two tabs that send the same one
 * do no harm, because it goes out under the same name.
 */
export function outboxShelf(storage: HeedStorage, conversation: string): OutboxShelf {
  const key = `outbox:${conversation}`;
  let mine = new Set<string>();
  const read = (): readonly Outgoing[] => {
    try {
      const stored: unknown = JSON.parse(storage.get(key) ?? "[]");
      return Array.isArray(stored) ? stored.filter(isOutgoing) : [];
    } catch {
      return [];
    }
  };
  return {
    load() {
      const left = read();
      mine = new Set(left.map(idOf));
      return left;
    },
    save(entries) {
      const others = read().filter((entry) => !mine.has(idOf(entry)));
      const now = new Set(entries.map(idOf));
      if (entries.length === 0 && mine.size === 0) return;
      mine = now;
      const all = [...others.filter((entry) => !now.has(idOf(entry))), ...entries];
      if (all.length === 0) storage.remove(key);
      else storage.set(key, JSON.stringify(all));
    },
  };
}

function isOutgoing(value: unknown): value is Outgoing {
  if (typeof value !== "object" || value === null) return false;
  const { outbox, n, text, at, state, tried } = value as Record<string, unknown>;
  return (
    typeof outbox === "string" &&
    typeof n === "number" &&
    typeof text === "string" &&
    typeof at === "number" &&
    (state === "sending" || state === "failed") &&
    typeof tried === "boolean"
  );
}
