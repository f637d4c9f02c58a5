import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Emitter } from "../../shared/emitter.ts";
import type { Preferences } from "../browser/preferences.ts";
import type { Command } from "../command.ts";
import { commandsOf } from "../commands.ts";
import type { Desk } from "../desk/desk.ts";
import type { DeskState } from "../desk/desk-state.ts";
import type { Http } from "../http.ts";
import { commandFor } from "../keys.ts";
import { Context } from "./context.tsx";
import { Conversation } from "./conversation.tsx";
import { DeskProvider, type Intents, type Sheet, type View } from "./desk-context.ts";
import { Header } from "./header.tsx";
import { Inbox } from "./inbox.tsx";
import { LeadView } from "./lead-view.tsx";
import { SheetOf } from "./sheet.tsx";

export interface AppProps {
  readonly desk: Desk;
  readonly http: Http;
  readonly state: DeskState;
  readonly preferences: Preferences;
  readonly onPrefer: (change: Partial<Preferences>) => void;
  readonly onSignOut: () => void;
}

/** The whole console: header, inbox, and the conversation in hand with its shopper, or one of the supervisor's parts. */
export function App({ desk, http, state, preferences, onPrefer, onSignOut }: AppProps) {
  const intents = useMemo(() => new Emitter<Intents>(), []);
  const [sheet, setSheet] = useState<Sheet>();
  const [view, setView] = useState<View>("chats");
  /** Which part is shown where they don't fit side by side. */
  const [pane, setPane] = useState<"inbox" | "chat" | "shopper">("inbox");
  const go = (next: View) => {
    setView(next);
    if (next !== "chats") setPane("chat");
  };
  const tools = useMemo(
    () => ({
      desk,
      http,
      now: state.now,
      intents,
      preferences,
      prefer: onPrefer,
      show: setSheet,
      go,
    }),
    [desk, http, state.now, intents, preferences, onPrefer],
  );
  const select = (id: string) => {
    desk.select(id);
    setView("chats");
    setPane("chat");
    intents.emit("write", undefined);
  };
  const chat = state.chats.find(({ id }) => id === state.selected);
  const commands = commandsOf({
    desk,
    state,
    preferences,
    prefer: onPrefer,
    intend: (intent) => {
      setView("chats");
      setPane("chat");
      intents.emit(intent, undefined);
    },
    select,
    show: setSheet,
    go,
    signOut: onSignOut,
  });
  useKeys(commands);
  useEffect(() => {
    if (state.selected !== undefined) setPane("chat");
  }, [state.selected]);
  // A ring accepted, a notification pressed: that is where the agent wants to be.
  useEffect(() => {
    if (state.choices > 0) setView("chats");
  }, [state.choices]);
  const agentName = state.profile?.name;
  const { colleagues, approvals } = state;
  // The same picture as long as this chat is the same: what happens in others costs nothing here.
  const inHand = useMemo(
    () =>
      chat && (
        <main class="in-hand">
          <Conversation key={chat.id} chat={chat} agentName={agentName} onPane={setPane} />
          <Context chat={chat} agentName={agentName} onBack={() => setPane("chat")} />
        </main>
      ),
    [chat, agentName, colleagues, approvals, desk.presence.profile],
  );
  const shown = view === "chats" ? inHand : undefined;
  return (
    <DeskProvider value={tools}>
      <div class="console" data-pane={shown || view !== "chats" ? pane : "inbox"}>
        <Header
          state={state}
          view={view}
          onPalette={() => setSheet({ kind: "palette" })}
          onSettings={() => setSheet({ kind: "settings" })}
          onSignOut={onSignOut}
        />
        <Inbox state={state} onSelect={select} />
        {view !== "chats" && (
          <LeadView view={view} state={state} onInbox={() => setPane("inbox")} />
        )}
        {view === "chats" && (shown ?? <Quiet state={state} />)}
      </div>
      <SheetOf
        sheet={sheet}
        commands={commands}
        state={state}
        onClose={() => setSheet((now) => (now === sheet ? undefined : now))}
      />
    </DeskProvider>
  );
}

function Quiet({ state: { rings, profile } }: { readonly state: DeskState }) {
  return (
    <main class="empty">
      <h2>{rings.length > 0 ? "Somebody needs you" : "All quiet"}</h2>
      <p>
        {profile?.presence === "online"
          ? "New conversations ring here. Keep this window open."
          : "Set yourself online to receive conversations."}
      </p>
      <p class="muted">
        Press <kbd>?</kbd> for all keys.
      </p>
    </main>
  );
}

/** Runs commands by their keys, anywhere in the console but under a dialog. */
function useKeys(commands: readonly Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      // What is on the screen counts: a dialog that was just closed takes no key from the next one.
      if (document.querySelector("dialog[open]")) return;
      const command = commandFor(event, latest.current);
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
