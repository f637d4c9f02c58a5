import { beforeAll, describe, expect, test } from "vitest";
import type { Rule, Violation } from "./check/history.ts";
import { FAULT_KINDS, type Fault } from "./sim/faults.ts";
import { simulate } from "./simulate.ts";

/** As many as fit into `npm test`; `npm run faults` plays thousands. */
const RUNS = 300;
const FIRST_SEED = 1;
/** Far more than it takes, on a busy machine too. */
const PATIENCE_MS = 300_000;

const violations: (Violation & { readonly seed: number })[] = [];
const faults = new Map<Fault, number>();
let messages = 0;

beforeAll(async () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    const result = await simulate(seed);
    messages += result.messages;
    for (const [kind, count] of result.faults) faults.set(kind, (faults.get(kind) ?? 0) + count);
    violations.push(...result.violations.map((violation) => ({ ...violation, seed })));
  }
}, PATIENCE_MS);

const broken = (...rules: readonly Rule[]) => violations.filter(({ rule }) => rules.includes(rule));

describe("whatever fails", () => {
  test("[FLT1] what was acked is stored once, and nothing is stored twice", () => {
    expect(broken("acked", "once")).toEqual([]);
  });

  test("[FLT2] every transcript is numbered without a hole", () => {
    expect(broken("seq")).toEqual([]);
  });

  test("[FLT3] what one page wrote stands in the order in which it was written", () => {
    expect(broken("order")).toEqual([]);
  });

  test("[FLT4] every page of both parties shows the same whole conversation in the end", () => {
    expect(broken("seen", "sent", "view", "online")).toEqual([]);
  });

  test("[FLT5] no agent ever has more than her capacity", () => {
    expect(broken("capacity")).toEqual([]);
  });

  test("[FLT6] a conversation has one agent at a time, a shopper one conversation", () => {
    expect(broken("one agent", "one conversation")).toEqual([]);
  });

  test("[FLT7] no hold, ring, chat, visit or presence is stranded beyond its bound", () => {
    const rules = ["slot", "ring", "chat", "visit", "presence"] as const;
    expect(broken(...rules.map((rule) => `stranded ${rule}` as const))).toEqual([]);
  });

  test("[FLT8] no shopper waits beside a free agent who would fit beyond the bound", () => {
    expect(broken("idle agent")).toEqual([]);
  });

  test("[FLT9] no discount counts twice, and the budgets are what the ledger says", () => {
    expect(broken("offer", "ledger", "budget", "stranded offer")).toEqual([]);
  });

  test("[FLT10] every kind of fault has struck, and much was said all the same", () => {
    expect(FAULT_KINDS.filter((kind) => !faults.get(kind))).toEqual([]);
    expect(messages).toBeGreaterThan(10 * RUNS);
  });
});

test("[FLT11] the same seed is the same run, step by step", async () => {
  const play = async (seed: number) => {
    const lines: string[] = [];
    await simulate(seed, { write: (line) => lines.push(line) });
    return lines;
  };
  const first = await play(7);
  expect(first.length).toBeGreaterThan(100);
  expect(await play(7)).toEqual(first);
  expect(await play(8)).not.toEqual(first);
});
