import { useEffect, useState } from "preact/hooks";
import type { Message } from "../../../functions/contract/conversation.ts";
import type { EarlierChat } from "../../../functions/contract/desk.ts";
import type { Found } from "../desk/earlier.ts";
import { useDesk } from "./desk-context.ts";
import { Dialog } from "./dialog.tsx";
import { lineOf } from "./earlier.tsx";
import { dateOf } from "./format.ts";
import { Line } from "./line.tsx";

/** What was said in an earlier chat, to read only. */
export function EarlierDialog({
  conversation,
  chat,
  onClose,
}: {
  readonly conversation: string;
  readonly chat: EarlierChat;
  readonly onClose: () => void;
}) {
  const { desk } = useDesk();
  const [found, setFound] = useState<Found<readonly Message[]>>();
  useEffect(() => {
    void desk.earlier.messages(conversation, chat.conversation).then(setFound);
  }, [desk, conversation, chat]);
  return (
    <Dialog label={`Chat of ${dateOf(chat.startedAt)}`} name="earlier-chat" onClose={onClose}>
      {(close) => (
        <>
          <h2>Chat of {dateOf(chat.startedAt)}</h2>
          <p class="muted">{lineOf(chat)}</p>
          {!found && <p role="status">Looking …</p>}
          {found && !found.ok && <p role="alert">{found.why}</p>}
          {found?.ok && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
            <div class="log" role="log" aria-label="What was said" tabIndex={0}>
              {found.value.map((message) => (
                <Line
                  key={message.seq}
                  message={message}
                  mine={message.from.kind === "agent"}
                  delivery={undefined}
                  offer={message.body.kind === "offer" ? message.body.offer : undefined}
                  query=""
                  translation={undefined}
                  translate={undefined}
                />
              ))}
            </div>
          )}
          <p>
            <button type="button" class="quiet" onClick={close}>
              Close
            </button>
          </p>
        </>
      )}
    </Dialog>
  );
}
