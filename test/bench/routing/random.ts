/** A stream of random numbers in [0, 1), fixed by its seeds (sfc32, warmed up). */
export type Random = () => number;

/** A stream of its own for every (seed, name), so that a draw more in one does not move the others. */
export function stream(seed: number, name: number): Random {
  let a = 0x9e3779b9 ^ seed;
  let b = 0x243f6a88 ^ Math.imul(name + 1, 0x85ebca6b);
  let c = 0xb7e15162;
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 16; round += 1) next();
  return next;
}

export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Lognormal with the given mean. */
export function lognormal(random: Random, mean: number, sigma: number): number {
  return mean * Math.exp(sigma * normal(random) - (sigma * sigma) / 2);
}

export function weibull(random: Random, shape: number, scale: number): number {
  return scale * (-Math.log(1 - random())) ** (1 / shape);
}

export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

/** Gamma with mean 1 and the given coefficient of variation below 1 (Marsaglia and Tsang). */
export function gammaFactor(random: Random, cv: number): number {
  const shape = 1 / (cv * cv);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
      return (d * v) / shape;
    }
  }
}

/** An index drawn by shares that sum to 1. */
export function pick(random: Random, shares: readonly number[]): number {
  let rest = random();
  for (let index = 0; index < shares.length - 1; index += 1) {
    rest -= shares[index] ?? 0;
    if (rest < 0) return index;
  }
  return shares.length - 1;
}
