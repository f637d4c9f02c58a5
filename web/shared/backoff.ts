export interface BackoffOptions {
  /** First delay, ms. */
  readonly first: number;
  /** Largest delay, ms. */
  readonly most: number;
}

/**
 * How long to wait before the next attempt: doubles each time up to `most`, and a random half of it is left off, so that clients cut off
 * together do not come back together ("equal jitter").
 *
 * @param attempt failures so far, from 0
 * @param random uniform in [0, 1)
 * @returns ms
 */
export function backoff(attempt: number, random: number, { first, most }: BackoffOptions): number {
  const full = Math.min(most, first * 2 ** Math.min(attempt, 30));
  return Math.round(full / 2 + (full / 2) * random);
}
