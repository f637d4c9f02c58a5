/** Probability that a random positive is ranked above a random negative (Mann–Whitney); ties count half. */
export function auc(predicted: readonly number[], ys: readonly number[]): number {
  const order = predicted.map((_, i) => i).sort((a, b) => at(predicted, a) - at(predicted, b));
  let positives = 0;
  let rankSum = 0;
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && at(predicted, order[j]) === at(predicted, order[i])) j += 1;
    const rank = (i + 1 + j) / 2;
    for (let k = i; k < j; k += 1) {
      if (at(ys, order[k]) !== 1) continue;
      positives += 1;
      rankSum += rank;
    }
    i = j;
  }
  const negatives = ys.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Mean squared error of probabilities. */
export function brier(predicted: readonly number[], ys: readonly number[]): number {
  return predicted.reduce((sum, p, i) => sum + (p - at(ys, i)) ** 2, 0) / ys.length;
}

export interface Bin {
  readonly n: number;
  readonly predicted: number;
  readonly observed: number;
}

/** Reliability: equally large groups by predicted probability, each with its mean prediction and its observed share. */
export function reliability(
  predicted: readonly number[],
  ys: readonly number[],
  groups: number,
): Bin[] {
  const order = predicted.map((_, i) => i).sort((a, b) => at(predicted, a) - at(predicted, b));
  return Array.from({ length: groups }, (_, g) => {
    const from = Math.floor((g * order.length) / groups);
    const members = order.slice(from, Math.floor(((g + 1) * order.length) / groups));
    const mean = (values: readonly number[]) =>
      members.reduce((sum, i) => sum + at(values, i), 0) / members.length;
    return { n: members.length, predicted: mean(predicted), observed: mean(ys) };
  });
}

/** Expected calibration error: the groups' mean distance between prediction and observation. */
export function calibrationError(bins: readonly Bin[]): number {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  return bins.reduce((sum, b) => sum + (b.n / n) * Math.abs(b.predicted - b.observed), 0);
}

function at(values: readonly number[], i: number | undefined): number {
  return values[i ?? -1] ?? Number.NaN;
}
