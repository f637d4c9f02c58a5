import { useEffect, useRef, useState } from "preact/hooks";
import type { HttpReply } from "../../http.ts";
import type { DryRun } from "./answers.ts";
import { DryRunTable } from "./dry-run.tsx";
import { FaultList } from "./fault-list.tsx";
import { faultsOf, parsed } from "./faults.ts";

export interface EditorProps {
  readonly title: string;
  /** What is edited: one rule, or all. */
  readonly value: unknown;
  /** The place of the one rule. */
  readonly index?: number;
  readonly onSave: (value: unknown, note: string) => Promise<HttpReply<unknown>>;
  /** Only a single rule can be tried. */
  readonly onTry?: (value: unknown) => Promise<HttpReply<DryRun>>;
  readonly onClose: () => void;
}

/** Edits rules as JSON: tries a draft on recorded visits, and saves it. Every fault is shown with its path. */
export function Editor({ title, value, index, onSave, onTry, onClose }: EditorProps) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  const [note, setNote] = useState("");
  const [syntax, setSyntax] = useState<string>();
  const [reply, setReply] = useState<HttpReply<unknown>>();
  const [tried, setTried] = useState<DryRun>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // It stands above the list, which may be scrolled.
  useEffect(() => field.current?.focus(), []);
  const run = async <T,>(
    act: (draft: unknown) => Promise<HttpReply<T>>,
    done: (value: T) => void,
  ) => {
    if (busy) return;
    const draft = parsed(text);
    setSyntax(draft.ok ? undefined : draft.why);
    if (!draft.ok) return;
    setBusy(true);
    const answer = await act(draft.value);
    setBusy(false);
    setReply(answer);
    if (answer.ok) done(answer.value);
  };
  return (
    <section class="editor" aria-label={title}>
      <h3>{title}</h3>
      <label class="sr" for="rule-json">
        {title} as JSON
      </label>
      <textarea
        id="rule-json"
        ref={field}
        rows={18}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <label class="stacked">
        Why it is changed
        <input
          maxLength={500}
          value={note}
          onInput={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </label>
      {syntax && (
        <p class="problem" role="alert">
          {syntax}
        </p>
      )}
      {reply && !reply.ok && (
        <FaultList
          title={
            reply.code === "conflict"
              ? "Somebody else has changed the rules meanwhile. Reload them."
              : "Not accepted"
          }
          faults={reply.code === "conflict" ? [] : faultsOf(reply, index)}
        />
      )}
      <p class="acts">
        {onTry && (
          <button
            type="button"
            class="quiet"
            aria-disabled={busy}
            onClick={() => void run(onTry, setTried)}
          >
            Try on recorded visits
          </button>
        )}
        <button
          type="button"
          class="primary"
          aria-disabled={busy}
          onClick={() => void run((draft) => onSave(draft, note.trim()), onClose)}
        >
          Save and make live
        </button>
        <button type="button" class="quiet" onClick={onClose}>
          Cancel
        </button>
      </p>
      {tried && <DryRunTable run={tried} />}
    </section>
  );
}
