import type { Random } from "./random.ts";

/** Every kind of fault: how likely it strikes where it can, in a run that has it. What has no likelihood is counted where it happens by itself. */
export const FAULTS = {
  /** A function dies before an effect (any call of a port). */
  "crash before an effect": 0.006,
  /** A function dies after an effect, its answer lost. */
  "crash after an effect": 0.006,
  /** A store call is throttled or fails; nothing was written. */
  "store fails, nothing written": 0.008,
  /** A store call fails though its write took effect. */
  "store fails after writing": 0.006,
  /** A store call's answer is lost and the SDK makes the call again. */
  "store call repeated": 0.02,
  /** A store call takes seconds. */
  "store slow": 0.008,
  "post answered 429": 0.06,
  /** A post times out and arrives all the same, late. */
  "post timed out, arrives late": 0.05,
  /** A post meets a connection that is gone. */
  "post answered 410": 0,
  "invocation delivered twice": 0.03,
  "invocation delivered late": 0.03,
  /** One function instance is far slower than the others, so that what it has read is old when it writes. */
  "invocation slow": 0.08,
  /** A connection's frame is worked on before an earlier one. */
  "invocation overtaken": 0,
  "timer late": 0.15,
  "timer delivered twice": 0.15,
  "timer delivered again after a failure": 0,
  "sweep lost": 0.15,
  "sweep twice at once": 0.15,
  "connection refused": 0.08,
  /** Within its first minutes, at no frame in particular. */
  "connection cut": 0.25,
  "connection cut after two hours": 0.1,
  /** At a frame, which may have come through or not. */
  "connection cut at a frame": 0.012,
  /** Of all cuts: those that one side, or both, don't notice for a while. */
  "connection half-open": 0.4,
  "disconnect not told": 0.25,
  "client asleep": 0.25,
  "page reloaded": 0.2,
  "page gone for good": 0.12,
  /** Two tabs or devices of one shopper, two consoles of one agent. */
  "second device": 0,
  /** An invocation on a function instance whose clock is a second or more off. */
  "clock skewed": 0,
  /** Two claims on one agent at once, of which one finds the record changed. */
  "claims collided": 0,
} as const satisfies Record<string, number>;

export type Fault = keyof typeof FAULTS;

/** How likely some kinds are. */
export type Rates = Readonly<Partial<Record<Fault, number>>>;

export const FAULT_KINDS = Object.keys(FAULTS) as readonly Fault[];

/** Which faults a run has, and how many there were. Each run has some kinds and not others, so that none hides another's damage. */
export class Faults {
  readonly counts = new Map<Fault, number>();
  readonly #random: Random;
  readonly #rates = new Map<Fault, number>();
  readonly #told: (fault: Fault) => void;
  #active = true;

  /**
   * @param told hears of every fault, for the trace
   * @param fixed likelihoods that are not left to chance
   */
  constructor(random: Random, told: (fault: Fault) => void = () => {}, fixed: Rates = {}) {
    this.#random = random;
    this.#told = told;
    const strength = random.pick([0.5, 1, 1, 2, 4]);
    for (const kind of FAULT_KINDS) {
      const drawn = random.chance(0.55) ? FAULTS[kind] * strength : 0;
      const rate = fixed[kind] ?? drawn;
      if (rate > 0) this.#rates.set(kind, Math.min(rate, 0.9));
    }
  }

  get active(): boolean {
    return this.#active;
  }

  /** Whether this fault strikes here and now; if so it is counted. */
  strikes(kind: Fault): boolean {
    const rate = this.#active ? this.#rates.get(kind) : undefined;
    if (rate === undefined || !this.#random.chance(rate)) return false;
    this.count(kind);
    return true;
  }

  /** One that happened by itself. */
  count(kind: Fault): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    this.#told(kind);
  }

  /** From now on nothing fails any more. */
  stop(): void {
    this.#active = false;
  }
}
