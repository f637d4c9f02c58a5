import { useEffect, useState } from "preact/hooks";

export interface PickerOptions<T> {
  readonly text: string;
  readonly field: { readonly current: HTMLTextAreaElement | null };
  /** The sign that brings the list, and in its first group what was typed after it up to the caret. */
  readonly pattern: RegExp;
  readonly find: (query: string) => readonly T[];
  /** What stands in the text instead of the sign and the query. */
  readonly words: (item: T) => string;
  /** The part of these words to select, such as a gap to fill. */
  readonly gap?: (words: string) => readonly [number, number] | undefined;
  /** Puts a text into the field and selects a part of it. */
  readonly put: (text: string, start: number, end?: number) => void;
}

/** A list behind a sign in a field: canned replies behind a slash, colleagues behind an `@`. */
export function usePicker<T>({ text, field, pattern, find, words, gap, put }: PickerOptions<T>) {
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  /** The text in which the agent has put the list away. */
  const [dismissed, setDismissed] = useState<string>();
  const match = dismissed === text ? null : pattern.exec(text.slice(0, caret));
  const query = match?.[1];
  const found = query === undefined ? [] : find(query);
  const at = Math.min(active, found.length - 1);

  const moved = () => setCaret(field.current?.selectionEnd ?? 0);
  useEffect(() => {
    document.addEventListener("selectionchange", moved);
    return () => document.removeEventListener("selectionchange", moved);
  }, []);

  const pick = (item: T | undefined) => {
    if (!item) return;
    const from = caret - (query?.length ?? 0) - 1;
    const filled = words(item);
    const next = text.slice(0, from) + filled + text.slice(caret);
    const chosen = gap?.(filled);
    const end = from + filled.length;
    put(next, chosen ? from + chosen[0] : end, chosen ? from + chosen[1] : end);
    setCaret(end);
    setActive(0);
    setDismissed(next);
  };

  /** @returns whether the key was the list's */
  const keyed = (event: KeyboardEvent): boolean => {
    if (found.length === 0) return false;
    if (event.key === "ArrowDown") setActive((at + 1) % found.length);
    else if (event.key === "ArrowUp") setActive((at + found.length - 1) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") pick(found[at]);
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
    /** Types the sign for the agent. */
    begin: (sign: string) => {
      const next = text === "" || /\s$/.test(text) ? `${text}${sign}` : `${text} ${sign}`;
      setDismissed(undefined);
      setCaret(next.length);
      put(next, next.length);
    },
  };
}
