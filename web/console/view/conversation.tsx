import { useState } from "preact/hooks";
import type { Chat } from "../desk/chat.ts";
import { Composer } from "./composer.tsx";
import { useDesk, useIntent } from "./desk-context.ts";
import { Find } from "./find.tsx";
import { languageName } from "./format.ts";
import { Offer } from "./offer.tsx";
import { ServiceClock } from "./service-clock.tsx";
import { Transcript } from "./transcript.tsx";
import { useHelp } from "./use-help.ts";

/** The conversation in hand. */
export function Conversation({
  chat,
  agentName,
  onPane,
}: {
  readonly chat: Chat;
  readonly agentName: string | undefined;
  /** Shows another part of the screen where they don't fit side by side. */
  readonly onPane: (pane: "inbox" | "shopper") => void;
}) {
  const { desk, now, intents } = useDesk();
  const { context, closed, waiting, id } = chat;
  const [query, setQuery] = useState<string>();
  const help = useHelp(context.language);
  useIntent("find", () => setQuery(query ?? ""));
  return (
    <main class="conversation">
      <header>
        <button type="button" class="quiet to-inbox" onClick={() => onPane("inbox")}>
          Inbox
        </button>
        <h2 class="clip">{context.name ?? "Shopper"}</h2>
        <span class="muted">{languageName(context.language)}</span>
        {waiting && <ServiceClock waiting={waiting} now={now} />}
        <span class="space" />
        <button type="button" class="quiet to-shopper" onClick={() => onPane("shopper")}>
          Shopper
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => setQuery(query === undefined ? "" : undefined)}
        >
          Search
        </button>
        {closed ? (
          <button type="button" class="quiet" onClick={() => desk.putAway(id)}>
            Put away
          </button>
        ) : (
          <button type="button" class="quiet" onClick={() => void desk.close(id)}>
            Close chat
          </button>
        )}
      </header>
      {query !== undefined && (
        <Find
          query={query}
          onQuery={setQuery}
          onClose={() => {
            setQuery(undefined);
            intents.emit("write", undefined);
          }}
        />
      )}
      <Transcript chat={chat} query={query?.trim() ?? ""} />
      {closed ? (
        <p class="muted ended">This conversation is closed.</p>
      ) : (
        <div class="writing">
          <Offer chat={chat} help={help} agentName={agentName} />
          <Composer chat={chat} help={help} agentName={agentName} />
        </div>
      )}
    </main>
  );
}
