import { useEffect, useState } from "preact/hooks";
import type { DeskState } from "../desk/desk-state.ts";
import { byReadiness, describe } from "../desk/targets.ts";
import { Choose } from "./choose.tsx";
import { useDesk } from "./desk-context.ts";
import { Dialog } from "./dialog.tsx";
import type { Choice } from "./option-list.tsx";

/** Asks a colleague to read and write beside this agent. */
export function Invite({
  conversation,
  state: { colleagues },
  onClose,
}: {
  readonly conversation: string;
  readonly state: DeskState;
  readonly onClose: () => void;
}) {
  const { desk } = useDesk();
  const [chosen, setChosen] = useState<Choice>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => void desk.team.look(), []);
  const choices = byReadiness(colleagues).map((one) => ({
    id: one.id,
    title: one.name,
    detail: describe(one),
  }));
  return (
    <Dialog label="Invite a colleague" name="sheet" onClose={onClose}>
      {(close) => {
        const invite = async ({ id }: Choice) => {
          const failed = await desk.team.invite(conversation, id);
          setProblem(failed);
          if (failed === undefined) close();
        };
        return (
          <>
            <h2>Invite a colleague</h2>
            <p class="muted">They read and write beside you. The shopper is told.</p>
            <Choose
              id="invitees"
              label="Whom"
              choices={choices}
              chosen={chosen}
              onChoose={setChosen}
              onTaken={(choice) => void invite(choice)}
            />
            {problem && (
              <p class="problem" role="alert">
                {problem}
              </p>
            )}
            <button type="button" class="quiet" onClick={close}>
              Cancel
            </button>
          </>
        );
      }}
    </Dialog>
  );
}
