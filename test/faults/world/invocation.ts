import type { Sim } from "../sim/sim.ts";

/** How a port's calls can fail beyond the death of their function. */
export type PortKind = "store" | "plain";

const NEVER = new Promise<never>(() => {});

/** One run of a function. Every call of a port is a point where others may run, and where it may die: before the effect, or after it with the answer lost. */
export class Invocation {
  readonly #name: () => string;
  readonly #sim: Sim;
  readonly #died: () => void;
  readonly #slowness: number;
  #over = false;

  /** @param died called once, when it dies */
  constructor(sim: Sim, name: () => string, died: () => void) {
    this.#sim = sim;
    this.#name = name;
    this.#died = died;
    this.#slowness = sim.faults.strikes("invocation slow") ? sim.random.between(20, 400) : 1;
  }

  /** It has answered or died: what it has still under way may or may not take effect, and nobody hears the answers. */
  get over(): boolean {
    return this.#over;
  }

  trace(what: () => string): void {
    this.#sim.trace(this.#name, what);
  }

  end(): void {
    this.#over = true;
  }

  /**
   * Makes a call of a port.
   * @param what names it in the trace
   * @param effect happens at one moment
   */
  call<T>(what: () => string, kind: PortKind, effect: () => Promise<T>): Promise<T> {
    const sim = this.#sim;
    if (this.#over) return NEVER;
    if (sim.faults.strikes("crash before an effect")) return this.#die(what);
    const slow = kind === "store" && sim.faults.strikes("store slow");
    const pace = Math.max(this.#slowness, sim.pace);
    const there = slow ? sim.random.between(500, 12_000) : sim.random.between(0.5, 6) * pace;
    return new Promise((resolve, reject) => {
      const answer = (give: () => void) =>
        sim.soon(0.5, 4 * pace, () => {
          if (!this.#over) give();
        });
      const taken = (value: T): void => {
        if (!this.#over && sim.faults.strikes("crash after an effect")) void this.#die(what);
        else if (kind === "store" && sim.faults.strikes("store fails after writing"))
          answer(() => reject(new Error(`failed after writing: ${what()}`)));
        else answer(() => resolve(value));
      };
      const refused = (error: unknown) => answer(() => reject(error));
      sim.scheduler.after(there, () => {
        if (this.#over && sim.random.chance(0.5)) return;
        if (kind === "store" && sim.faults.strikes("store fails, nothing written")) {
          answer(() => reject(new Error(`throttled: ${what()}`)));
          return;
        }
        this.trace(what);
        if (kind === "store" && sim.faults.strikes("store call repeated"))
          effect().then(() => this.#again(what, effect, taken, refused), refused);
        else effect().then(taken, refused);
      });
    });
  }

  /** The SDK lost the first answer, and asks again. */
  #again<T>(
    what: () => string,
    effect: () => Promise<T>,
    taken: (value: T) => void,
    refused: (error: unknown) => void,
  ): void {
    this.#sim.soon(20, 400, () => {
      this.trace(() => `${what()} (repeated)`);
      effect().then(taken, refused);
    });
  }

  #die(what: () => string): Promise<never> {
    this.#over = true;
    this.trace(() => `dies at ${what()}`);
    this.#died();
    return NEVER;
  }
}
