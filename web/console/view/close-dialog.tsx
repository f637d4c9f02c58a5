import { useEffect, useRef, useState } from "preact/hooks";
import { RESOLUTIONS } from "../../../functions/contract/desk.ts";
import { causesFor, likelyResolution, MOST_LETTERS, tagsOf } from "../desk/causes.ts";
import type { DeskState } from "../desk/desk-state.ts";
import { keptCause } from "../desk/kept.ts";
import { useDesk } from "./desk-context.ts";
import { Dialog } from "./dialog.tsx";
import { phrase } from "./format.ts";

/** How it ended, why it came about, and words to find it by. Enter closes the chat; everything has its most likely value already. */
export function CloseDialog({
  conversation,
  state: { chats },
  onClose,
}: {
  readonly conversation: string;
  readonly state: DeskState;
  readonly onClose: () => void;
}) {
  const { desk } = useDesk();
  const chat = chats.find(({ id }) => id === conversation);
  const last = keptCause.read();
  const causes = causesFor(chat?.context.reason, last);
  const likely = likelyResolution(chat?.state.entries ?? []);
  const [resolution, setResolution] = useState(likely);
  const [cause, setCause] = useState(likely === "solved" ? (last ?? causes[0] ?? "") : "");
  const [tags, setTags] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <Dialog label="Close chat" name="sheet" onClose={onClose}>
      {(close) => {
        const end = async () => {
          if (busy) return;
          setBusy(true);
          const word = cause.trim();
          const found = tagsOf(tags);
          const failed = await desk.close(conversation, {
            resolution,
            ...(word !== "" && { cause: word }),
            ...(found.length > 0 && { tags: [...found] }),
          });
          setBusy(false);
          setProblem(failed);
          if (failed !== undefined) return;
          if (word !== "") keptCause.write(word);
          close();
        };
        return (
          <form
            class="ending"
            onSubmit={(event) => {
              event.preventDefault();
              void end();
            }}
          >
            <h2>Close chat</h2>
            <fieldset>
              <legend>How did it end?</legend>
              {RESOLUTIONS.map((each) => (
                <label key={each} class="choice">
                  <input
                    ref={each === resolution ? first : null}
                    type="radio"
                    name="resolution"
                    checked={each === resolution}
                    onChange={() => setResolution(each)}
                  />
                  {phrase(each)}
                </label>
              ))}
            </fieldset>
            <label class="stacked">
              Cause
              <input
                list="causes"
                autocomplete="off"
                maxLength={MOST_LETTERS}
                value={cause}
                onInput={({ currentTarget }) => setCause(currentTarget.value)}
              />
              <datalist id="causes">
                {causes.map((each) => (
                  <option key={each} value={each} />
                ))}
              </datalist>
            </label>
            <p class="suggested">
              {causes.slice(0, 4).map((each) => (
                <button
                  key={each}
                  type="button"
                  class="quiet"
                  aria-pressed={each === cause}
                  onClick={() => setCause(each)}
                >
                  {each}
                </button>
              ))}
            </p>
            <label class="stacked">
              Tags <span class="muted">parted by commas</span>
              <input
                autocomplete="off"
                value={tags}
                onInput={({ currentTarget }) => setTags(currentTarget.value)}
              />
            </label>
            {problem && (
              <p class="problem" role="alert">
                {problem}
              </p>
            )}
            <p class="acts">
              <button type="submit" class="primary" aria-disabled={busy}>
                Close chat <kbd>Enter</kbd>
              </button>
              <button type="button" class="quiet" onClick={close}>
                Cancel
              </button>
            </p>
          </form>
        );
      }}
    </Dialog>
  );
}
