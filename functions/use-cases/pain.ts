import { type PainReport, type PainRow, UNKNOWN } from "../contract/reports.ts";
import type { Result } from "../contract/result.ts";
import { dayOf } from "../domain/experiment/counts.ts";
import { csv } from "../domain/feedback/csv.ts";
import { painRows } from "../domain/feedback/pain.ts";
import type { Deps } from "./deps.ts";
import { chatsOf, type Days, daysOf } from "./report-days.ts";

/** Signal → page → reason → outcome → money of the chats that began on these days, in all languages or one. */
export async function readPain(
  { store, clock }: Pick<Deps, "store" | "clock">,
  { language, ...asked }: Days & { readonly language?: string },
): Promise<Result<PainReport>> {
  const days = daysOf(asked, clock());
  if ("code" in days) return days;
  const { chats, partial } = await chatsOf(store, days);
  const chosen = chats.filter((chat) => chat.language === (language ?? chat.language));
  const [from = "", to = ""] = [days.at(0), days.at(-1)];
  return { ok: true, from, to, rows: painRows(chosen, dayOf), partial };
}

const COLUMNS = [
  "day",
  "language",
  "signal",
  "page",
  "reason",
  "outcome",
  "currency",
  "chats",
  "cart",
  "orders",
  "bought",
  "score",
] as const satisfies readonly (keyof PainRow)[];

/** The same rows for a spreadsheet, with the shoppers' words in the last column; what nobody said is an empty cell. */
export function painCsv(rows: readonly PainRow[]): string {
  const lines = rows.map((row) => [
    ...COLUMNS.map((column) => (row[column] === UNKNOWN ? "" : (row[column] ?? ""))),
    row.words.join(" | "),
  ]);
  return csv([[...COLUMNS, "words"], ...lines]);
}
