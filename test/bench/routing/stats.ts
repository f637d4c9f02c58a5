/** Mean with the half width of its 95 % interval. */
export interface Estimate {
  readonly mean: number;
  readonly half: number;
}

/** Quantiles of Student's t at 97.5 % for 1, 2 … degrees of freedom. */
const T = [
  12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048,
  2.045, 2.042,
];

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Of independent values, such as differences between two policies on the same days. */
export function estimate(values: readonly number[]): Estimate {
  const center = mean(values);
  const freedom = values.length - 1;
  if (freedom < 1) return { mean: center, half: Number.POSITIVE_INFINITY };
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0);
  const t = T[freedom - 1] ?? 1.96 + 2.5 / freedom;
  return { mean: center, half: t * Math.sqrt(squares / freedom / values.length) };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
