import { useState } from "preact/hooks";
import type { Slot } from "../browser/storage.ts";

/** The text begun in a conversation; it outlasts a reload. */
export function useDraft(kept: Slot<string>): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => kept.read() ?? "");
  const change = (next: string) => {
    setText(next);
    kept.write(next === "" ? undefined : next);
  };
  return [text, change];
}
