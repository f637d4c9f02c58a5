import type { Desk, DeskState } from "../desk.ts";
import { Context } from "./context.tsx";
import { Conversation } from "./conversation.tsx";
import { Header } from "./header.tsx";
import { Inbox } from "./inbox.tsx";

/** The whole console: header, inbox, the conversation in hand and what is known of its shopper. */
export function App({
  desk,
  state,
  onSignOut,
}: {
  readonly desk: Desk;
  readonly state: DeskState;
  readonly onSignOut: () => void;
}) {
  const chat = state.chats.find(({ client }) => client.id === state.selected);
  return (
    <div class="console">
      <Header desk={desk} state={state} onSignOut={onSignOut} />
      <Inbox desk={desk} state={state} />
      {chat ? (
        <>
          <Conversation key={chat.client.id} desk={desk} chat={chat} />
          <Context context={chat.context} now={state.now()} />
        </>
      ) : (
        <main class="empty">
          <h2>{state.rings.length > 0 ? "Somebody needs you" : "All quiet"}</h2>
          <p>
            {state.profile?.presence === "online"
              ? "New conversations ring here. Keep this window open."
              : "Set yourself online to receive conversations."}
          </p>
        </main>
      )}
    </div>
  );
}
