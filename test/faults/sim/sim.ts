import type { Happening } from "../check/history.ts";
import { Faults, type Rates } from "./faults.ts";
import { Random } from "./random.ts";
import { Scheduler } from "./scheduler.ts";

/** When every run begins: noon, so that no run meets a midnight unless it wants to. */
export const BEGINNING = Date.UTC(2026, 10, 23, 12);

/** Function instances' clocks are off by at most this much, either way (ms). */
export const MOST_SKEW_MS = 5000;

/** What every part of a simulated world shares. */
export class Sim {
  readonly random: Random;
  readonly scheduler = new Scheduler(BEGINNING);
  readonly faults: Faults;
  readonly history: Happening[] = [];
  /** How slow the functions' calls are in this run: the slower, the more of them are under way at once. */
  readonly #pace: number;
  readonly #write: ((line: string) => void) | undefined;

  /**
   * @param write takes the trace, line by line
   * @param rates likelihoods of faults that are not left to chance
   */
  constructor(seed: number, write?: (line: string) => void, rates?: Rates) {
    this.random = new Random(seed);
    this.#write = write;
    this.#pace = this.random.pick([1, 4, 15, 50]);
    this.faults = new Faults(this.random, (fault) => this.trace("FAULT", () => fault), rates);
  }

  get now(): number {
    return this.scheduler.now;
  }

  /** How many times as long as usual a call of a port takes now. */
  get pace(): number {
    return this.faults.active ? this.#pace : 1;
  }

  /** Writes a line of the trace, if anybody reads it. */
  trace(who: string | (() => string), what: () => string): void {
    if (!this.#write) return;
    const name = typeof who === "string" ? who : who();
    const seconds = ((this.now - BEGINNING) / 1000).toFixed(3).padStart(9);
    this.#write(`${seconds}  ${name.padEnd(28)} ${what()}`);
  }

  /** Runs `run` after a random time. */
  soon(from: number, to: number, run: () => void): void {
    this.scheduler.after(this.random.between(from, to), run);
  }
}
