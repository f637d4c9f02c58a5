import type { Bus, Clock } from "../ports.ts";
import { measure } from "./meter.ts";
import { type Counts, costOf } from "./prices.ts";

/**
 * An instance writes at most one line in this time, so that what is logged stays far below what it tells of. An instance that ends takes with it what it counted since its last line.
 */
const LINE_EVERY_MS = 30_000;
/** What CloudWatch adds to each line it bills. */
export const LOG_LINE_OVERHEAD = 26;

interface Tally extends Partial<Counts> {
  /** DynamoDB requests. */
  readonly requests?: number;
  /** Frames sent through `@connections`. */
  readonly posts?: number;
  /** Conversations begun. */
  readonly chats?: number;
}

export interface Telemetry {
  /**
   * The handler, with everything counted that it causes.
   * @param billed what the event itself is billed, besides the invocation
   */
  counted<E, A>(
    handler: (event: E) => Promise<A>,
    billed?: (event: E) => Partial<Counts>,
  ): (event: E) => Promise<A>;
  /** The bus, with the conversations counted that begin. */
  bus(bus: Bus): Bus;
}

/**
 * Counts what invocations cost and writes it in CloudWatch's embedded metric format: `cost` (US dollars at list prices) and `chats` become metrics of the stage, whose quotient is the cost of a chat;
 * the rest can be queried in the log. The clients must be metered.
 * @param options.megabytes the function's memory
 * @param options.write puts one line into the log
 */
export function createTelemetry(options: {
  readonly stage: string;
  readonly name: string;
  readonly megabytes: number;
  readonly clock: Clock;
  readonly write: (line: string) => void;
}): Telemetry {
  const { clock, megabytes, write } = options;
  let tally: Tally = {};
  let written = Number.NEGATIVE_INFINITY;

  function add(more: Tally): void {
    const sum: Record<string, number> = { ...tally };
    for (const [name, value] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + value;
    tally = sum;
  }

  function flush(): void {
    const now = clock();
    if (now - written < LINE_EVERY_MS) return;
    written = now;
    write(line(options, tally, now));
    tally = {};
  }

  return {
    counted:
      (handler, billed = () => ({})) =>
      async (event) => {
        const began = clock();
        try {
          const { result, cost } = await measure(() => handler(event));
          const { requests, readUnits, writeUnits, posts, byCommand } = cost;
          add({ requests, readUnits, writeUnits, posts, messages: posts });
          add({ queueRequests: byCommand.SendMessage ?? 0, events: byCommand.PutEvents ?? 0 });
          return result;
        } finally {
          const gigabyteSeconds = (megabytes / 1024) * ((clock() - began) / 1000);
          add({ ...billed(event), invocations: 1, gigabyteSeconds });
          flush();
        }
      },
    bus: (bus) => ({
      publish(event) {
        if (event.type === "conversation.started") add({ chats: 1 });
        return bus.publish(event);
      },
    }),
  };
}

/** One line; the specification allows no line break in it. */
function line(
  { stage, name }: { readonly stage: string; readonly name: string },
  tally: Tally,
  now: number,
): string {
  const counts = Object.fromEntries(Object.entries(tally).filter(([, count]) => count > 0));
  // Its own line is part of the bill; so short a number is near enough.
  const cost = Number(costOf(tally).toPrecision(4));
  const metrics = [
    { Name: "cost", Unit: "None" },
    ...(tally.chats ? [{ Name: "chats", Unit: "Count" }] : []),
  ];
  return JSON.stringify({
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [{ Namespace: "Heed", Dimensions: [["stage"]], Metrics: metrics }],
    },
    stage,
    function: name,
    cost,
    ...counts,
  });
}
