import { REFERENCE, type Row } from "./compare.ts";
import type { Estimate } from "./stats.ts";
import type { Outcome } from "./tally.ts";

const COLUMNS: readonly {
  readonly key: keyof Outcome;
  readonly title: string;
  readonly digits: number;
}[] = [
  { key: "value", title: "value", digits: 3 },
  { key: "abandoned", title: "abandoned", digits: 3 },
  { key: "answered20", title: "in 20 s", digits: 3 },
  { key: "languageMatch", title: "language", digits: 3 },
  { key: "worstLanguageAbandoned", title: "worst lang.", digits: 3 },
  { key: "p95Wait", title: "p95 wait s", digits: 0 },
  { key: "gini", title: "gini", digits: 3 },
];

/** Means of every policy, then what they differ from the reference in pairs. */
export function table(title: string, rows: readonly Row[]): string {
  return [
    title,
    line(
      "",
      COLUMNS.map((column) => column.title),
    ),
    ...rows.map((row) =>
      line(
        row.policy,
        COLUMNS.map(({ key, digits }) => row.means[key].toFixed(digits)),
      ),
    ),
    `  in pairs against ${REFERENCE} (95 % interval)`,
    ...rows
      .filter((row) => row.policy !== REFERENCE)
      .map((row) =>
        line(
          row.policy,
          COLUMNS.map(({ key, digits }) => signed(row.against[key], digits)),
        ),
      ),
    "",
  ].join("\n");
}

function signed({ mean, half }: Estimate, digits: number): string {
  const fine = digits === 0 ? 1 : digits + 1;
  return `${mean < 0 ? "−" : "+"}${Math.abs(mean).toFixed(fine)} ±${half.toFixed(fine)}`;
}

function line(name: string, cells: readonly string[]): string {
  return `  ${name.padEnd(18)}${cells.map((cell) => cell.padStart(17)).join("")}`;
}
