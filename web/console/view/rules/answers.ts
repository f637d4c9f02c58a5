import type { decodeRules } from "../../../../functions/contract/rules.ts";

/** A trigger as data. */
export type Rule = Extract<ReturnType<typeof decodeRules>, { ok: true }>["value"][number];

interface Person {
  readonly id: string;
  readonly name?: string;
}

/** The answer of `GET /api/rules`. Version 0: what Heed ships. Stored rules may be of an older kind. */
export interface RulesView {
  readonly version: number;
  readonly at?: number;
  readonly by?: Person;
  readonly note?: string;
  readonly rules: readonly Rule[];
}

/** The answer of `GET /api/rules/history`. */
export interface History {
  readonly changes: readonly {
    readonly version: number;
    readonly at: number;
    readonly by: Person;
    readonly note?: string;
    readonly count: number;
  }[];
}

type Counts = Readonly<Record<string, number>>;

export interface Tally {
  readonly fired: number;
  readonly invited: number;
  readonly visits: number;
  readonly stopped: Counts;
  readonly on: Readonly<Record<"page" | "device" | "language" | "visitor" | "cart", Counts>>;
  readonly load: {
    readonly byHour: readonly number[];
    readonly busiestHour: number;
    readonly mostOpen: number;
    readonly heldMinutes: number;
  };
}

/** The answer of `POST /api/rules/dry-run`: what a draft would have done, beside the live rules. */
export interface DryRun {
  readonly visits: number;
  readonly moments: number;
  readonly days: readonly string[];
  readonly draft: Tally;
  readonly live: Tally;
  readonly allDraft: Tally;
  readonly allLive: Tally;
  readonly displaced: Counts;
}
