import type { Entry } from "../../shared/conversation-state.ts";
import type { Chat } from "../desk/chat.ts";
import { wordsOf } from "../desk/words.ts";
import { duration, languageName } from "./format.ts";
import { memo } from "./memo.ts";
import { ServiceClock } from "./service-clock.tsx";
import { useSeconds } from "./ticker.ts";

/** How the shopper of a chat is called. */
export const nameOf = ({ context: { name, language } }: Chat): string =>
  name ?? `Shopper, ${languageName(language)}`;

function lastWords(entries: readonly Entry[]): string {
  for (let i = entries.length - 1; i >= 0; i -= 1) {
    const entry = entries[i];
    if (entry?.kind === "outgoing") return entry.message.text;
    const words = entry && wordsOf(entry.message.body);
    if (words) return words;
  }
  return "";
}

function Left({ until, now }: { readonly until: number; readonly now: () => number }) {
  const left = until - useSeconds(now);
  return left > 0 ? <span class="clock soon">Wrap-up · {duration(left)}</span> : null;
}

/** One conversation in the list. */
export const Row = memo(
  ({
    chat,
    selected,
    wrapUp,
    now,
    onSelect,
  }: {
    readonly chat: Chat;
    readonly selected: boolean;
    /** Until when its slot is kept after it has ended, epoch ms. */
    readonly wrapUp: number | undefined;
    readonly now: () => number;
    readonly onSelect: (id: string) => void;
  }) => {
    const { entries, typing } = chat.state;
    const unread = chat.part === "watcher" ? 0 : chat.state.unread;
    const begun = !chat.closed && (typing || chat.draft !== "");
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
        <span class="muted clip words">{begun ? "writing …" : lastWords(entries)}</span>
        {chat.part === "watcher" && <span class="tag">watching</span>}
        {chat.part === "guest" && <span class="tag">guest</span>}
        {chat.resting && <span class="tag">resting</span>}
        {wrapUp !== undefined && <Left until={wrapUp} now={now} />}
        {chat.waiting && <ServiceClock waiting={chat.waiting} now={now} />}
      </button>
    );
  },
);
