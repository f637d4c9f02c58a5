import type { Contact, SiteLanguages } from "../../../functions/domain/routing/contact.ts";
import { DEFAULTS, type Params } from "../../../functions/domain/routing/params.ts";
import type { RouterState } from "../../../functions/domain/routing/rolling.ts";
import type { RosterEntry } from "../../../functions/domain/routing/roster.ts";

export const NOW = 1_700_000_000_000;
export const SITE: SiteLanguages = {
  languages: ["et", "ru", "en", "fi"],
  fallback: "en",
  translation: true,
};

/** The defaults without the control share, so that a table's ids don't matter. */
export const ROUTER: Params = { ...DEFAULTS, controlShare: 0 };
export const CONTROL: Params = { ...DEFAULTS, controlShare: 1 };

/** An Estonian who asks about payment, has waited `waited` ms and may be changed. */
export function contact(changes: Partial<Contact> & { readonly waited?: number } = {}): Contact {
  const { waited = 0, ...rest } = changes;
  return {
    id: "contact",
    language: "et",
    languageConfidence: 1,
    topic: "payment",
    since: NOW - waited,
    priority: 0,
    tried: [],
    ...rest,
  };
}

/** A present agent with three free slots, native in Estonian and strong in payment. */
export function entry(agent: string, changes: Partial<RosterEntry> = {}): RosterEntry {
  return {
    agent,
    languages: { et: 5 },
    skills: { payment: 5 },
    capacity: 3,
    load: 0,
    idleSince: NOW - 60_000,
    seenUntil: NOW + 30_000,
    version: 1,
    ...changes,
  };
}

/** Figures of the present: free slots and waiting contacts of ten slots in each language, and a full budget. */
export function figures(
  pools: Readonly<Record<string, { readonly free: number; readonly waiting: number }>>,
  credit = 5,
): RouterState {
  return {
    buckets: [],
    pools: Object.fromEntries(
      Object.entries(pools).map(([language, pool]) => [
        language,
        { slots: 10, topics: {}, ...pool },
      ]),
    ),
    credit,
  };
}
