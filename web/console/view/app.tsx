import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Emitter } from "../../shared/emitter.ts";
import type { Preferences } from "../browser/preferences.ts";
import { type Command, commandsOf } from "../commands.ts";
import type { Desk, DeskState } from "../desk/desk.ts";
import { commandFor } from "../keys.ts";
import { Context } from "./context.tsx";
import { Conversation } from "./conversation.tsx";
import { DeskProvider, type Intents } from "./desk-context.ts";
import { Header } from "./header.tsx";
import { Inbox } from "./inbox.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { Palette } from "./palette.tsx";
import { Settings } from "./settings.tsx";

type Sheet = "palette" | "keys" | "settings";

export interface AppProps {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly preferences: Preferences;
  readonly onPrefer: (change: Partial<Preferences>) => void;
  readonly onSignOut: () => void;
}

/** The whole console: header, inbox, the conversation in hand and what is known of its shopper. */
export function App({ desk, state, preferences, onPrefer, onSignOut }: AppProps) {
  const intents = useMemo(() => new Emitter<Intents>(), []);
  const [sheet, setSheet] = useState<Sheet>();
  /** Which part is shown where they don't fit side by side. */
  const [pane, setPane] = useState<"inbox" | "chat" | "shopper">("inbox");
  const tools = useMemo(
    () => ({ desk, now: state.now, intents, preferences, prefer: onPrefer }),
    [desk, state.now, intents, preferences, onPrefer],
  );
  const select = (id: string) => {
    desk.select(id);
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
      setPane("chat");
      intents.emit(intent, undefined);
    },
    select,
    open: setSheet,
    signOut: onSignOut,
  });
  useKeys(commands, sheet === undefined);
  useEffect(() => {
    if (state.selected !== undefined) setPane("chat");
  }, [state.selected]);
  const agentName = state.profile?.name;
  const close = () => setSheet(undefined);
  // The same picture as long as this chat is the same: what happens in others costs nothing here.
  const inHand = useMemo(
    () =>
      chat && (
        <>
          <Conversation key={chat.id} chat={chat} agentName={agentName} onPane={setPane} />
          <Context context={chat.context} agentName={agentName} onBack={() => setPane("chat")} />
        </>
      ),
    [chat, agentName],
  );
  return (
    <DeskProvider value={tools}>
      <div class="console" data-pane={chat ? pane : "inbox"}>
        <Header
          state={state}
          onPalette={() => setSheet("palette")}
          onSettings={() => setSheet("settings")}
          onSignOut={onSignOut}
        />
        <Inbox state={state} onSelect={select} />
        {inHand ?? <Quiet state={state} />}
      </div>
      {sheet === "palette" && <Palette commands={commands} onClose={close} />}
      {sheet === "keys" && <KeySheet onClose={close} />}
      {sheet === "settings" && <Settings onClose={close} />}
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
function useKeys(commands: readonly Command[], active: boolean): void {
  const latest = useRef({ commands, active });
  latest.current = { commands, active };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!latest.current.active || event.defaultPrevented || event.repeat) return;
      const command = commandFor(event, latest.current.commands);
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
