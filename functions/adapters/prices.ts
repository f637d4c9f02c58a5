/** What is billed of the service's work. */
export interface Counts {
  /** Frames through the gateway, in either direction, of up to 32 KB. */
  readonly messages: number;
  readonly connectionMinutes: number;
  readonly invocations: number;
  /** Memory × time of the functions. */
  readonly gigabyteSeconds: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Sends, receives and deletes of timers' messages. */
  readonly queueRequests: number;
  /** Entries published on the bus, of up to 64 KB. */
  readonly events: number;
  readonly logBytes: number;
}

const MILLION = 1e6;

/** AWS list prices, us-east-1, US dollars, without free tiers: aws.amazon.com/<service>/pricing, November 2026. */
const PRICES: Readonly<Record<keyof Counts, number>> = {
  /** API Gateway, WebSocket, the first thousand million a month. */
  messages: 1 / MILLION,
  connectionMinutes: 0.25 / MILLION,
  /** Lambda, arm64. */
  invocations: 0.2 / MILLION,
  gigabyteSeconds: 0.000_013_333_4,
  /** DynamoDB, on demand, standard table. */
  readUnits: 0.125 / MILLION,
  writeUnits: 0.625 / MILLION,
  /** SQS, standard queue. */
  queueRequests: 0.4 / MILLION,
  /** EventBridge, custom events. */
  events: 1 / MILLION,
  /** CloudWatch Logs, ingestion; a gigabyte is 10⁹ bytes here, which is dearer than 2³⁰. */
  logBytes: 0.5 / 1e9,
};

/** What each of the counts costs, US dollars. */
export function costsOf(counts: Partial<Counts>): Readonly<Record<keyof Counts, number>> {
  return Object.fromEntries(
    Object.entries(PRICES).map(([name, price]) => [
      name,
      price * (counts[name as keyof Counts] ?? 0),
    ]),
  ) as Record<keyof Counts, number>;
}

/** What all of it costs, US dollars. */
export function costOf(counts: Partial<Counts>): number {
  return Object.values(costsOf(counts)).reduce((sum, cost) => sum + cost, 0);
}
