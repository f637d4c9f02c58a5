import { useState } from "preact/hooks";
import type { Chat } from "../desk/chat.ts";
import { summaryOf } from "../desk/summary.ts";
import { useDesk } from "./desk-context.ts";
import { languageName } from "./format.ts";

/** What matters about the conversation as a whole just now: who else is here, what the shopper has changed. */
export function Banners({
  chat,
  self,
}: {
  readonly chat: Chat;
  readonly self: string | undefined;
}) {
  const { part, guests, spoken, state, closed, resting, context } = chat;
  if (closed) return null;
  const others = guests.filter(({ id }) => id !== self);
  const joined = others.filter(({ mode }) => mode === "join").map(({ name }) => name);
  const watching = others.filter(({ mode }) => mode === "watch").map(({ name }) => name);
  const agent = state.view?.agent?.name ?? "Nobody";
  return (
    <>
      {part === "watcher" && (
        <p class="banner">You watch. The shopper does not see you. {agent} answers.</p>
      )}
      {part === "guest" && <p class="banner">You are a guest here. {agent} answers.</p>}
      {others.length > 0 && (
        <p class="banner">
          {joined.length > 0 && <span>Also here: {joined.join(", ")}</span>}
          {watching.length > 0 && <span>Watching: {watching.join(", ")}</span>}
        </p>
      )}
      {(state.view?.left || context.contact) && (
        <p class="banner">
          The shopper does not wait. Write the answer: it reaches them{" "}
          {context.contact ? `at ${context.contact.email}` : "by e-mail"} and on their next visit.
        </p>
      )}
      {resting && (
        <p class="banner">
          The shopper has been silent for long. Their next word brings you back, and so does yours.
        </p>
      )}
      {spoken && part === "agent" && <Spoken chat={chat} language={spoken.language} />}
    </>
  );
}

/** She has changed her language; where the agent does not speak it and others do, one press hands the chat over. */
function Spoken({ chat, language }: { readonly chat: Chat; readonly language: string }) {
  const { desk } = useDesk();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const name = languageName(language);
  const handOver = async () => {
    if (busy) return;
    setBusy(true);
    const { context, notes, state } = chat;
    const summary = summaryOf({ context, notes, entries: state.entries });
    setProblem(await desk.team.transfer(chat.id, { kind: "language", language }, summary));
    setBusy(false);
  };
  return (
    <div class="banner soon" role="alert">
      <p>
        The shopper now writes {name}.{problem && <strong> {problem}</strong>}
      </p>
      <p class="acts">
        {chat.spoken?.handOver && (
          <button type="button" class="quiet" aria-disabled={busy} onClick={handOver}>
            Hand over to who speaks {name}
          </button>
        )}
        <button type="button" class="link" onClick={() => desk.stay(chat.id)}>
          {chat.spoken?.handOver ? "Stay" : "Good"}
        </button>
      </p>
    </div>
  );
}
