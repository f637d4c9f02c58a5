import { useEffect, useRef, useState } from "preact/hooks";
import { textProblem } from "../../shared/conversation-client.ts";
import { noteDraftOf } from "../browser/drafts.ts";
import type { Chat } from "../desk/chat.ts";
import { mentionsIn } from "../desk/notes.ts";
import { newNoteKey } from "../desk/team.ts";
import { fuzzyFilter } from "../writing/search.ts";
import { useDesk, useIntent } from "./desk-context.ts";
import { type Choice, choiceId, OptionList } from "./option-list.tsx";
import { useDraft } from "./use-draft.ts";
import { usePicker } from "./use-picker.ts";
import { usePut } from "./use-put.ts";

/** An `@` at the beginning or after a blank, and the letters of a name after it up to the caret. */
const AT = /(?:^|\s)@([\p{L}\p{N}\- ]{0,29})$/u;
const LIST = "mentions";

/** Writes a note that the shopper never sees. Enter adds it, `@` names a colleague, Escape goes back to messages. */
export function NoteComposer({
  chat: { id, part, state },
  onDone,
}: {
  readonly chat: Chat;
  /** Back to messages; missing where one may only write notes. */
  readonly onDone: (() => void) | undefined;
}) {
  const { desk } = useDesk();
  const { colleagues } = desk.state;
  const [text, setText] = useDraft(noteDraftOf(id));
  const [problem, setProblem] = useState<string>();
  /** The name of the note being written: a second press adds no second one. */
  const key = useRef(newNoteKey());
  const { field, put } = usePut(setText);
  const picker = usePicker({
    text,
    field,
    put,
    pattern: AT,
    find: (query) => fuzzyFilter(query, colleagues, ({ name }) => [name]),
    words: ({ name }) => `@${name} `,
  });
  useEffect(() => {
    field.current?.focus();
    void desk.team.look();
  }, []);
  useIntent("write", () => field.current?.focus());

  const add = async () => {
    const refused = textProblem(text);
    if (refused === "too_large") setProblem("This note is too long. Make two of it.");
    if (refused) return;
    const mentions = mentionsIn(text, colleagues);
    const failed = await desk.team.addNote(id, key.current, text.trim(), mentions);
    setProblem(failed);
    if (failed !== undefined) return;
    key.current = newNoteKey();
    put("", 0);
  };
  const keyed = (event: KeyboardEvent) => {
    if (event.isComposing || picker.keyed(event)) return;
    if (event.key === "Escape" && onDone) onDone();
    else if (event.key === "Enter" && !event.shiftKey) void add();
    else return;
    event.preventDefault();
  };
  const watches = part === "watcher";
  const whispers = watches && state.view?.agent !== undefined;
  const choices = picker.found.map(
    ({ id: agent, name, presence }): Choice => ({ id: agent, title: name, detail: presence }),
  );
  const active = choices[picker.active];
  return (
    <form
      class="composer noting"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      {choices.length > 0 && (
        <OptionList
          id={LIST}
          label="Colleagues"
          choices={choices}
          active={picker.active}
          onPick={(index) => picker.pick(picker.found[index])}
        />
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <label for="note">
        {whispers
          ? "Whisper to the agent"
          : watches
            ? "Note for whoever will answer"
            : "Note to colleagues"}
        <span class="muted"> The shopper never sees it.</span>
      </label>
      <textarea
        id="note"
        ref={field}
        rows={2}
        dir="auto"
        autocomplete="off"
        spellcheck
        placeholder="@ names a colleague"
        aria-autocomplete="list"
        aria-controls={active ? LIST : undefined}
        aria-activedescendant={active && choiceId(LIST, active)}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setProblem(undefined);
          picker.typed();
        }}
        onKeyDown={keyed}
      />
      <button type="submit" class="primary note" aria-disabled={text.trim() === ""}>
        {whispers ? "Whisper" : "Add note"}
      </button>
      {onDone && (
        <p class="mode">
          <button type="button" class="link" onClick={onDone}>
            Back to messages <kbd>Alt N</kbd>
          </button>
        </p>
      )}
    </form>
  );
}
