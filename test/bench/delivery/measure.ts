import type { Pair } from "./pair.ts";

/** A usual chat message, in bytes of ASCII. */
const TEXT = "Is the tent waterproof, and does it come with its own pegs and poles?";

/** Times of one system, all rounds together. */
export interface Samples {
  readonly acked: number[];
  readonly delivered: number[];
  messages: number;
  /** Over which `messages` were counted. */
  seconds: number;
  /** Processor time of all processes together that those messages took, in ms. */
  cpu: number;
}

/** Processor time that all processes have used so far, in ms. */
export type Cpu = () => Promise<number>;

export const noSamples = (): Samples => ({
  acked: [],
  delivered: [],
  messages: 0,
  seconds: 0,
  cpu: 0,
});

/** One pair, one message after another: latency without any queueing. */
export async function measureLatency(pair: Pair, messages: number, into: Samples): Promise<void> {
  for (let n = 0; n < messages; n += 1) {
    const { acked, delivered } = await pair.say(TEXT);
    into.acked.push(acked);
    into.delivered.push(delivered);
  }
}

/** All pairs at once, each with one message on its way: throughput. */
export async function measureThroughput(
  pairs: readonly Pair[],
  seconds: number,
  cpu: Cpu,
  into: Samples,
): Promise<void> {
  const used = await cpu();
  const from = performance.now();
  const end = from + seconds * 1000;
  await Promise.all(
    pairs.map(async (pair) => {
      while (performance.now() < end) {
        await pair.say(TEXT);
        into.messages += 1;
      }
    }),
  );
  into.seconds += (performance.now() - from) / 1000;
  into.cpu += (await cpu()) - used;
}

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** By nearest rank, rounded to a hundredth of a ms. */
export function percentiles(times: readonly number[]): Percentiles {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => {
    const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
    return Math.round(value * 100) / 100;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
