import type { Sim } from "../sim/sim.ts";

/** How a port's calls can fail beyond the death of their function. */
export type PortKind = "store" | "plain";

const NEVER = new Promise<never>(() => {});

/** One run of a function. Every call of a port is a point where others may run, and where it may die: before the effect, or after it with the answer lost. */
export class Invocation {
  readonly name: string;
  readonly #sim: Sim;
  readonly #died: () => void;
  #over = false;

  /** @param died called once, when it dies */
  constructor(sim: Sim, name: string, died: () => void) {
    this.#sim = sim;
    this.name = name;
    this.#died = died;
  }

  /** It has answered or died: what it has still under way may or may not take effect, and nobody hears the answers. */
  get over(): boolean {
    return this.#over;
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
    const there = slow ? sim.random.between(500, 12_000) : sim.random.between(0.5, 6);
    return new Promise((resolve, reject) => {
      const answer = (give: () => void) =>
        sim.soon(0.5, 4, () => {
          if (!this.#over) give();
        });
      sim.scheduler.after(there, () => {
        if (this.#over && sim.random.chance(0.5)) return;
        if (kind === "store" && sim.faults.strikes("store fails, nothing written")) {
          answer(() => reject(new Error(`throttled: ${what()}`)));
          return;
        }
        this.#take(what, kind, effect).then(
          (value) => {
            if (!this.#over && sim.faults.strikes("crash after an effect")) void this.#die(what);
            else if (kind === "store" && sim.faults.strikes("store fails after writing"))
              answer(() => reject(new Error(`failed after writing: ${what()}`)));
            else answer(() => resolve(value));
          },
          (error) => answer(() => reject(error)),
        );
      });
    });
  }

  /** The effect, once or, when the SDK lost its answer, twice. */
  async #take<T>(what: () => string, kind: PortKind, effect: () => Promise<T>): Promise<T> {
    const sim = this.#sim;
    sim.trace(this.name, what);
    const value = await effect();
    if (kind !== "store" || !sim.faults.strikes("store call repeated")) return value;
    return new Promise((resolve, reject) => {
      sim.soon(20, 400, () => {
        sim.trace(this.name, () => `${what()} (repeated)`);
        effect().then(resolve, reject);
      });
    });
  }

  #die(what: () => string): Promise<never> {
    this.#over = true;
    this.#sim.trace(this.name, () => `dies at ${what()}`);
    this.#died();
    return NEVER;
  }
}
