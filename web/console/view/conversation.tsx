import { useEffect, useRef } from "preact/hooks";
import type { Chat, Desk } from "../desk.ts";
import { Composer } from "./composer.tsx";
import { languageName } from "./format.ts";
import { Line } from "./line.tsx";
import { Offer } from "./offer.tsx";

/** The conversation in hand. */
export function Conversation({
  desk,
  chat: { client, context },
}: {
  readonly desk: Desk;
  readonly chat: Chat;
}) {
  const { state } = client;
  const closed = state.view?.status === "closed";
  const log = useRef<HTMLDivElement>(null);
  const shown = state.entries.length;
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [shown, state.typing]);
  return (
    <main class="conversation">
      <header>
        <h2>{context.name ?? "Shopper"}</h2>
        <span class="muted">{languageName(context.language)}</span>
        {closed ? (
          <button type="button" class="quiet" onClick={() => desk.putAway(client.id)}>
            Put away
          </button>
        ) : (
          <button type="button" class="quiet" onClick={() => void client.close()}>
            Close chat
          </button>
        )}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
      <div ref={log} class="log" role="log" aria-label="Messages" tabIndex={0}>
        {state.entries.map((entry) => (
          <Line
            key={`${entry.message.outbox} ${entry.message.n}`}
            entry={entry}
            offers={state.offers}
            client={client}
          />
        ))}
        {state.typing && <p class="typing">writing …</p>}
      </div>
      {closed ? (
        <p class="muted ended">This conversation is closed.</p>
      ) : (
        <>
          <Offer context={context} onOffer={(percent) => desk.offer(client.id, percent)} />
          <Composer client={client} language={context.language} />
        </>
      )}
    </main>
  );
}
