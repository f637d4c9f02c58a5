import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Entry } from "../../shared/conversation-state.ts";
import type { Chat } from "../desk/chat.ts";
import { useDesk } from "./desk-context.ts";
import { dayName, dayOf } from "./format.ts";
import { Line, OutgoingLine } from "./line.tsx";

/** Lines drawn at first, and added each time the agent scrolls to the top. */
const WINDOW = 80;
/** Nearer to the end than this, CSS px, the transcript follows what is said. */
const NEAR = 60;

const timeOf = ({ message }: Entry): number => message.at;

function says({ kind, message }: Entry, query: string): boolean {
  const text =
    kind === "outgoing" ? message.text : message.body.kind === "text" ? message.body.text : "";
  return text.toLowerCase().includes(query);
}

/** What was said, day by day: the newest lines, older ones as the agent goes up; or only the lines that hold the words searched for. */
export function Transcript({ chat, query }: { readonly chat: Chat; readonly query: string }) {
  const { now } = useDesk();
  const { state, client } = chat;
  const log = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(WINDOW);
  const [behind, setBehind] = useState(false);
  const follows = useRef(true);
  const height = useRef(0);

  const found =
    query === "" ? state.entries : state.entries.filter((each) => says(each, query.toLowerCase()));
  const entries = found.slice(-shown);
  const hidden = found.length - entries.length;
  const last = state.entries.at(-1);
  const lastKey = last && `${last.message.outbox} ${last.message.n}`;
  const mine = last?.kind === "outgoing" || last?.mine === true;

  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    if (follows.current || mine) element.scrollTop = element.scrollHeight;
    else setBehind(true);
  }, [lastKey, state.typing, query]);

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
        {entries.map((entry) => {
          const { message } = entry;
          const other = dayOf(timeOf(entry)) !== day;
          day = dayOf(timeOf(entry));
          const key = `${message.outbox} ${message.n}`;
          return (
            <div key={key} class="entry">
              {other && <p class="day">{dayName(timeOf(entry), now())}</p>}
              {entry.kind === "outgoing" ? (
                <OutgoingLine message={entry.message} client={client} />
              ) : (
                <Line
                  message={entry.message}
                  mine={entry.mine}
                  delivery={entry.delivery}
                  offer={offerOf(chat, entry)}
                  query={query}
                />
              )}
            </div>
          );
        })}
        {state.typing && <p class="typing">writing …</p>}
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

function offerOf({ state }: Chat, entry: Extract<Entry, { kind: "stored" }>) {
  const { body } = entry.message;
  return body.kind === "offer" ? (state.offers.get(body.offer.code) ?? body.offer) : undefined;
}
