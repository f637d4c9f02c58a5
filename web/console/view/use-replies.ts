import { useEffect, useState } from "preact/hooks";
import type { CannedReply } from "../writing/data.ts";
import { fuzzyFilter } from "../writing/search.ts";
import { fill, firstVariable, type Values } from "../writing/variables.ts";

/** A slash at the beginning or after a blank, and what follows it up to the caret. */
const SLASH = /(?:^|\s)\/((?:[\p{L}\p{N}][\p{L}\p{N}\- ]{0,29})?)$/u;

export interface RepliesOptions {
  readonly text: string;
  readonly field: { readonly current: HTMLTextAreaElement | null };
  readonly replies: readonly CannedReply[] | undefined;
  readonly values: Values;
  /** Puts a text into the field and selects a part of it. */
  readonly put: (text: string, start: number, end?: number) => void;
}

/** The canned replies behind a slash in the message field. */
export function useReplies({ text, field, replies = [], values, put }: RepliesOptions) {
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  /** The text in which the agent has put the list away. */
  const [dismissed, setDismissed] = useState<string>();
  const slash = dismissed === text ? null : SLASH.exec(text.slice(0, caret));
  const query = slash?.[1];
  const found =
    query === undefined
      ? []
      : fuzzyFilter(query, replies, ({ title, id, text: words }) => [title, id, words]);
  const at = Math.min(active, found.length - 1);

  const moved = () => setCaret(field.current?.selectionEnd ?? 0);
  useEffect(() => {
    document.addEventListener("selectionchange", moved);
    return () => document.removeEventListener("selectionchange", moved);
  }, []);

  const pick = ({ text: words }: CannedReply) => {
    const from = caret - (query?.length ?? 0) - 1;
    const filled = fill(words, values);
    const next = text.slice(0, from) + filled + text.slice(caret);
    const gap = firstVariable(filled);
    const end = from + filled.length;
    put(next, gap ? from + gap[0] : end, gap ? from + gap[1] : end);
    setCaret(end);
    setActive(0);
    setDismissed(next);
  };

  /** @returns whether the key was the list's */
  const keyed = (event: KeyboardEvent): boolean => {
    const chosen = found[at];
    if (!chosen) return false;
    if (event.key === "ArrowDown") setActive((at + 1) % found.length);
    else if (event.key === "ArrowUp") setActive((at + found.length - 1) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") pick(chosen);
    else if (event.key === "Escape") setDismissed(text);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return {
    found,
    active: at,
    pick,
    keyed,
    /** Something was typed. */
    typed: () => {
      moved();
      setActive(0);
    },
    /** Types the slash for the agent. */
    begin: () => {
      const next = text === "" || /\s$/.test(text) ? `${text}/` : `${text} /`;
      setDismissed(undefined);
      setCaret(next.length);
      put(next, next.length);
    },
  };
}
