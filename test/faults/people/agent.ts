import type { RingView } from "../../../functions/contract/server-events.ts";
import type { Sim } from "../sim/sim.ts";
import type { Gateway } from "../world/gateway.ts";
import { Console } from "./console.ts";

/** An agent at one or two consoles, who mostly answers, sometimes declines or misses, and sometimes goes away. */
export class AgentPerson {
  readonly id: string;
  readonly #sim: Sim;
  readonly #gateway: Gateway;
  readonly #consoles: Console[] = [];
  #loads = 0;
  #away = false;
  #willing = false;

  constructor(sim: Sim, gateway: Gateway, id: string) {
    this.#sim = sim;
    this.#gateway = gateway;
    this.id = id;
    this.#arrive(0, 15_000);
    if (!sim.random.chance(0.4)) return;
    sim.faults.count("second device");
    this.#arrive(1000, 60_000);
  }

  /** Consoles that are there. */
  get consoles(): readonly Console[] {
    return this.#consoles.filter(({ device }) => device.state !== "gone");
  }

  /** From now on she answers every ring and does nothing else. */
  behave(): void {
    this.#willing = true;
  }

  /** One thing that she may do now. */
  act(): void {
    const { random, faults } = this.#sim;
    const awake = this.#consoles.filter(({ device }) => device.state === "awake");
    if (awake.length === 0) return;
    const console = random.pick(awake);
    const { device } = console;
    if (faults.strikes("client asleep")) {
      device.sleep();
      this.#sim.soon(2000, 90_000, () => wakeConsole(console));
    } else if (faults.strikes("page reloaded")) {
      this.#leave(console);
      this.#arrive(100, 5000);
    } else if (faults.strikes("page gone for good")) this.#leave(console);
    else device.run(() => this.#use(console));
  }

  #use(console: Console): void {
    const { random } = this.#sim;
    if (random.chance(this.#away ? 0.5 : 0.04)) {
      this.#away = !this.#away;
      void console.setPresence(this.#away ? random.pick(["away", "offline"] as const) : "online");
      return;
    }
    const rooms = console.rooms.filter(({ open }) => open);
    if (rooms.length === 0) return;
    const room = random.pick(rooms);
    if (random.chance(0.06)) void room.client.close();
    else if (random.chance(0.25)) void console.offer(room.id, random.pick([10, 20]));
    else {
      room.tidy();
      for (let i = random.whole(1, 3); i > 0; i--) room.write();
    }
  }

  #arrive(from: number, to: number): void {
    this.#sim.soon(from, to, () => {
      const name = `${this.id}/${++this.#loads}`;
      const console: Console = new Console(this.#sim, this.#gateway, this.id, name, (ring) =>
        this.#rung(console, ring),
      );
      this.#consoles.push(console);
    });
  }

  #rung(console: Console, ring: RingView): void {
    const { random, scheduler } = this.#sim;
    const answer = this.#willing
      ? "accept"
      : random.chance(0.8)
        ? "accept"
        : random.pick(["decline", "miss"]);
    if (answer === "miss") return;
    // Many answer in the last moment, when the ring's end is already under way.
    const late = random.chance(0.3);
    const hesitates = late ? random.between(19_000, 22_000) : random.between(500, 15_000);
    const thinks = this.#willing ? 1000 : hesitates;
    scheduler.after(thinks, () =>
      console.device.run(() => {
        if (!console.rings(ring)) return;
        void (answer === "accept" ? console.accept(ring) : console.decline(ring));
      }),
    );
  }

  #leave(console: Console): void {
    console.device.end();
    for (const line of this.#gateway.lines)
      if (line.device === console.device) this.#gateway.cut(line);
  }
}

/** The console is seen again. */
export function wakeConsole(console: Console): void {
  console.device.wake();
  console.device.run(() => {
    console.link.check();
    for (const room of console.rooms) void room.client.sync();
  });
}
