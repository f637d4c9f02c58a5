import { useState } from "preact/hooks";
import { draftOf } from "../browser/drafts.ts";

/** The text begun in a conversation; it outlasts a reload. */
export function useDraft(conversation: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => draftOf(conversation).read() ?? "");
  const change = (next: string) => {
    setText(next);
    draftOf(conversation).write(next === "" ? undefined : next);
  };
  return [text, change];
}
