import type { Result } from "../../../functions/contract/result.ts";
import type { Caller } from "../../../functions/use-cases/deps.ts";
import { disconnected } from "../../../functions/use-cases/disconnect.ts";
import type { Device } from "../sim/device.ts";
import type { Sim } from "../sim/sim.ts";
import { dispatch, type Handlers } from "./dispatch.ts";
import type { Functions } from "./functions.ts";
import { describe, type Packet, type Reply } from "./packets.ts";

/** The client's end of a connection. Called inside its page. */
export interface Client {
  opened(): void;
  heard(frame: readonly Reply[]): void;
  /** The connection is closed, and the client notices. */
  ended(): void;
}

export interface Line {
  readonly caller: Caller;
  readonly device: Device;
  readonly client: Client;
  /** What the gateway believes. */
  open: boolean;
  /** When the gateway learned that it is gone; what arrived before is worked on all the same. */
  goneAt: number;
  /** Nothing comes through any more, in either direction, and nobody has been told. */
  dead: boolean;
  /** When the last frame arrives, and when its invocation begins: frames keep their order on the wire and lose it behind it. */
  arrival: number;
  begun: number;
}

export type Acked = (
  caller: Caller,
  name: string,
  payload: unknown,
  result: Result<object>,
) => void;

/** The WebSocket API: connections, frames to functions, posts to connections, and every way to lose one. */
export class Gateway {
  readonly #sim: Sim;
  readonly #functions: () => Functions;
  readonly #handlers: Handlers;
  readonly #acked: Acked;
  readonly #lines = new Map<string, Line>();

  constructor(sim: Sim, functions: () => Functions, handlers: Handlers, acked: Acked) {
    this.#sim = sim;
    this.#functions = functions;
    this.#handlers = handlers;
    this.#acked = acked;
  }

  /** A page opens a connection. */
  open(owner: Caller["owner"], name: string, device: Device, client: Client): Line {
    const sim = this.#sim;
    const caller: Caller = { connection: sim.random.id(`c-${device.name}`), owner, name };
    const line = {
      caller,
      device,
      client,
      open: false,
      goneAt: Number.POSITIVE_INFINITY,
      dead: false,
      arrival: 0,
      begun: 0,
    };
    sim.soon(20, 200, () => {
      if (line.dead) return;
      if (sim.faults.strikes("connection refused")) device.run(() => client.ended());
      else {
        line.open = true;
        this.#lines.set(caller.connection, line);
        device.run(() => client.opened());
        this.#doom(line);
      }
    });
    return line;
  }

  /** A page sends a frame. */
  send(line: Line, frame: readonly Packet[]): void {
    const sim = this.#sim;
    sim.trace(line.caller.connection, () => `→ ${describe(frame)}`);
    const struck = sim.faults.strikes("connection cut at a frame");
    if (struck && sim.random.chance(0.5)) this.cut(line);
    if (line.dead) return;
    line.arrival = Math.max(line.arrival, sim.now + sim.random.between(5, 60));
    if (struck) sim.scheduler.at(line.arrival, () => this.cut(line));
    const late = sim.faults.strikes("invocation delivered late");
    this.#invoke(line, frame, late ? sim.random.between(1000, 40_000) : sim.random.between(1, 30));
    if (!sim.faults.strikes("invocation delivered twice")) return;
    this.#invoke(line, frame, sim.random.between(1, sim.random.chance(0.5) ? 100 : 30_000));
  }

  /** A function posts to a connection. */
  post(connection: string, name: string, payload: unknown): "sent" | "gone" {
    const line = this.#lines.get(connection);
    if (!line?.open) return "gone";
    this.#down(line, [{ kind: "event", name, payload }]);
    return "sent";
  }

  /** A page closes its end, or a function the other; both know. */
  close(line: Line): void {
    line.dead = true;
    this.#sim.soon(5, 60, () => this.#forget(line));
  }

  disconnect(connection: string): void {
    const line = this.#lines.get(connection);
    if (line) this.cut(line);
  }

  /** The connection is lost: cleanly, or so that one side or both don't know for a while. */
  cut(line: Line): void {
    if (line.dead) return;
    line.dead = true;
    const sim = this.#sim;
    const silent = sim.faults.strikes("connection half-open");
    sim.trace(line.caller.connection, () => (silent ? "is dead, silently" : "is cut"));
    const blind = silent && sim.random.chance(0.6);
    sim.soon(0, blind ? 90_000 : 200, () => this.#forget(line));
    if (!silent || (blind && sim.random.chance(0.3)))
      sim.soon(0, 300, () => line.device.run(() => line.client.ended()));
  }

  /** Every connection that there is. */
  get lines(): readonly Line[] {
    return [...this.#lines.values()];
  }

  /** @param delay from the frame's arrival, ms */
  #invoke(line: Line, frame: readonly Packet[], delay: number): void {
    const sim = this.#sim;
    const { caller, arrival } = line;
    const begins = arrival + delay;
    if (begins < line.begun && sim.faults.active) sim.faults.count("invocation overtaken");
    line.begun = Math.max(line.begun, begins);
    sim.scheduler.at(begins, () => {
      if (line.goneAt < arrival) return;
      this.#functions().invoke<readonly Reply[]>(
        () =>
          `${caller.connection} ${frame.map((packet) => ("name" in packet ? packet.name : packet.kind)).join("+")}`,
        (deps) =>
          dispatch(deps, caller, frame, this.#handlers, (name, payload, result) =>
            this.#acked(caller, name, payload, result),
          ),
        // A function that died or failed leaves nothing that the client could read.
        (outcome) => {
          if (outcome.kind === "value") this.#down(line, outcome.value);
        },
      );
    });
  }

  #down(line: Line, frame: readonly Reply[]): void {
    const sim = this.#sim;
    const struck = sim.faults.strikes("connection cut at a frame");
    if (struck && sim.random.chance(0.5)) this.cut(line);
    if (line.dead || !line.open) return;
    sim.soon(5, 60, () => {
      if (line.dead) return;
      sim.trace(line.caller.connection, () => `← ${describe(frame)}`);
      line.device.run(() => line.client.heard(frame));
      if (struck) this.cut(line);
    });
  }

  /** The gateway knows that it is gone, and perhaps tells the functions. */
  #forget(line: Line): void {
    if (!line.open) return;
    const sim = this.#sim;
    line.open = false;
    line.goneAt = sim.now;
    line.dead = true;
    this.#lines.delete(line.caller.connection);
    if (sim.faults.strikes("disconnect not told")) return;
    sim.soon(5, 500, () =>
      this.#functions().invoke(
        () => `${line.caller.connection} $disconnect`,
        (deps) => disconnected(deps, line.caller),
        () => {},
      ),
    );
  }

  /** Some connections end soon, for no reason or because their two hours are over. */
  #doom(line: Line): void {
    const { faults } = this.#sim;
    for (const kind of ["connection cut", "connection cut after two hours"] as const) {
      if (!faults.strikes(kind)) continue;
      this.#sim.soon(500, 120_000, () => {
        if (faults.active) this.cut(line);
      });
    }
  }
}
