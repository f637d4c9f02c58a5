import type { ExperimentReport } from "../contract/reports.ts";
import { failure, type Result } from "../contract/result.ts";
import { dayOf, type StatRow } from "../domain/experiment/counts.ts";
import { experimentOf } from "../domain/experiment/exposures.ts";
import { experimentReport } from "../domain/experiment/report.ts";
import type { Deps } from "./deps.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Days that one report may span, the first and the last included. */
export const MOST_DAYS = 92;
const USUAL_DAYS = 28;
/** Days read at once. */
const ABREAST = 8;

export interface ReportRequest {
  /** YYYY-MM-DD, UTC, both included; absent: the last 28 days. */
  readonly from?: string;
  readonly to?: string;
  /** A rule with a holdout of its own, instead of the experiment over all rules. */
  readonly rule?: string;
}

/** Treated against held out, by the days on which visitors were exposed. */
export async function readExperiment(
  { store, clock, settings }: Pick<Deps, "store" | "clock" | "settings">,
  { from, to = dayOf(clock()), rule }: ReportRequest,
): Promise<Result<ExperimentReport>> {
  const last = Date.parse(to);
  const first = from === undefined ? last - (USUAL_DAYS - 1) * DAY_MS : Date.parse(from);
  const count = Math.round((last - first) / DAY_MS) + 1;
  if (!(count >= 1 && count <= MOST_DAYS)) {
    return failure("bad_payload", `from: expected a day up to ${MOST_DAYS - 1} days before to`);
  }
  const days = Array.from({ length: count }, (_, i) => dayOf(first + i * DAY_MS));
  const rows: StatRow[] = [];
  for (let i = 0; i < days.length; i += ABREAST) {
    const some = await Promise.all(days.slice(i, i + ABREAST).map((day) => store.stats(day)));
    rows.push(...some.flat());
  }
  const report = experimentReport(experimentOf(settings.holdout.salt, rule), rows);
  return { ok: true, from: dayOf(first), to, ...report };
}
