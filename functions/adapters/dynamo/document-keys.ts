import type { Change, DocumentName } from "../../ports.ts";
import type { Key } from "./keys.ts";
import { ascending } from "./order.ts";

const DOCUMENTS_PK = "DOCUMENTS";
/** The settings that functions obey, an attribute each. */
export const SETTINGS: Key = { pk: DOCUMENTS_PK, sk: "SETTINGS" };

/** What no function obeys, and may be large, has items of its own. */
const APART: ReadonlySet<DocumentName> = new Set(["replies", "guides", "panel"]);

/** Where the live version is. */
export const documentHome = (name: DocumentName): Key =>
  APART.has(name) ? { pk: DOCUMENTS_PK, sk: name } : SETTINGS;

export const historyPk = (name: string): string => `DOCUMENT#${name}`;
/** Apart from the values, which may be large: a history is listed without them. */
export const CHANGES = "CHANGE#";
export const changeKey = ({ name, version }: Pick<Change, "name" | "version">): Key => ({
  pk: historyPk(name),
  sk: `${CHANGES}${ascending(version)}`,
});
export const valueKey = ({ name, version }: Pick<Change, "name" | "version">): Key => ({
  pk: historyPk(name),
  sk: `VALUE#${ascending(version)}`,
});

/** A year's changes, UTC: some thousand small rows at the very most. */
export const auditPk = (year: number): string => `AUDIT#${year}`;
export const yearOf = (at: number): number => new Date(at).getUTCFullYear();
export const auditKey = ({ at, name, version }: Pick<Change, "at" | "name" | "version">): Key => ({
  pk: auditPk(yearOf(at)),
  sk: `${ascending(at)}#${name}#${ascending(version)}`,
});
