import { useRef, useState } from "preact/hooks";
import type { ConversationClient } from "../../shared/conversation-client.ts";

/** Enter sends, Shift+Enter makes a new line. */
export function Composer({
  client,
  language,
}: {
  readonly client: ConversationClient;
  readonly language: string;
}) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const send = () => {
    const refused = client.send(text);
    if (refused === "too_large") setProblem("This message is too long. Send it in two parts.");
    if (refused) return;
    setText("");
    setProblem(undefined);
    field.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {problem && <p role="alert">{problem}</p>}
      <label class="sr" for="message">
        Message
      </label>
      <textarea
        id="message"
        ref={field}
        rows={2}
        lang={language}
        dir="auto"
        placeholder="Write a message"
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          client.typed();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" class="primary" disabled={text.trim() === ""}>
        Send
      </button>
    </form>
  );
}
