/** How much of an agent's slot time was in use lately. Kept in the agent's record, written with every claim and release. */
export interface Usage {
  /** 0…1. */
  readonly share: number;
  /** When it was last brought up to date (epoch ms). */
  readonly at: number;
}

/** What is this long ago weighs 1/e of the present: about a shift. */
const MEMORY_MS = 4 * 3_600_000;

/**
 * Brings usage up to date before the load changes; the mean is exponential.
 * @param load slots in use from `usage.at` until `now`
 */
export function usageAfter(usage: Usage, load: number, capacity: number, now: number): Usage {
  const kept = Math.exp(-Math.max(0, now - usage.at) / MEMORY_MS);
  const busy = capacity > 0 ? Math.min(1, load / capacity) : 0;
  return { share: usage.share * kept + busy * (1 - kept), at: Math.max(usage.at, now) };
}
