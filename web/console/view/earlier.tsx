import { useEffect, useState } from "preact/hooks";
import type { EarlierChat } from "../../../functions/contract/desk.ts";
import type { Found } from "../desk/earlier.ts";
import { useDesk } from "./desk-context.ts";
import { clock, dateOf, languageName, phrase } from "./format.ts";

/** Her earlier chats, asked for when somebody wants to see them. */
export function Earlier({ conversation }: { readonly conversation: string }) {
  const { desk } = useDesk();
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<Found<readonly EarlierChat[]>>();
  useEffect(() => {
    if (!open) return;
    let wanted = true;
    void desk.earlier.chats(conversation).then((answer) => wanted && setFound(answer));
    return () => {
      wanted = false;
    };
  }, [desk, conversation, open]);
  return (
    <details
      class="earlier-chats"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        <h3>Earlier chats</h3>
      </summary>
      {!found ? (
        <p class="muted">Looking …</p>
      ) : found.ok ? (
        <Chats conversation={conversation} chats={found.value} />
      ) : (
        <p role="alert">{found.why}</p>
      )}
    </details>
  );
}

function Chats({
  conversation,
  chats,
}: {
  readonly conversation: string;
  readonly chats: readonly EarlierChat[];
}) {
  const { show } = useDesk();
  if (chats.length === 0) return <p class="muted">None that is still kept.</p>;
  return (
    <ol>
      {chats.map((chat) => (
        <li key={chat.conversation}>
          <button
            type="button"
            class="link"
            onClick={() => show({ kind: "earlier", conversation, chat })}
          >
            {dateOf(chat.startedAt)} {clock(chat.startedAt)}
          </button>
          <p class="muted">{lineOf(chat)}</p>
        </li>
      ))}
    </ol>
  );
}

/** How it went, in a line. */
export function lineOf(chat: EarlierChat): string {
  const { agent, language, closedAt, resolution, cause, tags = [], score } = chat;
  return [
    agent ?? "Nobody answered",
    languageName(language),
    resolution ? phrase(resolution) : closedAt === undefined && "Not closed",
    cause,
    ...tags,
    score !== undefined && `${score} of 5`,
  ]
    .filter((part) => part !== undefined && part !== false)
    .join(" · ");
}
