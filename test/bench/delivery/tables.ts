import type { Percentiles } from "./measure.ts";
import type { Report } from "./watch.ts";

export interface Figures extends Percentiles {
  readonly perSecond: number;
  /** ms until the sender had its ack; the percentiles beside it are until the other side had the message. */
  readonly ack: Percentiles;
  /** Processor time of all processes for one message, ms. */
  readonly cpu: number;
}

/** The goals: at most so many times the plain server's median, and at least this share of its throughput. */
const MEDIAN_GOAL = 1.5;
const THROUGHPUT_GOAL = 0.7;

const NAMES: Readonly<Record<string, string>> = {
  heed: "heed",
  socketio: "socket.io, same writes",
  socketioOwnClient: "… by Heed's own client",
  ws: "ws echo, one put",
};

/** Times in ms. */
export function comparison(figures: Readonly<Record<string, Figures>>): string {
  const head = [
    "",
    "delivered p50",
    "p95",
    "p99",
    "acked p50",
    "p95",
    "p99",
    "messages/s",
    "CPU/message",
  ];
  const rows = Object.entries(figures).map(([system, { p50, p95, p99, ack, perSecond, cpu }]) => [
    NAMES[system] ?? system,
    ...[p50, p95, p99, ack.p50, ack.p95, ack.p99].map((ms) => ms.toFixed(1)),
    perSecond.toFixed(0),
    cpu.toFixed(2),
  ]);
  return lines([head, ...rows]);
}

export function verdict(heed: Figures, plain: Figures): string {
  const ratio = (name: string, value: number, met: boolean, goal: string) =>
    `${name}: ${value.toFixed(2)} × socket.io's (goal ${goal}: ${met ? "met" : "MISSED"})`;
  const delivered = heed.p50 / plain.p50;
  const acked = heed.ack.p50 / plain.ack.p50;
  const throughput = heed.perSecond / plain.perSecond;
  const most = `at most ${MEDIAN_GOAL}`;
  return [
    ratio("median until delivered", delivered, delivered <= MEDIAN_GOAL, most),
    ratio("median until acked", acked, acked <= MEDIAN_GOAL, most),
    ratio("throughput", throughput, throughput >= THROUGHPUT_GOAL, `at least ${THROUGHPUT_GOAL}`),
  ].join("\n");
}

/** Where one message's time goes, from a round with one message at a time in which the stage watched itself. */
export function breakdown(report: Report, messages: number, acked: number): string {
  const row = (name: string, place: string, ms: number, share = 1) => [
    name,
    place,
    ms.toFixed(2),
    share.toFixed(2),
  ];
  const of = (name: string) => report[name] ?? { calls: 0, meanMs: 0 };
  const per = (name: string) => of(name).calls / messages;
  const invoked = of("function socket");
  const served = ["UpdateItem", "PutItem", "@connections"].map((name) =>
    row(name, name === "@connections" ? "gateway" : "dynalite", of(name).meanMs, per(name)),
  );
  return lines([
    ["part of a message", "where", "mean ms", "calls per message"],
    row("until acked", "client's view", acked),
    row("socket, hop and frame", "client and gateway", acked - invoked.meanMs),
    row("function", "worker, hand-over included", invoked.meanMs, per("function socket")),
    ...served,
    row("authorizer", "worker, at connecting only", of("function authorize").meanMs, 0),
  ]);
}

function lines(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) =>
          Number.isNaN(Number(cell)) || cell === ""
            ? cell.padEnd(widths[i] ?? 0)
            : cell.padStart(widths[i] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
