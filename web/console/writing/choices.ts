import { LONGEST_CHOICE, MOST_CHOICES } from "../../../functions/contract/limits.ts";

const LAST_LINE = /\n\s*((?:\[[^[\]\n]+\]\s*)+)$/;

/**
 * Answers that a shopper can give with a press stand in brackets on the last line: "Did it work now?" and below it "[Yes] [No]".
 * @returns the words without that line, and the answers; the text as it is where there are too many or too long ones
 */
export function choicesIn(text: string): {
  readonly words: string;
  readonly choices?: string[];
} {
  const found = LAST_LINE.exec(text.trimEnd());
  const choices = [...(found?.[1] ?? "").matchAll(/\[([^[\]]+)\]/g)].map(([, each]) =>
    (each ?? "").trim(),
  );
  const words = text.trimEnd().slice(0, found?.index ?? 0);
  const sound =
    choices.length <= MOST_CHOICES &&
    choices.every((each) => each !== "" && each.length <= LONGEST_CHOICE) &&
    words.trim() !== "";
  return found && sound ? { words, choices } : { words: text };
}
