import { DEFAULTS } from "../../../functions/domain/routing/params.ts";
import * as baselines from "./baselines.ts";
import { batch } from "./batch.ts";
import { heed } from "./heed.ts";
import type { Policy } from "./world.ts";

/** Every policy of the comparison by its name in the results; the seed only names the contacts of a day. */
export const POLICIES: Readonly<Record<string, (seed: number) => Policy>> = {
  "round robin": baselines.roundRobin,
  "least busy": baselines.leastBusy,
  "longest idle": baselines.longestIdle,
  "language only": baselines.languageOnly,
  "skill first": baselines.skillFirst,
  "ladder to anyone": baselines.ladderAnyone,
  "ladder language 2": baselines.ladderLanguage,
  batch: () => batch(),
  score: baselines.score,
  heed: (seed) => heed(seed, { ...DEFAULTS, controlShare: 0 }),
  "heed with control": (seed) => heed(seed),
};
