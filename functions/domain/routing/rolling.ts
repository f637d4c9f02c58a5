/** What happened to contacts of one language in one stretch of time. */
export interface Tally {
  readonly arrived: number;
  readonly answered: number;
  readonly abandoned: number;
}

interface Bucket {
  /** Epoch ms, a multiple of the bucket's length. */
  readonly start: number;
  readonly languages: Readonly<Record<string, Tally>>;
}

/** Figures of the last minutes, newest bucket last. Small enough for one item; readers may cache it for seconds. */
export interface RouterState {
  readonly buckets: readonly Bucket[];
}

/** Something that the figures count. */
export interface RoutingEvent {
  readonly kind: "arrived" | "answered" | "abandoned";
  /** Epoch ms. */
  readonly at: number;
  readonly language: string;
}

export const NO_HISTORY: RouterState = { buckets: [] };

const BUCKET_MS = 5 * 60_000;
const BUCKETS = 5;
const NOTHING: Tally = { arrived: 0, answered: 0, abandoned: 0 };

/** The figures with one more event. Events may come a little late; those older than the window change nothing. */
export function observeRouting(state: RouterState, event: RoutingEvent): RouterState {
  const start = Math.floor(event.at / BUCKET_MS) * BUCKET_MS;
  const newest = Math.max(start, state.buckets.at(-1)?.start ?? start);
  const kept = state.buckets.filter((bucket) => bucket.start > newest - BUCKETS * BUCKET_MS);
  if (start <= newest - BUCKETS * BUCKET_MS) return { buckets: kept };
  const found = kept.find((bucket) => bucket.start === start) ?? { start, languages: {} };
  const tally = found.languages[event.language] ?? NOTHING;
  const bucket: Bucket = {
    start,
    languages: {
      ...found.languages,
      [event.language]: { ...tally, [event.kind]: tally[event.kind] + 1 },
    },
  };
  const others = kept.filter((other) => other.start !== start);
  return { buckets: [...others, bucket].sort((a, b) => a.start - b.start) };
}

/** What happened in the window that ends at `now`, by language. */
export function tallies(state: RouterState, now: number): Readonly<Record<string, Tally>> {
  const sums: Record<string, Tally> = {};
  for (const bucket of state.buckets) {
    if (bucket.start <= now - BUCKETS * BUCKET_MS || bucket.start > now) continue;
    for (const [language, tally] of Object.entries(bucket.languages)) {
      const sum = sums[language] ?? NOTHING;
      sums[language] = {
        arrived: sum.arrived + tally.arrived,
        answered: sum.answered + tally.answered,
        abandoned: sum.abandoned + tally.abandoned,
      };
    }
  }
  return sums;
}
