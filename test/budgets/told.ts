import type { Invocation } from "./deployment.ts";

type Numbers = Readonly<Record<string, number>>;

/** Sums of the numbers in the telemetry's lines. */
export const toldIn = (lines: readonly string[]): Numbers =>
  sumOf(lines.map((line) => JSON.parse(line)));

/** The same, from what was counted beside the telemetry. */
export const countedIn = (invocations: readonly Invocation[]): Numbers =>
  sumOf(invocations.map(countsOf));

/** How many metrics lines in CloudWatch's embedded format write; the functions' all belong to the stage. */
export function metricsIn(lines: readonly string[]): number {
  const names = lines.flatMap((line): string[] =>
    JSON.parse(line)._aws.CloudWatchMetrics[0].Metrics.map(({ Name }: { Name: string }) => Name),
  );
  return new Set(names).size;
}

/** What telemetry knows of an invocation; the authorizer has none. */
function countsOf({ name, what, cost, bytesIn }: Invocation): Numbers {
  if (name === "authorize") return {};
  const { requests, readUnits, writeUnits, posts, byCommand } = cost;
  const fetched = what.startsWith("timer") ? 2 : 0;
  return {
    invocations: 1,
    requests,
    readUnits,
    writeUnits,
    posts,
    messages: posts + (bytesIn > 0 ? 2 : 0),
    queueRequests: (byCommand.SendMessage ?? 0) + fetched,
    events: byCommand.PutEvents ?? 0,
  };
}

function sumOf(all: readonly Readonly<Record<string, unknown>>[]): Numbers {
  const sum: Record<string, number> = {};
  for (const each of all) {
    for (const [name, value] of Object.entries(each)) {
      if (typeof value === "number") sum[name] = (sum[name] ?? 0) + value;
    }
  }
  return sum;
}
