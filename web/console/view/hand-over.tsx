import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { DeskState } from "../desk/desk-state.ts";
import { summaryOf } from "../desk/summary.ts";
import { type Target, targetsOf } from "../desk/targets.ts";
import { Choose } from "./choose.tsx";
import { useDesk } from "./desk-context.ts";
import { Dialog } from "./dialog.tsx";

/** Hands a conversation over: to whom, and what she must know. */
export function HandOver({
  conversation,
  state: { chats, colleagues },
  onClose,
}: {
  readonly conversation: string;
  readonly state: DeskState;
  readonly onClose: () => void;
}) {
  const { desk } = useDesk();
  const chat = chats.find(({ id }) => id === conversation);
  const [summary, setSummary] = useState(() =>
    chat ? summaryOf({ ...chat, entries: chat.state.entries }) : "",
  );
  const [chosen, setChosen] = useState<Target>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const words = useRef<HTMLTextAreaElement>(null);
  const targets = useMemo(() => targetsOf(colleagues), [colleagues]);
  useEffect(() => void desk.team.look(), []);
  return (
    <Dialog label="Hand over" name="sheet broad" onClose={onClose}>
      {(close) => {
        const handOver = async () => {
          if (busy) return;
          if (!chosen) {
            setProblem("Choose to whom first.");
            return;
          }
          setBusy(true);
          const failed = await desk.team.transfer(conversation, chosen.to, summary);
          setBusy(false);
          setProblem(failed);
          if (failed !== undefined) return;
          desk.tell(undefined);
          close();
        };
        return (
          <>
            <h2>Hand over</h2>
            <Choose
              id="targets"
              label="To whom"
              choices={targets}
              chosen={chosen}
              onChoose={setChosen}
              onTaken={() => words.current?.focus()}
            />
            <label class="stacked">
              {chosen ? `What ${chosen.title} must know` : "What they must know"}
              <textarea
                ref={words}
                rows={7}
                dir="auto"
                value={summary}
                onInput={({ currentTarget }) => setSummary(currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
                  event.preventDefault();
                  void handOver();
                }}
              />
            </label>
            {problem && (
              <p class="problem" role="alert">
                {problem}
              </p>
            )}
            <p class="acts">
              <button
                type="button"
                class="primary"
                aria-disabled={busy || !chosen}
                onClick={handOver}
              >
                Hand over{chosen && `: ${chosen.title}`} <kbd>Ctrl Enter</kbd>
              </button>
              <button type="button" class="quiet" onClick={close}>
                Cancel
              </button>
            </p>
          </>
        );
      }}
    </Dialog>
  );
}
