import { useEffect, useState } from "preact/hooks";
import type { Chat } from "../desk/chat.ts";
import { Banners } from "./banners.tsx";
import { Composer } from "./composer.tsx";
import { ConversationTools } from "./conversation-tools.tsx";
import { useDesk, useIntent } from "./desk-context.ts";
import { Find } from "./find.tsx";
import { languageName } from "./format.ts";
import { NoteComposer } from "./note-composer.tsx";
import { Offer } from "./offer.tsx";
import { ServiceClock } from "./service-clock.tsx";
import { Transcript } from "./transcript.tsx";
import { useHelp } from "./use-help.ts";
import { WrapUp } from "./wrap-up.tsx";

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
  const { context, closed, waiting, part, id, spoken } = chat;
  const [query, setQuery] = useState<string>();
  const [noting, setNoting] = useState(false);
  const help = useHelp(context.language);
  const { profile } = desk.state;
  const language = spoken?.language ?? context.language;
  const foreign = profile !== undefined && profile.languages[language] === undefined;
  const after = profile?.wrapUps?.[id];
  const wrapping = closed && after !== undefined && after > now();
  const onlyNotes = part === "watcher" || wrapping;
  const toMessages = () => {
    setNoting(false);
    // Once the message field is back.
    requestAnimationFrame(() => intents.emit("write", undefined));
  };
  useEffect(() => void desk.team.loadNotes(id), [id]);
  useIntent("find", () => setQuery(query ?? ""));
  useIntent("note", () => (noting ? toMessages() : setNoting(true)));
  useIntent("insert", () => setNoting(false));
  useIntent("offers", () => setNoting(false));
  return (
    <section class="conversation" aria-label="Conversation">
      <header>
        <button type="button" class="quiet to-inbox" onClick={() => onPane("inbox")}>
          Inbox
        </button>
        <h2 class="clip">{context.name ?? "Shopper"}</h2>
        <span class="muted">{languageName(context.language)}</span>
        {waiting && <ServiceClock waiting={waiting} now={now} />}
        <span class="space" />
        <div class="chat-tools">
          <button type="button" class="quiet to-shopper" onClick={() => onPane("shopper")}>
            Shopper
          </button>
          <ConversationTools
            chat={chat}
            onFind={() => setQuery(query === undefined ? "" : undefined)}
          />
        </div>
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
      <Banners chat={chat} self={profile?.id} />
      <Transcript chat={chat} query={query?.trim() ?? ""} foreign={foreign} />
      {closed && <p class="muted ended">This conversation is closed.</p>}
      {wrapping && <WrapUp conversation={id} until={after} />}
      {(!closed || wrapping) && (
        <div class="writing">
          {part === "agent" && !closed && !noting && (
            <Offer chat={chat} help={help} agentName={agentName} />
          )}
          {noting || onlyNotes ? (
            <NoteComposer chat={chat} onDone={onlyNotes ? undefined : toMessages} />
          ) : (
            <Composer
              chat={chat}
              help={help}
              agentName={agentName}
              foreign={foreign}
              onNote={() => setNoting(true)}
            />
          )}
        </div>
      )}
    </section>
  );
}
