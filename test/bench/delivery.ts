import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createDynamoStore } from "../../functions/adapters/dynamo/index.ts";
import { synthesize } from "../../infra/local/synthesize.ts";
import { flag, type Values } from "../command-line.ts";
import { type Child, startChild } from "./delivery/children.ts";
import { heedPair } from "./delivery/heed-pairs.ts";
import {
  type Cpu,
  measureLatency,
  measureThroughput,
  noSamples,
  percentiles,
  type Samples,
} from "./delivery/measure.ts";
import type { Pair } from "./delivery/pair.ts";
import { socketioPair, wsPair } from "./delivery/plain-pairs.ts";
import type { PlainFacts } from "./delivery/plain-process.ts";
import type { StageFacts } from "./delivery/stage-process.ts";
import { breakdown, comparison, type Figures, verdict } from "./delivery/tables.ts";
import type { Report } from "./delivery/watch.ts";
import { progress } from "./progress.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Whatever the local stage's table is asked with. */
const CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };
const REGION = "us-east-1";
const SYSTEMS = ["heed", "socketio", "socketioOwnClient", "ws"] as const;
type System = (typeof SYSTEMS)[number];
type Each<T> = Record<System, T>;

function each<T>(make: (system: System) => T): Each<T> {
  return Object.fromEntries(SYSTEMS.map((system) => [system, make(system)])) as Each<T>;
}

interface Size {
  readonly rounds: number;
  /** One after another, per round and system. */
  readonly messages: number;
  /** Of throughput, per round and system. */
  readonly seconds: number;
  readonly pairs: number;
}
const FULL: Size = { rounds: 8, messages: 150, seconds: 3, pairs: 16 };
const WATCHED_ROUNDS = 5;
const QUICK: Size = { rounds: 3, messages: 60, seconds: 1, pairs: 8 };

export const options = { quick: flag("fewer and shorter rounds") };

/**
 * `npm run bench -- delivery [--quick]`: a message's way through the local stage with the real bundles, beside the same two writes behind plain `socket.io` and one write
 * behind a bare WebSocket, in interleaved rounds on one machine. The stage, the plain servers and the clients are a process each.
 */
export async function run({
  quick,
}: Values<typeof options>): Promise<{ readonly table: string; readonly json: object }> {
  const size = quick ? QUICK : FULL;
  const folder = join(ROOT, ".heed", "bench");
  progress("delivery", "building and starting a stage");
  await synthesize({ root: ROOT, out: folder, stage: "dev" });
  const stage = await startChild<StageFacts>("stage-process.ts", [folder], {});
  const plain = await startChild<PlainFacts>("plain-process.ts", [stage.facts.table], {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: stage.facts.dynamo,
  });
  const open: Pair[] = [];
  try {
    stage.tell("clear");
    progress("delivery", `opening ${size.pairs} chats with each of ${SYSTEMS.join(", ")}`);
    const pairs = await openPairs(stage.facts, plain.facts, size.pairs);
    open.push(...Object.values(pairs).flat());
    const connecting = await stage.ask<Report>("report");
    const before = loadavg();
    const figures = await compare(pairs, size, cpuOf([stage, plain]));
    const table = [
      `${size.rounds} rounds of ${size.messages} messages one by one and of ${size.seconds} s with ${size.pairs} chats at once; times in ms`,
      `${cpus().length} cores, load of the last minute ${before[0]?.toFixed(1)} before and ${loadavg()[0]?.toFixed(1)} after`,
      "",
      comparison(figures),
      "",
      verdict(figures.heed, figures.socketio),
      "Plain socket.io asks DynamoDB by the AWS SDK, as it usually would; the row below it shows it with the client of Heed's functions.",
      "",
      await whereTimeGoes(stage, connecting, pairs.heed[0] as Pair, size.messages),
    ].join("\n");
    return { table, json: figures };
  } finally {
    for (const pair of open) pair.close();
    plain.stop();
    stage.stop();
  }
}

async function openPairs(
  stage: StageFacts,
  plain: PlainFacts,
  count: number,
): Promise<Each<Pair[]>> {
  const client = new DynamoDBClient({
    endpoint: stage.dynamo,
    region: REGION,
    credentials: CREDENTIALS,
  });
  const store = createDynamoStore({ client, table: stage.table });
  const pairs = each((): Pair[] => []);
  for (let n = 0; n < count; n += 1) {
    pairs.heed.push(await heedPair(stage, store, n));
    // As long as the ids that Heed gives.
    const id = (kind: string) => `${kind}-conversation-${n}`.padEnd(22, "-");
    pairs.socketio.push(await socketioPair(plain.socketio, id("sdk")));
    pairs.socketioOwnClient.push(await socketioPair(plain.socketioOwnClient, id("own")));
    pairs.ws.push(await wsPair(plain.ws, id("raw")));
  }
  client.destroy();
  return pairs;
}

/** The order turns from round to round, so that no system always runs in another's wake. */
async function compare(pairs: Each<Pair[]>, size: Size, cpu: Cpu): Promise<Each<Figures>> {
  const samples = each(() => noSamples());
  for (const system of SYSTEMS) {
    progress("delivery", `warming up ${system}`);
    await measureThroughput(pairs[system], size.seconds, cpu, noSamples());
    await measureLatency(pairs[system][0] as Pair, size.messages, noSamples());
  }
  for (let round = 0; round < size.rounds; round += 1) {
    for (let turn = 0; turn < SYSTEMS.length; turn += 1) {
      const system = SYSTEMS[(round + turn) % SYSTEMS.length] as System;
      progress("delivery", `round ${round + 1} of ${size.rounds}, ${system}`);
      await measureLatency(pairs[system][0] as Pair, size.messages, samples[system]);
      await measureThroughput(pairs[system], size.seconds, cpu, samples[system]);
    }
  }
  const figures = ({ delivered, acked, messages, seconds, cpu: used }: Samples): Figures => ({
    ...percentiles(delivered),
    perSecond: Math.round(messages / seconds),
    ack: percentiles(acked),
    cpu: Math.round((used / messages) * 100) / 100,
  });
  return each((system) => figures(samples[system]));
}

function cpuOf(children: readonly Pick<Child<unknown>, "ask">[]): Cpu {
  const sum = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000;
  return async () => {
    const others = await Promise.all(children.map(({ ask }) => ask<NodeJS.CpuUsage>("cpu")));
    return [process.cpuUsage(), ...others].reduce((total, usage) => total + sum(usage), 0);
  };
}

/** Rounds of their own, since watching costs time too; the quietest counts, since these are means. */
async function whereTimeGoes(
  stage: Child<StageFacts>,
  connecting: Report,
  pair: Pair,
  messages: number,
): Promise<string> {
  let quietest = { mean: Number.POSITIVE_INFINITY, report: {} as Report };
  for (let round = 0; round < WATCHED_ROUNDS; round += 1) {
    const samples = noSamples();
    progress("delivery", `where time goes, round ${round + 1} of ${WATCHED_ROUNDS}`);
    stage.tell("clear");
    await measureLatency(pair, messages, samples);
    const report = await stage.ask<Report>("report");
    const mean = samples.acked.reduce((sum, ms) => sum + ms, 0) / messages;
    if (mean < quietest.mean) quietest = { mean, report };
  }
  const authorize = connecting["function authorize"];
  const report = { ...quietest.report, ...(authorize && { "function authorize": authorize }) };
  return breakdown(report, messages, quietest.mean);
}
