import type { TonePhrase } from "./data.ts";

/** Something in a text that may hurt. */
export interface Finding {
  /** As it is written. */
  readonly text: string;
  readonly why: string;
  /** What to say instead. */
  readonly instead?: string;
  readonly start: number;
  readonly end: number;
}

/** Words in capitals from this many on are shouting, unless they are all there is of a short answer. */
const LOUD_WORDS = 2;
const CAPITALS = /(?<![\p{L}\p{N}])\p{Lu}{4,}(?![\p{L}\p{N}])/gu;
const MARKS = /[!?]{2,}/g;

/** Looks a text over: phrases of the language's list, words in capitals, rows of exclamation marks. In the order they stand in. */
export function findTone(text: string, phrases: readonly TonePhrase[]): readonly Finding[] {
  const findings = phrases.flatMap(({ find, why, instead }) =>
    [...text.matchAll(pattern(find))].map((match) =>
      finding(match, why, instead === undefined ? {} : { instead }),
    ),
  );
  const loud = [...text.matchAll(CAPITALS)];
  if (loud.length >= LOUD_WORDS) {
    for (const match of loud) {
      findings.push(finding(match, "Reads like shouting", { instead: match[0].toLowerCase() }));
    }
  }
  for (const match of text.matchAll(MARKS)) {
    findings.push(finding(match, "Reads like shouting", { instead: match[0].slice(0, 1) }));
  }
  return findings.sort((a, b) => a.start - b.start || b.end - a.end).filter(notInside);
}

function finding(match: RegExpExecArray, why: string, more: Pick<Finding, "instead">): Finding {
  const [text] = match;
  return { text, why, start: match.index, end: match.index + text.length, ...more };
}

/** A phrase within a longer one that was found too says nothing new. */
const notInside = (one: Finding, index: number, all: readonly Finding[]): boolean =>
  !all.some((other, at) => at < index && other.end >= one.end);

const patterns = new Map<string, RegExp>();

function pattern(find: string): RegExp {
  const known = patterns.get(find);
  if (known) return known;
  const open = find.endsWith("*");
  const words = (open ? find.slice(0, -1) : find)
    .replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")
    .replaceAll(" ", "\\s+")
    .replaceAll("'", "['’]");
  const made = new RegExp(
    `(?<![\\p{L}\\p{N}])${words}${open ? "\\p{L}*" : "(?![\\p{L}\\p{N}])"}`,
    "giu",
  );
  patterns.set(find, made);
  return made;
}

/** The text with a finding replaced by its suggestion; a capital stays one. */
export function mended(text: string, { start, end, instead = "" }: Finding): string {
  const capital = /^\p{Lu}\p{Ll}/u.test(text.slice(start, end));
  const put = capital ? instead.charAt(0).toUpperCase() + instead.slice(1) : instead;
  return text.slice(0, start) + put + text.slice(end);
}
