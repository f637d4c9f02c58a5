import { readFileSync } from "node:fs";

/** One session of the UCI set, every column by its own name; numbers where the column has numbers. */
export interface Session {
  readonly numbers: Readonly<Record<NumberColumn, number>>;
  readonly words: Readonly<Record<WordColumn, string>>;
  readonly bought: boolean;
}

export const NUMBER_COLUMNS = [
  "Administrative",
  "Administrative_Duration",
  "Informational",
  "Informational_Duration",
  "ProductRelated",
  "ProductRelated_Duration",
  "BounceRates",
  "ExitRates",
  "PageValues",
  "SpecialDay",
] as const;
type NumberColumn = (typeof NUMBER_COLUMNS)[number];

export const WORD_COLUMNS = [
  "Month",
  "OperatingSystems",
  "Browser",
  "Region",
  "TrafficType",
  "VisitorType",
  "Weekend",
] as const;
type WordColumn = (typeof WORD_COLUMNS)[number];

/** Reads the UCI "Online Shoppers Purchasing Intention" CSV, separated by `;` or `,`. Throws on a missing column or a number that is none. */
export function readSessions(path: string): Session[] {
  const [head = "", ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const separator = head.includes(";") ? ";" : ",";
  const names = head.split(separator);
  return lines.map((line, i) => {
    const cells = line.split(separator);
    const cell = (name: string): string => {
      const value = cells[names.indexOf(name)];
      if (value === undefined) throw new Error(`line ${i + 2} has no ${name}`);
      return value;
    };
    const number = (name: string): number => {
      const value = Number(cell(name));
      if (!Number.isFinite(value)) throw new Error(`line ${i + 2}: ${name} is no number`);
      return value;
    };
    return {
      numbers: fromNames(NUMBER_COLUMNS, number),
      words: fromNames(WORD_COLUMNS, cell),
      bought: cell("Revenue").toUpperCase() === "TRUE",
    };
  });
}

function fromNames<K extends string, T>(names: readonly K[], read: (name: K) => T): Record<K, T> {
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<K, T>;
}
