import { readdirSync, readFileSync } from "node:fs";
import { type Counts, costsOf } from "../../functions/adapters/prices.ts";
import { LOG_LINE_OVERHEAD } from "../../functions/adapters/telemetry.ts";
import type { Deployment, Invocation } from "./deployment.ts";

const FRAME = 32 * 1024;

/**
 * What an invocation takes on AWS, in ms; here the table is in the same process and the machine is shared, so nothing of that kind is measured. DynamoDB answers within
 * single-digit milliseconds; the others are taken for slow.
 */
const TIME = { own: 3, roundTrip: 5, post: 15, other: 15 };
/** An instance serves some hundreds of invocations before Lambda replaces it; its start is billed too. */
const COLD = { share: 0.005, ms: 500 };
/** As in infra/functions.ts. */
const MEGABYTES: Readonly<Record<Invocation["name"], number>> = {
  authorize: 256,
  socket: 512,
  timer: 512,
};

/** The gateway's access log, as infra/access-log.ts has it; one line for every frame a client sends and for the end of a connection. */
const ACCESS_LINE = JSON.stringify({
  requestId: "Kx3zVHmBoAMEvWg=",
  routeKey: "$default",
  status: "200",
  connectionId: "Kx3zUdHxIAMCJRg=",
});

/** What is billed of one invocation, log lines of its own excepted. */
export function billOf({ name, what, cost, bytesIn, bytesOut }: Invocation): Counts {
  const { byCommand, posts, roundTrips, readUnits, writeUnits } = cost;
  const { SendMessage: sent = 0, PutEvents: events = 0 } = byCommand;
  const { Query = 0, GetItem = 0, BatchGetItem = 0 } = byCommand;
  const others = sent + events > 0 ? 1 : 0;
  const ms =
    TIME.own + TIME.roundTrip * roundTrips + (posts > 0 ? TIME.post : 0) + TIME.other * others;
  const fetched = name === "timer" && what !== "sweep" ? 2 : 0;
  return {
    messages: framesOf(bytesIn) + framesOf(bytesOut) + posts,
    connectionMinutes: 0,
    invocations: 1,
    gigabyteSeconds: (MEGABYTES[name] / 1024) * ((ms + COLD.share * COLD.ms) / 1000),
    // A read that finds nothing is billed as one that finds a little; the imitation does not count it.
    readUnits: Math.max(readUnits, Query + GetItem + BatchGetItem),
    writeUnits,
    queueRequests: sent + fetched,
    events,
    // Every event of a connection is in the access log: its frames, its beginning and its end.
    logBytes: name === "timer" ? 0 : ACCESS_LINE.length + LOG_LINE_OVERHEAD,
  };
}

const framesOf = (bytes: number): number => Math.ceil(bytes / FRAME);

export function sumOf(bills: readonly Partial<Counts>[]): Partial<Counts> {
  const sum: Record<string, number> = {};
  for (const bill of bills) {
    for (const [name, count] of Object.entries(bill)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
}

/** `a` + `factor` × `b`. */
export function plus(a: Partial<Counts>, b: Partial<Counts>, factor = 1): Partial<Counts> {
  const scaled = Object.entries(b).map(([name, count]) => [name, factor * count]);
  return sumOf([a, Object.fromEntries(scaled)]);
}

/** Bills by what they are for, dearest first; US dollars per thousand. */
export function dearest(invocations: readonly Invocation[]): readonly [string, number, number][] {
  const groups = new Map<string, Partial<Counts>[]>();
  for (const one of invocations) {
    groups.set(one.what, [...(groups.get(one.what) ?? []), billOf(one)]);
  }
  return [...groups]
    .map(([what, bills]): [string, number, number] => [what, bills.length, thousand(sumOf(bills))])
    .sort(([, , a], [, , b]) => b - a);
}

/** US dollars per thousand times these counts. */
export function thousand(counts: Partial<Counts>): number {
  return 1000 * Object.values(costsOf(counts)).reduce((sum, cost) => sum + cost, 0);
}

/** Bytes of the telemetry's lines, as CloudWatch bills them. */
export function linesBill({ lines }: Deployment): Partial<Counts> {
  const bytes = lines.reduce((sum, line) => sum + line.trim().length + LOG_LINE_OVERHEAD, 0);
  return { logBytes: bytes };
}

/** A period (ms) that a client's source sets, such as `const NAME = 8 * 60_000;`, wherever it stands below `folder`. */
export function periodIn(folder: string, name: string): number {
  const root = new URL(`../../${folder}/`, import.meta.url);
  const pattern = new RegExp(`const ${name} = ([\\d_ *]+);`);
  for (const file of readdirSync(root, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(file)) continue;
    const [, product] = pattern.exec(readFileSync(new URL(file, root), "utf8")) ?? [];
    if (product === undefined) continue;
    return product
      .split("*")
      .map((factor) => Number(factor.replaceAll("_", "")))
      .reduce((a, b) => a * b);
  }
  throw new Error(`nothing in ${folder} sets ${name}`);
}
