import { fire } from "../../../functions/handlers/fire.ts";
import type { Timer } from "../../../functions/ports.ts";
import type { Deps } from "../../../functions/use-cases/deps.ts";
import { sweep } from "../../../functions/use-cases/sweep.ts";
import type { Sim } from "../sim/sim.ts";
import type { Functions } from "./functions.ts";

/** As the queue is deployed: a message that failed comes back after this long, and after this many attempts no more. */
const VISIBILITY_MS = 180_000;
const MOST_RECEIVES = 5;
/** A tick of the sweeper. */
export const SWEEP_MS = 60_000;

/** What the sweeper does; the product's own `sweep`, or a mutation of it. */
export type Sweep = (deps: Deps) => Promise<number>;

/** Greets nobody: stock clients are not simulated. */
const NO_SERVER = { greet: async () => "greeted" as const };

/** Timers and the sweeper's clock. Timers come late, sometimes very late, sometimes twice, and again when their function failed. */
export class Queue {
  readonly #sim: Sim;
  readonly #functions: () => Functions;
  readonly #sweep: Sweep;

  constructor(sim: Sim, functions: () => Functions, doSweep: Sweep = sweep) {
    this.#sim = sim;
    this.#functions = functions;
    this.#sweep = doSweep;
  }

  readonly arm = async (timer: Timer, at: number): Promise<void> => {
    this.#put(timer, at);
  };

  /** Ticks until `until`. @param before called at every tick */
  sweepUntil(until: number, before: () => void): void {
    const sim = this.#sim;
    const tick = (): void => {
      if (sim.now >= until) return;
      before();
      const times = sim.faults.strikes("sweep lost")
        ? 0
        : sim.faults.strikes("sweep twice at once")
          ? 2
          : 1;
      for (let i = 0; i < times; i++) sim.soon(0, 500, () => this.#look());
      sim.scheduler.after(SWEEP_MS, tick);
    };
    sim.soon(0, SWEEP_MS, tick);
  }

  /** A lost sweep is made up for by the next, not by a repeat. */
  #look(): void {
    this.#functions().invoke(
      () => "sweep",
      this.#sweep,
      () => {},
    );
  }

  #put(timer: Timer, at: number): void {
    const { faults, random } = this.#sim;
    const late = faults.strikes("timer late");
    this.#receive(timer, at, 1, late ? random.between(2000, 120_000) : random.between(0, 900));
    if (!faults.strikes("timer delivered twice")) return;
    this.#receive(timer, at, 1, random.between(0, 60_000));
  }

  #receive(timer: Timer, at: number, receives: number, late: number): void {
    const sim = this.#sim;
    const due = Math.max(at, sim.now) + late;
    sim.scheduler.at(due, () =>
      this.#functions().invoke(
        () => `timer ${timer.kind}`,
        async (deps) => {
          if (at > deps.clock() + 1000) await deps.timers.arm(timer, at);
          else await fire(deps, NO_SERVER, timer);
        },
        ({ kind }) => {
          if (kind === "value" || receives >= MOST_RECEIVES) return;
          if (sim.faults.active) sim.faults.count("timer delivered again after a failure");
          this.#receive(timer, at, receives + 1, VISIBILITY_MS);
        },
      ),
    );
  }
}
