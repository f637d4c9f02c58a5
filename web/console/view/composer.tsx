import { useEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../desk/chat.ts";
import type { CannedReply, Help } from "../writing/data.ts";
import { valuesOf } from "../writing/variables.ts";
import { useDesk, useIntent } from "./desk-context.ts";
import { optionId, PICKER, ReplyPicker } from "./reply-picker.tsx";
import { ToneNotice } from "./tone-notice.tsx";
import { useDraft } from "./use-draft.ts";
import { useReplies } from "./use-replies.ts";
import { useSending } from "./use-sending.ts";

/** Enter sends, Shift+Enter makes a new line, a slash brings the canned replies. */
export function Composer({
  chat,
  help,
  agentName,
}: {
  readonly chat: Chat;
  readonly help: Help | undefined;
  readonly agentName: string | undefined;
}) {
  const { preferences, prefer } = useDesk();
  const { client, context, id } = chat;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useDraft(id);
  const [problem, setProblem] = useState<string>();
  const values = valuesOf(context, agentName);
  const put = (next: string, start: number, end = start) => {
    setText(next);
    // After the new text is in the field.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(start, end);
    });
  };
  const picker = useReplies({ text, field, replies: help?.replies, values, put });
  const { send, findings, mend } = useSending({
    client,
    text,
    values,
    phrases: preferences.tone ? help?.tone : undefined,
    put,
    problem: setProblem,
  });

  // Whoever chose this conversation wants to write in it.
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.closest(".inbox")) field.current?.focus();
  }, []);
  useIntent("write", () => field.current?.focus());
  useIntent("replies", picker.begin);
  useIntent("insert", (words) => {
    const next = text.trim() === "" ? words : `${text.trimEnd()} ${words}`;
    put(next, next.length);
  });

  const keyed = (event: KeyboardEvent) => {
    if (event.isComposing || picker.keyed(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  const active: CannedReply | undefined = picker.found[picker.active];
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {picker.found.length > 0 && (
        <ReplyPicker
          replies={picker.found}
          active={picker.active}
          values={values}
          language={help?.language ?? "en"}
          onPick={picker.pick}
        />
      )}
      {findings.length > 0 && (
        <ToneNotice
          findings={findings}
          language={context.language}
          onMend={mend}
          onOff={() => prefer({ tone: false })}
        />
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <label class="sr" for="message">
        Message
      </label>
      <textarea
        id="message"
        ref={field}
        rows={2}
        lang={context.language}
        dir="auto"
        autocomplete="off"
        spellcheck
        placeholder="Write a message, or / for canned replies"
        aria-autocomplete="list"
        aria-controls={active ? PICKER : undefined}
        aria-activedescendant={active && optionId(active)}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setProblem(undefined);
          picker.typed();
          if (currentTarget.value !== "") client.typed();
        }}
        onKeyDown={keyed}
      />
      <button type="submit" class="primary" aria-disabled={text.trim() === ""}>
        Send
      </button>
    </form>
  );
}
