import type { Exposure } from "../domain/experiment/counts.ts";
import type { Deps } from "./deps.ts";

/** Longer than an order may come after it. */
const KEPT_MS = 8 * 24 * 60 * 60_000;

/**
 * An `exposed` timer: counts an exposure, once per visitor, experiment and day, and once that an invitation was shown in it (docs/adr/0010). Each step is remembered, so a timer that comes again goes on where the
 * last one stopped; only one that dies exactly between counting and remembering it counts twice.
 */
export async function countExposure(
  { store }: Pick<Deps, "store">,
  exposure: Exposure,
): Promise<void> {
  const mark = await store.markExposure(exposure, exposure.at + KEPT_MS);
  const shown = exposure.shown && !mark.shown;
  if (mark.counted && !shown) return;
  const { day, experiment, arm, visitor, rule } = mark;
  const key = { day, experiment, arm, currency: "-", ...(rule !== undefined && { rule }) };
  await store.addStats(key, visitor, {
    ...(!mark.counted && { exposures: 1 }),
    ...(shown && { invited: 1 }),
  });
  await store.settleExposure(mark, "counted", ...(shown ? (["shown"] as const) : []));
}
