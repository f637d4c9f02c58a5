/**
 * Seeded pseudo-random delays, so that a run whose invocations overtook each other can be
 * repeated. The generator is mulberry32 (Tommy Ettinger, public domain).
 *
 * @returns the next delay in ms, in [0, maxMs)
 */
export function seededJitter(seed: number, maxMs: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * maxMs;
  };
}
