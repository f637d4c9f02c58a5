import type { Entry } from "../../shared/conversation-state.ts";
import type { Chat } from "../desk/chat.ts";
import { languageName } from "./format.ts";
import { memo } from "./memo.ts";
import { ServiceClock } from "./service-clock.tsx";

/** How the shopper of a chat is called. */
export const nameOf = ({ context: { name, language } }: Chat): string =>
  name ?? `Shopper, ${languageName(language)}`;

function lastWords(entries: readonly Entry[]): string {
  for (let i = entries.length - 1; i >= 0; i -= 1) {
    const entry = entries[i];
    if (entry?.kind === "outgoing") return entry.message.text;
    if (entry?.message.body.kind === "text") return entry.message.body.text;
  }
  return "";
}

/** One conversation in the list. */
export const Row = memo(
  ({
    chat,
    selected,
    now,
    onSelect,
  }: {
    readonly chat: Chat;
    readonly selected: boolean;
    readonly now: () => number;
    readonly onSelect: (id: string) => void;
  }) => {
    const { unread, entries, typing } = chat.state;
    return (
      <button
        type="button"
        class="row"
        aria-current={selected ? "true" : undefined}
        onClick={() => onSelect(chat.id)}
      >
        <span class="title clip">{nameOf(chat)}</span>
        {unread > 0 && (
          <span class="badge">
            {unread}
            <span class="sr"> unread</span>
          </span>
        )}
        <span class="muted clip words">{typing ? "writing …" : lastWords(entries)}</span>
        {chat.waiting && <ServiceClock waiting={chat.waiting} now={now} />}
      </button>
    );
  },
);
