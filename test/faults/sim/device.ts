import type { Sim } from "./sim.ts";

let current: Device | undefined;

/**
 * A page in a browser: the one place where client code runs. While it sleeps nothing happens in it, timers and frames included; on waking
 * everything that was held up happens at once, in order. A page that is gone does nothing any more.
 */
export class Device {
  readonly name: string;
  readonly #sim: Sim;
  readonly #clockOff: number;
  #state: "awake" | "asleep" | "gone" = "awake";
  #held: (() => void)[] = [];

  constructor(sim: Sim, name: string) {
    this.#sim = sim;
    this.name = name;
    this.#clockOff = Math.round(sim.random.between(-90_000, 90_000));
  }

  get state(): "awake" | "asleep" | "gone" {
    return this.#state;
  }

  /** This device's own clock, epoch ms: as wrong as people's clocks are. */
  readonly now = (): number => this.#sim.now + this.#clockOff;

  /** Runs code in this page, now or when it wakes. */
  run(code: () => void): void {
    if (this.#state === "gone") return;
    if (this.#state === "asleep") {
      this.#held.push(code);
      return;
    }
    current = this;
    code();
  }

  sleep(): void {
    if (this.#state !== "awake") return;
    this.#state = "asleep";
    this.#sim.trace(this.name, () => "falls asleep");
  }

  wake(): void {
    if (this.#state !== "asleep") return;
    this.#sim.trace(this.name, () => "wakes");
    this.#state = "awake";
    const held = this.#held;
    this.#held = [];
    // Each in a step of its own, as a browser runs them.
    for (const code of held) this.#sim.scheduler.after(0, () => this.run(code));
  }

  end(): void {
    this.#sim.trace(this.name, () => "is gone");
    this.#state = "gone";
    this.#held = [];
  }

  /** As `setTimeout` in this page. */
  later(code: () => void, ms: number): () => void {
    let off = false;
    const cancel = this.#sim.scheduler.after(Math.max(0, ms), () =>
      this.run(() => {
        if (!off) code();
      }),
    );
    return () => {
      off = true;
      cancel();
    };
  }
}

/**
 * Gives client code the simulated world's timers and clock in place of Node's: they belong to the device whose code is running. Nothing else
 * of this process may run meanwhile, and nothing does: a run never leaves the microtask queue.
 * @returns puts Node's own back
 */
export function takeOverTimers(): () => void {
  const own = { setTimeout, clearTimeout, now: Date.now };
  const timers = new Map<number, () => void>();
  let ids = 0;
  const running = (): Device => {
    if (!current) throw new Error("a timer outside any page");
    return current;
  };
  const set = (code: () => void, ms = 0): number => {
    const id = ++ids;
    const cancel = running().later(() => {
      timers.delete(id);
      code();
    }, ms);
    timers.set(id, cancel);
    return id;
  };
  const clear = (id: number | undefined): void => {
    if (id === undefined) return;
    timers.get(id)?.();
    timers.delete(id);
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  Date.now = () => running().now();
  return () => {
    Object.assign(globalThis, { setTimeout: own.setTimeout, clearTimeout: own.clearTimeout });
    Date.now = own.now;
    current = undefined;
  };
}
