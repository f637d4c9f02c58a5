import type { Colleague, Note } from "../../../functions/contract/desk.ts";

/** The wire takes no more mentions in one note. */
const MOST_MENTIONS = 5;

/** Adds notes to what is known, each key once, oldest first. */
export function mergeNotes(known: readonly Note[], incoming: readonly Note[]): readonly Note[] {
  const byKey = new Map([...known, ...incoming].map((note) => [note.key, note]));
  return [...byKey.values()].sort((a, b) => a.at - b.at);
}

/** Ids of the colleagues whose names stand behind an `@` in a text, longer names first: "@Anna Lee" is not "@Anna". */
export function mentionsIn(
  text: string,
  colleagues: readonly Pick<Colleague, "id" | "name">[],
): readonly string[] {
  let rest = text;
  const found: string[] = [];
  for (const { id, name } of [...colleagues].sort((a, b) => b.name.length - a.name.length)) {
    const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])@${escaped}(?![\\p{L}\\p{N}])`, "giu");
    if (!pattern.test(rest)) continue;
    rest = rest.replaceAll(pattern, " ");
    found.push(id);
  }
  return found.slice(0, MOST_MENTIONS);
}
