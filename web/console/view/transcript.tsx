import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../desk/chat.ts";
import { keyOf, type Line as LineOf, timeOf } from "../desk/lines.ts";
import { wordsOf } from "../desk/words.ts";
import { useDesk } from "./desk-context.ts";
import { dayName, dayOf } from "./format.ts";
import { Line, OutgoingLine } from "./line.tsx";
import { NoteLine } from "./note-line.tsx";

/** Lines drawn at first, and added each time the agent scrolls to the top. */
const WINDOW = 80;
/** Nearer to the end than this, CSS px, the transcript follows what is said. */
const NEAR = 60;

function lineWords(line: LineOf): string {
  if (line.kind === "note") return line.note.text;
  if (line.kind === "outgoing") return line.message.text;
  return wordsOf(line.message.body);
}

const says = (line: LineOf, query: string): boolean =>
  lineWords(line).toLowerCase().includes(query);

const isMine = (line: LineOf | undefined, self: string | undefined): boolean => {
  if (line?.kind === "note") return line.note.by !== undefined && line.note.by.id === self;
  return line?.kind === "outgoing" || line?.mine === true;
};

/** What was said, day by day: the newest lines, older ones as the agent goes up; or only the lines that hold the words searched for. */
export function Transcript({
  chat,
  query,
  foreign,
}: {
  readonly chat: Chat;
  readonly query: string;
  /** The agent does not speak the shopper's language: her messages can be translated. */
  readonly foreign: boolean;
}) {
  const { desk, now } = useDesk();
  const { state, client, lines, draft, translations, id } = chat;
  const self = desk.state.profile?.id;
  const log = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(WINDOW);
  const [behind, setBehind] = useState(false);
  const follows = useRef(true);
  const height = useRef(0);

  const found = query === "" ? lines : lines.filter((each) => says(each, query.toLowerCase()));
  const drawn = found.slice(-shown);
  const hidden = found.length - drawn.length;
  const last = lines.at(-1);
  const lastKey = last && keyOf(last);
  const mine = isMine(last, self);
  const translate = useCallback(
    (seq: number) => void desk.translating.message(id, desk.tongue, seq),
    [desk, id],
  );

  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    if (follows.current || mine) element.scrollTop = element.scrollHeight;
    else setBehind(true);
  }, [lastKey, state.typing, draft, translations, query]);

  // Older lines come in above; what the agent looks at stays where it is.
  useLayoutEffect(() => {
    const element = log.current;
    if (element && height.current > 0) element.scrollTop += element.scrollHeight - height.current;
    height.current = 0;
  }, [shown]);

  useEffect(() => {
    const element = log.current;
    if (!element) return;
    const keep = new ResizeObserver(() => {
      if (follows.current) element.scrollTop = element.scrollHeight;
    });
    keep.observe(element);
    return () => keep.disconnect();
  }, []);

  const earlier = () => {
    height.current = log.current?.scrollHeight ?? 0;
    setShown(shown + WINDOW);
  };
  const scrolled = ({ currentTarget: element }: { currentTarget: HTMLElement }) => {
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
    if (follows.current && behind) setBehind(false);
    if (element.scrollTop < NEAR && hidden > 0 && !follows.current) earlier();
  };
  let day = Number.NaN;
  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
      <div ref={log} class="log" role="log" aria-label="Messages" tabIndex={0} onScroll={scrolled}>
        {hidden > 0 && (
          <button type="button" class="quiet earlier" onClick={earlier}>
            Show earlier messages ({hidden})
          </button>
        )}
        {query !== "" && found.length === 0 && <p class="notice">Nothing found.</p>}
        {drawn.map((line) => {
          const other = dayOf(timeOf(line)) !== day;
          day = dayOf(timeOf(line));
          return (
            <div key={keyOf(line)} class="entry">
              {other && <p class="day">{dayName(timeOf(line), now())}</p>}
              {line.kind === "note" && <NoteLine note={line.note} self={self} query={query} />}
              {line.kind === "outgoing" && <OutgoingLine message={line.message} client={client} />}
              {line.kind === "stored" && (
                <Line
                  message={line.message}
                  mine={line.mine}
                  delivery={line.delivery}
                  offer={offerOf(chat, line)}
                  query={query}
                  translation={translations.get(line.message.seq)}
                  translate={foreign ? translate : undefined}
                  client={client}
                />
              )}
            </div>
          );
        })}
        {draft !== "" && !chat.closed && (
          <p class="typing peek" dir="auto">
            is writing: <span lang={chat.context.language}>{draft}</span>
          </p>
        )}
        {state.typing && draft === "" && <p class="typing">writing …</p>}
      </div>
      {behind && (
        <button
          type="button"
          class="primary newer"
          onClick={() => log.current?.scrollTo({ top: log.current.scrollHeight })}
        >
          New messages
        </button>
      )}
    </div>
  );
}

function offerOf({ state }: Chat, line: Extract<LineOf, { kind: "stored" }>) {
  const { body } = line.message;
  return body.kind === "offer" ? (state.offers.get(body.offer.code) ?? body.offer) : undefined;
}
