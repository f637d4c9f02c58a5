import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Entry } from "../../shared/conversation-state.ts";
import { useView } from "./context.ts";
import { Icon } from "./icons.tsx";
import { Line } from "./message.tsx";

/** Lines in the document at first and more of them at each wish, so that a long conversation stays light. */
const PAGE = 120;
/** Of them so many a frame, so that a slow device can be written on at once. */
const FRAME = 40;
const SAME_BREATH_MS = 120_000;
const NEAR_END_PX = 60;

const keyOf = ({ message }: Entry): string => `${message.outbox} ${message.n}`;
const isMine = (entry: Entry | undefined): boolean => entry?.kind === "outgoing" || !!entry?.mine;

function senderOf(entry: Entry): string | undefined {
  if (entry.kind === "outgoing") return "me";
  const { body, from } = entry.message;
  if (body.kind !== "text") return undefined;
  return entry.mine ? "me" : from.kind === "agent" ? from.id : from.kind;
}

function follows(before: Entry | undefined, entry: Entry): boolean {
  const sender = senderOf(entry);
  if (!before || sender === undefined || senderOf(before) !== sender) return false;
  return entry.message.at - before.message.at < SAME_BREATH_MS;
}

/** The conversation. It stays at its end unless the shopper has scrolled away from there. */
export function Messages() {
  const { model, t } = useView();
  const { chat, agent } = model;
  const [shown, setShown] = useState(FRAME);
  const [behind, setBehind] = useState(false);
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const count = useRef(0);
  const toEnd = useCallback(() => {
    const box = log.current;
    if (box) box.scrollTop = box.scrollHeight;
  }, []);
  const all = chat?.entries ?? [];
  const entries = all.slice(-shown);
  const last = entries.at(-1);
  const lastMine = entries.findLast((entry) => entry.kind === "stored" && entry.mine);

  const more = all.length > shown;
  useEffect(() => {
    if (!more || shown >= PAGE) return;
    const frame = requestAnimationFrame(() => setShown(shown + FRAME));
    return () => cancelAnimationFrame(frame);
  }, [more, shown]);
  // After every drawing: a state line below the last bubble moves the end as well.
  useLayoutEffect(() => {
    const fresh = all.length > count.current;
    count.current = all.length;
    if (atEnd.current || (fresh && isMine(last))) toEnd();
    else if (fresh) setBehind(true);
  });
  useEffect(() => {
    const box = log.current;
    if (!box || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    watch.observe(box);
    // The last line grows when what it is shown with has been loaded.
    if (box.lastElementChild) watch.observe(box.lastElementChild);
    return () => watch.disconnect();
  }, [toEnd, last]);
  const scrolled = () => {
    const box = log.current;
    if (!box) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    if (atEnd.current) setBehind(false);
  };
  return (
    <div class="messages">
      <div
        class="log"
        role="log"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
        tabIndex={0}
        aria-label={t("messages")}
        aria-busy={!chat?.synced}
        ref={log}
        onScroll={scrolled}
      >
        {more && shown >= PAGE && (
          <button type="button" class="button quiet earlier" onClick={() => setShown(shown + PAGE)}>
            {t("earlier")}
          </button>
        )}
        {entries.map((entry, i) => (
          <Line
            key={keyOf(entry)}
            entry={entry}
            follows={follows(entries[i - 1], entry)}
            last={entry === lastMine}
          />
        ))}
      </div>
      <p class="typing" role="status">
        {chat?.typing && (
          <>
            <span class="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {t("typing", { name: agent?.name ?? t("support") })}
          </>
        )}
      </p>
      {behind && (
        <button type="button" class="button to-end" onClick={toEnd}>
          <Icon name="down" />
          {t("latest")}
        </button>
      )}
    </div>
  );
}
