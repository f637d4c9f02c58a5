import type { Exposure } from "../domain/experiment/counts.ts";
import type { Deps } from "./deps.ts";

/** Longer than an order may come after it. */
const KEPT_MS = 8 * 24 * 60 * 60_000;

/**
 * An `exposed` timer: counts an exposure, once per visitor, experiment and day (docs/adr/0010). Each step is remembered, so a timer that comes again goes on where the
 * last one stopped; only one that dies exactly between counting and remembering it counts twice.
 */
export async function countExposure(
  { store }: Pick<Deps, "store">,
  exposure: Exposure,
): Promise<void> {
  const mark = await store.markExposure(exposure, exposure.at + KEPT_MS);
  if (mark.counted) return;
  const { day, experiment, arm, visitor } = mark;
  await store.addStats({ day, experiment, arm, currency: "-" }, visitor, { exposures: 1 });
  await store.settleExposure(mark, "counted");
}
