import type { Interval } from "../../contract/reports.ts";

/** The standard normal's 97.5 % quantile: both tails together leave out 5 %. */
export const Z95 = 1.959963984540054;

/**
 * A proportion with Wilson's score interval, which stays within 0 … 1 and holds for few successes, too.
 *
 * E. B. Wilson, Probable inference, the law of succession, and statistical inference. Journal of the American Statistical Association 22 (1927), 209–212.
 * @param k of `n`; undefined when nothing was observed
 */
export function proportion(k: number, n: number, z = Z95): Interval | undefined {
  if (!(n > 0)) return undefined;
  const p = Math.min(1, Math.max(0, k / n));
  const weight = 1 / (1 + (z * z) / n);
  const middle = weight * (p + (z * z) / (2 * n));
  const half = weight * z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  // Exactly 0 and 1 at the ends, where rounding would say almost.
  return {
    estimate: p,
    low: p === 0 ? 0 : middle - half,
    high: p === 1 ? 1 : middle + half,
  };
}

/**
 * The difference of two independent proportions: Wilson's limits of each put together by squares.
 *
 * R. G. Newcombe, Interval estimation for the difference between independent proportions: comparison of eleven methods. Statistics in Medicine 17 (1998),
 * 873–890, method 10.
 */
export function difference(
  a: { readonly k: number; readonly n: number },
  b: { readonly k: number; readonly n: number },
  z = Z95,
): Interval | undefined {
  const first = proportion(a.k, a.n, z);
  const second = proportion(b.k, b.n, z);
  if (!first || !second) return undefined;
  const estimate = first.estimate - second.estimate;
  const down = Math.hypot(first.estimate - first.low, second.high - second.estimate);
  const up = Math.hypot(first.high - first.estimate, second.estimate - second.low);
  return { estimate, low: estimate - down, high: estimate + up };
}

/** Sums of an amount over `n` observations, those that were nothing included. */
export interface Sums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/**
 * The difference of two means, by the central limit theorem with each side's own variance (B. L. Welch, Biometrika 34 (1947), 28–35, with so many
 * observations that Student's distribution is the normal one). Amounts per visitor are mostly nothing and seldom much: below some hundred orders a side
 * the interval is too narrow.
 * @returns undefined when a side has fewer than two observations
 */
export function meanDifference(a: Sums, b: Sums, z = Z95): Interval | undefined {
  if (a.n < 2 || b.n < 2) return undefined;
  const estimate = a.sum / a.n - b.sum / b.n;
  const half = z * Math.sqrt(variance(a) / a.n + variance(b) / b.n);
  return { estimate, low: estimate - half, high: estimate + half };
}

function variance({ n, sum, squares }: Sums): number {
  return Math.max(0, (squares - (sum * sum) / n) / (n - 1));
}
