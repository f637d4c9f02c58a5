import type { Bus, Sockets, Store, Timers } from "../../../functions/ports.ts";
import type { Deps } from "../../../functions/use-cases/deps.ts";
import type { Sim } from "../sim/sim.ts";
import type { Invocation } from "./invocation.ts";

/** The world outside the functions, without faults of its own. */
export interface Ports {
  readonly store: Store;
  /** Puts an event on a connection's way. `gone`: the gateway has no such connection any more. */
  readonly post: (...args: Parameters<Sockets["emit"]>) => "sent" | "gone";
  readonly disconnect: (connection: string) => void;
  readonly arm: Timers["arm"];
}

/** The ports as one invocation has them. */
export function faultyPorts(
  sim: Sim,
  invocation: Invocation,
  ports: Ports,
  clock: () => number,
): Pick<Deps, "store" | "sockets" | "timers" | "bus" | "clock"> {
  return {
    clock,
    store: faultyStore(invocation, ports.store),
    sockets: faultySockets(sim, invocation, ports),
    timers: {
      arm: (timer, at) =>
        invocation.call(
          () => `arm ${JSON.stringify(timer)}`,
          "plain",
          () => ports.arm(timer, at),
        ),
    },
    bus: faultyBus(invocation),
  };
}

type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>;

/** Every method of a store, through an invocation. A class, because one is made for every invocation. */
class FaultyStore {
  readonly invocation: Invocation;
  readonly store: Methods;

  constructor(invocation: Invocation, store: Store) {
    this.invocation = invocation;
    this.store = store as unknown as Methods;
  }
}

function wrap(name: string) {
  return function (this: FaultyStore, ...args: unknown[]): Promise<unknown> {
    const { invocation, store } = this;
    const method = store[name] as (...args: unknown[]) => Promise<unknown>;
    return invocation.call(
      () => label(name, args),
      "store",
      () => method(...args),
    );
  };
}

const wrapped = new WeakSet<Store>();

function faultyStore(invocation: Invocation, store: Store): Store {
  if (!wrapped.has(store)) {
    const methods = FaultyStore.prototype as unknown as Record<string, unknown>;
    for (const name of Object.keys(store)) methods[name] ??= wrap(name);
    wrapped.add(store);
  }
  return new FaultyStore(invocation, store) as unknown as Store;
}

/** The adapter gives up on a full buffer or a time-out with `busy` and never throws. */
function faultySockets(sim: Sim, invocation: Invocation, ports: Ports): Sockets {
  return {
    emit: (connection, event, payload) =>
      invocation.call(
        () => `post ${event} to ${connection}`,
        "plain",
        async () => {
          if (sim.faults.strikes("post answered 429")) return "busy";
          if (sim.faults.strikes("post timed out, arrives late")) {
            sim.soon(500, 20_000, () => ports.post(connection, event, payload));
            return "busy";
          }
          const posted = ports.post(connection, event, payload);
          if (posted === "gone" && sim.faults.active) sim.faults.count("post answered 410");
          return posted;
        },
      ),
    // Stock clients, whom it keeps, are not simulated.
    ping: (connection) =>
      invocation.call(
        () => `ping ${connection}`,
        "plain",
        async () => "sent" as const,
      ),
    disconnect: (connection) =>
      invocation.call(
        () => `disconnect ${connection}`,
        "plain",
        async () => ports.disconnect(connection),
      ),
  };
}

/** Nobody listens; only the dying counts. */
function faultyBus(invocation: Invocation): Bus {
  return {
    publish: ({ type }) =>
      invocation.call(
        () => `publish ${type}`,
        "plain",
        async () => {},
      ),
  };
}

function label(name: string, args: readonly unknown[]): string {
  const shown = args.map((arg) => (typeof arg === "object" ? JSON.stringify(arg) : String(arg)));
  return `store.${name} ${shown.join(" ").slice(0, 600)}`;
}
