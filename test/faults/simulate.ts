import { check } from "./check/check.ts";
import type { Violation } from "./check/history.ts";
import type { SimulateOptions } from "./options.ts";
import { Run } from "./run-world.ts";
import { takeOverTimers } from "./sim/device.ts";
import type { Fault } from "./sim/faults.ts";

export interface Simulated {
  readonly violations: readonly Violation[];
  readonly faults: ReadonlyMap<Fault, number>;
  readonly steps: number;
  /** Messages accepted, and conversations begun. */
  readonly messages: number;
  readonly conversations: number;
}

/** One run: a few shoppers and agents for a few minutes with faults, then calm until everything must be in order again. The same seed is the same run. */
export async function simulate(seed: number, options: SimulateOptions = {}): Promise<Simulated> {
  const giveBack = takeOverTimers();
  try {
    const run = new Run(seed, options);
    const history = await run.play();
    const violations = check(history, run.settings);
    const accepted = history.happenings.filter(({ kind }) => kind === "accepted");
    return {
      violations,
      faults: run.sim.faults.counts,
      steps: run.sim.scheduler.steps,
      messages: accepted.length,
      conversations: history.ending.conversations.length,
    };
  } finally {
    giveBack();
  }
}
