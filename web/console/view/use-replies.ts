import type { CannedReply } from "../writing/data.ts";
import { fuzzyFilter } from "../writing/search.ts";
import { fill, firstVariable, type Values } from "../writing/variables.ts";
import type { Choice } from "./option-list.tsx";
import { type PickerOptions, usePicker } from "./use-picker.ts";

/** A slash at the beginning or after a blank, and what follows it up to the caret. */
const SLASH = /(?:^|\s)\/((?:[\p{L}\p{N}][\p{L}\p{N}\- ]{0,29})?)$/u;

export interface RepliesOptions extends Pick<PickerOptions<CannedReply>, "text" | "field" | "put"> {
  readonly replies: readonly CannedReply[] | undefined;
  readonly values: Values;
  readonly language: string;
}

/** The canned replies behind a slash in the message field. */
export function useReplies({ text, field, put, replies = [], values, language }: RepliesOptions) {
  const picker = usePicker<CannedReply>({
    text,
    field,
    put,
    pattern: SLASH,
    find: (query) =>
      fuzzyFilter(query, replies, ({ title, id, text: words }) => [title, id, words]),
    words: ({ text: words }) => fill(words, values),
    gap: firstVariable,
  });
  const choices = picker.found.map(
    ({ id, title, text: words }): Choice => ({ id, title, detail: fill(words, values), language }),
  );
  return { ...picker, choices };
}
