import type { Deps } from "../../../functions/use-cases/deps.ts";
import { createRosterCache, type RosterCache } from "../../../functions/use-cases/roster-cache.ts";
import { createRouterBook } from "../../../functions/use-cases/router-book.ts";
import { MOST_SKEW_MS, type Sim } from "../sim/sim.ts";
import { Invocation } from "./invocation.ts";
import { faultyPorts, type Ports } from "./ports.ts";

/** As the deployed functions have it. */
const ROSTER_MS = 3000;

interface Instance {
  readonly name: string;
  readonly clock: () => number;
  readonly skewed: boolean;
  readonly roster: RosterCache;
  /** Whose calls the roster's reads are. */
  user: Invocation | undefined;
}

/** How an invocation ended. */
export type Outcome<T> =
  | { readonly kind: "value"; readonly value: T }
  | { readonly kind: "error"; readonly error: unknown }
  | { readonly kind: "died" };

/** What all invocations have alike. */
export type Common = Omit<
  Deps,
  "store" | "sockets" | "timers" | "bus" | "clock" | "roster" | "router"
>;

/** The functions: instances with clocks of their own, each doing one thing at a time, thrown away when they die. */
export class Functions {
  readonly #sim: Sim;
  readonly #ports: Ports;
  readonly #common: Common;
  readonly #idle: Instance[] = [];
  #made = 0;

  constructor(sim: Sim, ports: Ports, common: Common) {
    this.#sim = sim;
    this.#ports = ports;
    this.#common = common;
  }

  /**
   * Runs `body` as an invocation.
   * @param ended called once; for a dead one after the gateway has noticed
   */
  invoke<T>(
    name: () => string,
    body: (deps: Deps) => Promise<T>,
    ended: (outcome: Outcome<T>) => void,
  ): void {
    const sim = this.#sim;
    const instance = this.#instance();
    let told = false;
    const tell = (outcome: Outcome<T>): void => {
      if (!told) ended(outcome);
      told = true;
    };
    if (instance.skewed && sim.faults.active) sim.faults.count("clock skewed");
    const invocation = new Invocation(
      sim,
      () => `${instance.name} ${name()}`,
      () => {
        sim.soon(5, 50, () => tell({ kind: "died" }));
      },
    );
    instance.user = invocation;
    const ports = faultyPorts(sim, invocation, this.#ports, instance.clock);
    const deps: Deps = {
      ...this.#common,
      ...ports,
      roster: instance.roster,
      router: createRouterBook(ports.store, instance.clock, () => {}),
    };
    const finish = (outcome: Outcome<T>): void => {
      if (invocation.over) return;
      // What is still under way after a failure may go on, or freeze with the instance.
      if (outcome.kind === "value" || sim.random.chance(0.5)) invocation.end();
      instance.user = undefined;
      if (outcome.kind === "value") this.#idle.push(instance);
      tell(outcome);
    };
    body(deps).then(
      (value) => finish({ kind: "value", value }),
      (error: unknown) => {
        invocation.trace(() => `fails: ${error instanceof Error ? error.message : error}`);
        finish({ kind: "error", error });
      },
    );
  }

  #instance(): Instance {
    const { random } = this.#sim;
    const at = Math.floor(random.next() * this.#idle.length);
    const [known] = this.#idle.splice(at, 1);
    return known ?? this.#make();
  }

  #make(): Instance {
    const sim = this.#sim;
    const off = sim.random.chance(0.5) ? sim.random.whole(-MOST_SKEW_MS, MOST_SKEW_MS) : 0;
    const clock = () => Math.floor(sim.now + off);
    const instance: Instance = {
      name: `f${++this.#made}${off === 0 ? "" : off > 0 ? `+${off}` : off}`,
      clock,
      skewed: Math.abs(off) >= 1000,
      user: undefined,
      roster: createRosterCache(
        {
          roster: (language) => {
            const read = () => this.#ports.store.roster(language);
            return instance.user?.call(() => `store.roster ${language}`, "store", read) ?? read();
          },
        },
        clock,
        ROSTER_MS,
      ),
    };
    return instance;
  }
}
