import type { RosterEntry } from "../domain/routing/roster.ts";
import type { Clock, Store } from "../ports.ts";

/** A snapshot of the language pools, read at most once in `ttlMs` by each function instance. Stale rows do no harm: the claim decides. */
export interface RosterCache {
  /** Rows of all these languages, each agent once; read anew where the snapshot is not of this very moment and `fresh` is asked for. */
  read(languages: readonly string[], fresh?: boolean): Promise<readonly RosterEntry[]>;
  /** Puts what a claim has just seen in place of the stale row. */
  correct(entry: RosterEntry): void;
}

/** What was read within this time is as fresh as can be. */
const JUST_NOW_MS = 50;

/** @param ttlMs how old a snapshot may be */
export function createRosterCache(
  store: Pick<Store, "roster">,
  clock: Clock,
  ttlMs: number,
): RosterCache {
  const pools = new Map<string, { at: number; entries: Promise<Map<string, RosterEntry>> }>();

  async function fetchPool(language: string): Promise<Map<string, RosterEntry>> {
    const rows = await store.roster(language);
    return new Map(rows.map((row) => [row.agent, row]));
  }

  function pool(language: string, fresh: boolean): Promise<Map<string, RosterEntry>> {
    const known = pools.get(language);
    if (known && clock() - known.at < (fresh ? JUST_NOW_MS : ttlMs)) return known.entries;
    const entries = fetchPool(language);
    pools.set(language, { at: clock(), entries });
    entries.catch(() => pools.delete(language));
    return entries;
  }

  return {
    async read(languages, fresh = false) {
      const all = await Promise.all(languages.map((language) => pool(language, fresh)));
      return [...new Map(all.flatMap((entries) => [...entries])).values()];
    },
    correct(entry) {
      for (const { entries } of pools.values()) {
        void entries.then(
          (rows) => rows.has(entry.agent) && rows.set(entry.agent, entry),
          // Whoever reads the pool hears of it.
          () => {},
        );
      }
    },
  };
}
