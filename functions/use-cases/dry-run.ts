import type { DryRunRequest } from "../contract/http-rules.ts";
import { failure, type Result } from "../contract/result.ts";
import { dayOf } from "../domain/experiment/counts.ts";
import { type DryRun, dryRun } from "../domain/trigger/dry-run.ts";
import { placeOf } from "../domain/trigger/hash.ts";
import type { Visit } from "../domain/visit/visit.ts";
import type { Deps } from "./deps.ts";
import { LISTED_MS } from "./disconnect.ts";
import { type Faulty, soundRules } from "./rules.ts";
import { triggerEnv } from "./trigger-env.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Visits replayed at most, newest days first. */
export const MOST_VISITS = 500;
/** Invited visitors that are named at most. */
const MOST_NAMED = 100;

/** A dry run's answer: `whom` by names made up for this answer alone. */
export type DryRunAnswer = Omit<DryRun, "kind"> & {
  /** Days of which visits were replayed, newest first. */
  readonly days: readonly string[];
};

/**
 * What a draft of a rule would have done on the stored visits of the last two weeks, beside the live rules. Writes nothing. Visits are found by the rows that
 * ended connections leave, so who is still on the site is not among them.
 */
export async function dryRunRule(
  deps: Pick<Deps, "store" | "rules" | "clock" | "ids" | "settings">,
  { rule, visits: most = MOST_VISITS }: DryRunRequest,
): Promise<Result<DryRunAnswer> | Faulty> {
  const drafts = soundRules([rule]);
  const draft = drafts.ok ? drafts.value[0] : undefined;
  if (!drafts.ok || !draft) return drafts.ok ? NO_DRAFT : ofDraft(drafts);
  const [{ visits, days }] = await Promise.all([recorded(deps, most), deps.rules.refresh()]);
  const env = triggerEnv(deps.settings);
  const found = dryRun(draft, deps.rules.rules(), visits, env);
  if (found.kind === "refused") return ofDraft({ ...NO_DRAFT, faults: found.faults });
  const { kind: _, ...report } = found;
  const salt = deps.ids.next();
  const whom = report.whom
    .slice(0, MOST_NAMED)
    .map(({ visitor, at }) => ({ visitor: pseudonym(salt, visitor), at }));
  return { ok: true, ...report, whom, days };
}

const NO_DRAFT = failure("refused", "rule: a broken draft");

/** The faults of a set of one, as faults of that rule. */
function ofDraft({ message, faults = [], ...rest }: Faulty): Faulty {
  const own = (path: string) => path.replace(/^0(?=\.|:|$)/, "rule");
  return {
    ...rest,
    message: own(message),
    faults: faults.map((fault) => ({ path: own(fault.path), message: fault.message })),
  };
}

/** Stored visits, of the newest days first until there are enough. */
async function recorded(
  { store, clock }: Pick<Deps, "store" | "clock">,
  most: number,
): Promise<{ readonly visits: readonly Visit[]; readonly days: readonly string[] }> {
  const now = clock();
  const visitors = new Set<string>();
  const days: string[] = [];
  for (let at = now; at > now - LISTED_MS && visitors.size < most; at -= DAY_MS) {
    const day = dayOf(at);
    const listed = await store.listedVisitors(day, most - visitors.size);
    for (const visitor of listed) visitors.add(visitor);
    if (listed.length > 0) days.push(day);
  }
  return { visits: await store.visits([...visitors].slice(0, most), now), days };
}

/** The same visitor has the same name within one answer, and nobody can lead it back. */
function pseudonym(salt: string, visitor: string): string {
  const part = (n: number) =>
    Math.floor(placeOf(`${salt}${n}${visitor}`) * 2 ** 32)
      .toString(36)
      .padStart(7, "0");
  return `visitor-${part(1)}${part(2)}`;
}
