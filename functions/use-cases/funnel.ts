import type { FunnelReport } from "../contract/reports.ts";
import type { Result } from "../contract/result.ts";
import { dayOf } from "../domain/experiment/counts.ts";
import { experimentOf } from "../domain/experiment/exposures.ts";
import { funnels } from "../domain/experiment/funnel.ts";
import type { Deps } from "./deps.ts";
import { chatsOf, type Days, daysOf } from "./report-days.ts";

/** From a rule's moment to the order: the experiment's counters of each rule, and the chats that began with an invitation and have ended. */
export async function readFunnel(
  { store, clock, settings }: Pick<Deps, "store" | "clock" | "settings">,
  asked: Days,
): Promise<Result<FunnelReport>> {
  const days = daysOf(asked, clock());
  if ("code" in days) return days;
  const all = experimentOf(settings.holdout.salt);
  const [{ chats, partial }, ...stats] = await Promise.all([
    chatsOf(store, days),
    ...days.map(async (day) => {
      const rows = await store.stats(day);
      return [day, rows.filter(({ experiment }) => experiment === all)] as const;
    }),
  ]);
  const [from = "", to = ""] = [days.at(0), days.at(-1)];
  return { ok: true, from, to, rules: funnels(new Map(stats), chats, dayOf), partial };
}
