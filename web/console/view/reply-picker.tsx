import { useEffect, useRef } from "preact/hooks";
import type { CannedReply } from "../writing/data.ts";
import { fill, type Values } from "../writing/variables.ts";

export const PICKER = "replies";
export const optionId = (reply: CannedReply): string => `reply-${reply.id}`;

/** The canned replies that answer to what was typed after the slash; arrows move, Enter takes. */
export function ReplyPicker({
  replies,
  active,
  values,
  language,
  onPick,
}: {
  readonly replies: readonly CannedReply[];
  readonly active: number;
  readonly values: Values;
  readonly language: string;
  readonly onPick: (reply: CannedReply) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <>
      <div ref={list} id={PICKER} class="picker" role="listbox" aria-label="Canned replies">
        {replies.map((reply, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the message field's, which keeps the focus
          <div
            key={reply.id}
            id={optionId(reply)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            lang={language}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(reply)}
          >
            <strong>{reply.title}</strong>
            <span class="muted clip">{fill(reply.text, values)}</span>
          </div>
        ))}
      </div>
      <p class="sr" role="status">
        {replies.length} canned replies
      </p>
    </>
  );
}
