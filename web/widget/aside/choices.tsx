import type { Message } from "../../../functions/contract/conversation.ts";
import { useView } from "../view/context.ts";
import { useWords } from "./use-words.ts";

/** Answers that are given with a press, until anybody says something. */
export function Choices({
  choices,
  message,
}: {
  readonly choices: readonly string[];
  readonly message: Message;
}) {
  const { model, actions } = useView();
  const words = useWords();
  const { entries = [], view } = model.chat ?? {};
  const said = entries.findLast(
    (entry) => entry.kind === "outgoing" || entry.message.body.kind !== "notice",
  );
  const open = said?.kind === "stored" && said.message.seq === message.seq;
  if (!open || view?.status === "closed") return null;
  return (
    <fieldset class="choices">
      <legend class="sr">{words("choices")}</legend>
      {choices.map((choice) => (
        <button
          key={choice}
          type="button"
          class="button quiet"
          dir="auto"
          onClick={() => actions.send(choice)}
        >
          {choice}
        </button>
      ))}
    </fieldset>
  );
}
