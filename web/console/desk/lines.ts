import type { Note } from "../../../functions/contract/desk.ts";
import type { Entry } from "../../shared/conversation-state.ts";

/** One line of the transcript as the shop's own people see it. */
export type Line = Entry | { readonly kind: "note"; readonly note: Note };

/** When a line came about, epoch ms. */
export const timeOf = (line: Line): number =>
  line.kind === "note" ? line.note.at : line.message.at;

/** Names a line for as long as it is on the screen. */
export const keyOf = (line: Line): string =>
  line.kind === "note" ? `note ${line.note.key}` : `${line.message.outbox} ${line.message.n}`;

/**
 * What was said, with the notes at their time. What was said keeps its own order, whatever its times are.
 * @param notes oldest first
 */
export function interleave(entries: readonly Entry[], notes: readonly Note[]): readonly Line[] {
  if (notes.length === 0) return entries;
  const lines: Line[] = [];
  let next = 0;
  for (const entry of entries) {
    for (let note = notes[next]; note && note.at < entry.message.at; note = notes[next]) {
      lines.push({ kind: "note", note });
      next += 1;
    }
    lines.push(entry);
  }
  return [...lines, ...notes.slice(next).map((note): Line => ({ kind: "note", note }))];
}
