import { useEffect, useState } from "preact/hooks";
import { useUploads } from "../../shared/use-uploads.ts";
import { draftOf } from "../browser/drafts.ts";
import type { Chat } from "../desk/chat.ts";
import type { Help } from "../writing/data.ts";
import { valuesOf } from "../writing/variables.ts";
import { AttachButton, takeFiles, UploadList } from "./attach.tsx";
import { Collision } from "./collision.tsx";
import { useDesk, useIntent } from "./desk-context.ts";
import { languageName } from "./format.ts";
import { choiceId, OptionList } from "./option-list.tsx";
import { ToneNotice } from "./tone-notice.tsx";
import { useDraft } from "./use-draft.ts";
import { usePut } from "./use-put.ts";
import { useReplies } from "./use-replies.ts";
import { useSending } from "./use-sending.ts";
import { useTranslating } from "./use-translating.ts";

const LIST = "replies";

/** Enter sends, Shift+Enter makes a new line, a slash brings the canned replies. */
export function Composer({
  chat,
  help,
  agentName,
  foreign,
  onNote,
}: {
  readonly chat: Chat;
  readonly help: Help | undefined;
  readonly agentName: string | undefined;
  /** The agent does not speak the shopper's language. */
  readonly foreign: boolean;
  readonly onNote: () => void;
}) {
  const { preferences, prefer } = useDesk();
  const { client, context, id } = chat;
  const language = chat.spoken?.language ?? context.language;
  const [text, setText] = useDraft(draftOf(id));
  const [problem, setProblem] = useState<string>();
  const values = valuesOf(context, agentName);
  const { field, put } = usePut(setText);
  const uploads = useUploads(client);
  const picker = useReplies({
    text,
    field,
    put,
    replies: help?.replies,
    values,
    language: help?.language ?? "en",
  });
  const { send, findings, mend } = useSending({
    client,
    text,
    values,
    more: () => (translating.machine ? { translated: true } : undefined),
    phrases: preferences.tone ? help?.tone : undefined,
    put,
    problem: setProblem,
  });
  const translating = useTranslating(text, language, put, setProblem);

  // Whoever chose this conversation wants to write in it.
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.closest(".inbox")) field.current?.focus();
  }, []);
  useIntent("write", () => field.current?.focus());
  useIntent("replies", () => picker.begin("/"));
  useIntent("translate", () => void translating.translate());
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
  const active = picker.choices[picker.active];
  return (
    <form
      class="composer"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => takeFiles(event, uploads)}
      onPaste={(event) => takeFiles(event, uploads)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {picker.choices.length > 0 && (
        <OptionList
          id={LIST}
          label="Canned replies"
          choices={picker.choices}
          active={picker.active}
          onPick={(index) => picker.pick(picker.found[index])}
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
      <UploadList uploads={uploads} />
      {text.trim() !== "" && <Collision chat={chat} />}
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
        lang={language}
        dir="auto"
        autocomplete="off"
        spellcheck
        placeholder="Write a message, or / for canned replies"
        aria-autocomplete="list"
        aria-controls={active ? LIST : undefined}
        aria-activedescendant={active && choiceId(LIST, active)}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setProblem(undefined);
          translating.forget();
          picker.typed();
          if (currentTarget.value !== "") client.typed();
        }}
        onKeyDown={keyed}
      />
      <button type="submit" class="primary" aria-disabled={text.trim() === ""}>
        Send
      </button>
      <p class="mode">
        <button type="button" class="link" onClick={onNote}>
          Note <kbd>Alt N</kbd>
        </button>
        <AttachButton uploads={uploads} />
        {foreign && (
          <button type="button" class="link" onClick={() => void translating.translate()}>
            Into {languageName(language)} <kbd>Alt Y</kbd>
          </button>
        )}
        {translating.before !== undefined && (
          <button type="button" class="link" onClick={translating.undo}>
            My own words again
          </button>
        )}
      </p>
    </form>
  );
}
