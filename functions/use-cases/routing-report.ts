import type { RoutingReport } from "../contract/reports.ts";
import { failure, type Result } from "../contract/result.ts";
import { dayOf } from "../domain/experiment/counts.ts";
import { routingReport } from "../domain/routing/routed.ts";
import type { Deps } from "./deps.ts";

const DAY_MS = 24 * 60 * 60_000;
const MOST_DAYS = 31;
const USUAL_DAYS = 7;

/** The router beside the control share's baseline, of all languages or of one, by days (YYYY-MM-DD, UTC, both included; absent: the last seven). */
export async function readRouting(
  { store, clock }: Pick<Deps, "store" | "clock">,
  asked: { readonly from?: string; readonly to?: string; readonly language?: string },
): Promise<Result<RoutingReport>> {
  const to = Date.parse(asked.to ?? dayOf(clock()));
  const from = asked.from === undefined ? to - (USUAL_DAYS - 1) * DAY_MS : Date.parse(asked.from);
  const days = Math.round((to - from) / DAY_MS) + 1;
  if (!(days >= 1 && days <= MOST_DAYS)) {
    return failure("bad_payload", `from: expected a day up to ${MOST_DAYS - 1} days before to`);
  }
  const rows = await store.routed(from, to + DAY_MS - 1);
  const chosen = rows.filter(({ language }) => language === (asked.language ?? language));
  return { ok: true, from: dayOf(from), to: dayOf(to), ...routingReport(chosen) };
}
