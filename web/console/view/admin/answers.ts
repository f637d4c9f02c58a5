import type { AgentBody, DocumentValues } from "../../../../functions/contract/http-documents.ts";

export type { AgentBody, DocumentValues };
export type DocumentName = keyof DocumentValues;

export interface Person {
  readonly id: string;
  readonly name?: string;
}

/** The answer of `GET /api/documents/{name}`. */
export interface DocumentView<N extends DocumentName> {
  readonly version: number;
  readonly value: DocumentValues[N];
  readonly shipped: boolean;
  readonly at?: number;
  readonly by?: Person;
  readonly note?: string;
}

/** One line of a history or of the audit. Without `by` it came by the command line. */
export interface Change {
  readonly name: string;
  readonly version: number;
  readonly at: number;
  readonly by?: Person;
  /** Whose profile was changed. */
  readonly of?: Person;
  readonly note?: string;
  readonly what: readonly string[];
}

export interface Changes {
  readonly changes: readonly Change[];
  readonly next?: string;
}

/** One of `GET /api/agents`. */
export interface AgentRow extends Omit<AgentBody, "note"> {
  readonly id: string;
  readonly email: string;
  readonly presence: "online" | "away" | "wrap-up" | "offline";
  readonly version: number;
}
