import type { RuleSet } from "./trigger.ts";

/** What functions obey: kept in one item, which is read together with the rules. */
export type SettingName = "hours" | "holdout" | "offers" | "theme";
/** Everything an admin sets by name; rules and agents have stores of their own. */
export type DocumentName = SettingName | "replies" | "guides" | "panel";

/** One change of something that admins set, as history and audit list it. */
export interface Change {
  /** A document's name, `rules`, or `agent:` and an agent's id. */
  readonly name: string;
  /** From 1; 0 is what was there before anybody changed it. */
  readonly version: number;
  /** Epoch ms. */
  readonly at: number;
  /** An agent's id; empty where nobody is known to have done it. */
  readonly by: string;
  readonly note?: string;
  /** What is other than before, in words; bounded. */
  readonly what: readonly string[];
}

/** A version with its value. `null`: as the stage's data and Heed's own files have it. It may be of another version of Heed, so whoever reads it decodes it. */
export interface StoredDocument extends Change {
  readonly value: unknown;
}

export type StoredSettings = Readonly<Partial<Record<SettingName, StoredDocument>>>;

/** What documents and the audit need of the table. */
export interface DocumentStore {
  /** The live rules and settings, perhaps a moment old, in one request. @param latest not even that, at twice the price */
  current(
    latest?: boolean,
  ): Promise<{ readonly rules?: RuleSet; readonly settings: StoredSettings }>;
  /** The live version; undefined when none was ever stored. */
  document(name: DocumentName): Promise<StoredDocument | undefined>;
  /** Makes a version live if the live one is `document.version - 1` (or there is none and it is 1), and keeps it in history and audit. */
  saveDocument(
    document: StoredDocument & { readonly name: DocumentName },
  ): Promise<"done" | "conflict">;
  /** Keeps a version of something whose live value is elsewhere, in the history and, unless its version is 0, in the audit; the same one once. */
  keepVersion(version: StoredDocument): Promise<void>;
  /** A version of the history. */
  documentVersion(name: string, version: number): Promise<StoredDocument | undefined>;
  /** The newest `limit` versions, newest first. */
  documentHistory(name: string, limit: number): Promise<readonly Change[]>;
  /** A change whose history is kept elsewhere; the same one once. */
  addAudit(change: Change): Promise<void>;
  /** All changes of the last years, newest first, at most `limit`. @param page.after the last one of the page before */
  audit(page: {
    readonly now: number;
    readonly limit: number;
    readonly after?: Pick<Change, "at" | "name" | "version">;
  }): Promise<readonly Change[]>;
}
