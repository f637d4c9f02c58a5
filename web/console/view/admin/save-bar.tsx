import { useState } from "preact/hooks";
import { moment } from "../format.ts";
import { ChangeWords } from "./change-words.tsx";
import type { Editing } from "./use-editing.ts";

/** Saves with a note, says what is wrong, and what to do when somebody else was first. */
export function SaveBar<T>({
  editing,
  faulty,
  onSaved,
}: {
  readonly editing: Editing<T>;
  /** Something is wrong in the form, and says so beside its field. */
  readonly faulty: boolean;
  readonly onSaved?: () => void;
}) {
  const [note, setNote] = useState("");
  const { unsaved, busy, saved, failure, conflict } = editing;
  const off = busy || !unsaved || faulty;
  const save = async () => {
    if (off || !(await editing.save(note))) return;
    setNote("");
    onSaved?.();
  };
  return (
    <div class="save">
      {conflict && (
        <div class="problem" role="alert">
          <p>
            Somebody saved version {conflict.live} meanwhile. Your edits are still here, unsaved.
          </p>
          {conflict.changes.map((change) => (
            <div key={change.version}>
              Version {change.version}, {change.by?.name ?? change.by?.id ?? "the command line"},{" "}
              {moment(change.at)}:
              <ChangeWords what={change.what} />
            </div>
          ))}
          <p class="acts">
            <button type="button" class="quiet" onClick={editing.keepOver}>
              Keep my edits over version {conflict.live}
            </button>
            <button type="button" class="quiet" onClick={editing.drop}>
              Drop my edits
            </button>
          </p>
        </div>
      )}
      {failure && (
        <p class="problem" role="alert">
          Not saved. {failure.message}
        </p>
      )}
      <label class="stacked">
        Why it is changed
        <input
          maxLength={500}
          autocomplete="off"
          value={note}
          onInput={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </label>
      <p class="acts">
        <button type="submit" class="primary" aria-disabled={off} onClick={() => void save()}>
          Save and make live
        </button>
        {unsaved && !conflict && (
          <button type="button" class="quiet" onClick={editing.drop}>
            Drop my edits
          </button>
        )}
        <span role="status" class="muted">
          {faulty
            ? "Mend what is marked first."
            : unsaved
              ? "Not saved yet."
              : saved
                ? "Saved."
                : ""}
        </span>
      </p>
    </div>
  );
}
