/** A logistic model on raw features: P(y) = 1 / (1 + exp(-(bias + Σ weights · x))). */
export interface Logistic {
  readonly bias: number;
  readonly weights: readonly number[];
}

export function predict({ bias, weights }: Logistic, x: readonly number[]): number {
  let sum = bias;
  for (let i = 0; i < weights.length; i += 1) sum += (weights[i] ?? 0) * (x[i] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/**
 * Fits by Newton's method (iteratively reweighted least squares) on standardised features with an L2 penalty, and returns the weights for raw ones.
 * Deterministic.
 */
export function fitLogistic(
  xs: readonly (readonly number[])[],
  ys: readonly number[],
  ridge: number,
) {
  const { rows, means, scales } = standardised(xs);
  const p = means.length + 1;
  const beta = new Float64Array(p);
  for (let round = 0; round < 40; round += 1) {
    const step = newtonStep(rows, ys, beta, ridge);
    let largest = 0;
    for (let j = 0; j < p; j += 1) {
      beta[j] = (beta[j] ?? 0) + (step[j] ?? 0);
      largest = Math.max(largest, Math.abs(step[j] ?? 0));
    }
    if (largest < 1e-9) break;
  }
  const weights = means.map((_, j) => (beta[j + 1] ?? 0) / (scales[j] ?? 1));
  const bias = weights.reduce((sum, w, j) => sum - w * (means[j] ?? 0), beta[0] ?? 0);
  return { bias, weights } satisfies Logistic;
}

function standardised(xs: readonly (readonly number[])[]) {
  const n = xs.length;
  const width = xs[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, j) => xs.map((x) => x[j] ?? 0));
  const means = columns.map((column) => column.reduce((a, b) => a + b, 0) / n);
  const scales = columns.map((column, j) => {
    const mean = means[j] ?? 0;
    return Math.sqrt(column.reduce((a, b) => a + (b - mean) ** 2, 0) / n) || 1;
  });
  const rows = xs.map((x) =>
    Float64Array.from([1, ...x.map((v, j) => (v - (means[j] ?? 0)) / (scales[j] ?? 1))]),
  );
  return { rows, means, scales };
}

function newtonStep(
  rows: readonly Float64Array[],
  ys: readonly number[],
  beta: Float64Array,
  ridge: number,
): Float64Array {
  const p = beta.length;
  const gradient = new Float64Array(p);
  const hessian = Array.from({ length: p }, () => new Float64Array(p));
  rows.forEach((row, i) => {
    let sum = 0;
    for (let j = 0; j < p; j += 1) sum += (beta[j] ?? 0) * (row[j] ?? 0);
    const q = 1 / (1 + Math.exp(-sum));
    const w = q * (1 - q);
    for (let j = 0; j < p; j += 1) {
      const x = row[j] ?? 0;
      gradient[j] = (gradient[j] ?? 0) + ((ys[i] ?? 0) - q) * x;
      const line = hessian[j] as Float64Array;
      for (let k = 0; k <= j; k += 1) line[k] = (line[k] ?? 0) + w * x * (row[k] ?? 0);
    }
  });
  for (let j = 0; j < p; j += 1) {
    const penalty = j === 0 ? 1e-9 : ridge;
    gradient[j] = (gradient[j] ?? 0) - penalty * (beta[j] ?? 0);
    const line = hessian[j] as Float64Array;
    line[j] = (line[j] ?? 0) + penalty;
  }
  return solve(hessian, gradient);
}

/** Solves A x = b for a symmetric positive definite A, given by its lower half, by Cholesky's decomposition. Overwrites both. */
function solve(a: Float64Array[], b: Float64Array): Float64Array {
  const n = b.length;
  const at = (i: number, j: number) => a[i]?.[j] ?? 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = at(i, j);
      for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k);
      const line = a[i] as Float64Array;
      line[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(j, j);
    }
  }
  for (let i = 0; i < n; i += 1) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= at(i, k) * (b[k] ?? 0);
    b[i] = sum / at(i, i);
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = b[i] ?? 0;
    for (let k = i + 1; k < n; k += 1) sum -= at(k, i) * (b[k] ?? 0);
    b[i] = sum / at(i, i);
  }
  return b;
}
