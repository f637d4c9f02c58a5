import type { ConversationView } from "../../../functions/contract/conversation.ts";
import type { RingView } from "../../../functions/contract/server-events.ts";
import type { Connection } from "../../../web/shared/connection.ts";
import { Device } from "../sim/device.ts";
import type { Sim } from "../sim/sim.ts";
import type { Gateway } from "../world/gateway.ts";
import { openLink } from "../world/link.ts";
import { Room } from "./room.ts";

/** Within the lease; the longer one leaves no room for one that is lost. */
const HEARTBEATS_MS = [12_000, 20_000, 20_000];

/** An agent's console, without its looks: presence, rings, conversations. */
export class Console {
  readonly device: Device;
  readonly link: Connection<"agent">;
  readonly #sim: Sim;
  readonly #agent: string;
  readonly #rings = new Map<string, RingView>();
  readonly #rooms = new Map<string, Room>();
  #wanted: "online" | "away" | "offline" = "online";
  #welcomedAt = 0;

  /** @param rung called inside the page when a ring begins */
  constructor(
    sim: Sim,
    gateway: Gateway,
    agent: string,
    name: string,
    rung: (ring: RingView) => void,
  ) {
    this.#sim = sim;
    this.#agent = agent;
    this.device = new Device(sim, name);
    this.link = openLink<"agent">(sim, gateway, {
      owner: { role: "agent", id: agent },
      name: agent,
      device: this.device,
      heartbeat: sim.random.pick(HEARTBEATS_MS),
      backoff: { first: 500, most: 15_000 },
    });
    this.link.on("welcome", () => void this.#takeUp());
    this.link.on("ring", (ring) => {
      this.#rings.set(ring.conversation.id, ring);
      rung(ring);
    });
    this.link.on("ring:over", ({ conversation, round, reason }) => {
      if (this.#rings.get(conversation)?.round === round) this.#rings.delete(conversation);
      if (reason === "accepted") void this.#takeUp();
    });
    this.link.on("approval", ({ code }) => this.#asked(code));
    this.device.run(() => this.link.start());
  }

  get rooms(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  get welcomedAt(): number {
    return this.#welcomedAt;
  }

  async setPresence(status: "online" | "away" | "offline"): Promise<void> {
    this.#wanted = status;
    await this.link.request("presence", { status });
  }

  /** Whether this ring still rings here. */
  rings({ conversation, round }: RingView): boolean {
    return this.#rings.get(conversation.id)?.round === round;
  }

  async accept({ conversation, round }: RingView): Promise<void> {
    const { id } = conversation;
    const reply = await this.link.request("ring:accept", { conversation: id, round });
    this.#rings.delete(id);
    if (reply.ok) this.#open(reply.conversation);
  }

  async decline({ conversation, round }: RingView): Promise<void> {
    this.#rings.delete(conversation.id);
    await this.link.request("ring:decline", { conversation: conversation.id, round });
  }

  /** Offers a discount; who gets no answer may press the same button again. */
  async offer(conversation: string, percent: number): Promise<void> {
    const key = this.#sim.random.id("offer");
    for (let press = 0; press < 2; press++) {
      const reply = await this.link.request("offer:propose", { conversation, key, percent });
      if (reply.ok || this.#sim.random.chance(0.5)) return;
    }
  }

  /** A supervisor mostly answers, perhaps late, perhaps with less than was asked for. */
  #asked(code: string): void {
    const { random, scheduler } = this.#sim;
    if (random.chance(0.2)) return;
    const lower = random.chance(0.3) ? { percent: 7 } : {};
    const answer = random.chance(0.7)
      ? ({ code, answer: "approve", ...lower } as const)
      : ({ code, answer: "refuse" } as const);
    scheduler.after(random.between(500, 40_000), () =>
      this.device.run(() => void this.link.request("approval:answer", answer)),
    );
  }

  async #takeUp(): Promise<void> {
    await this.setPresence(this.#wanted);
    const reply = await this.link.request("inbox", {});
    if (!reply.ok) return;
    this.#welcomedAt = this.#sim.now;
    this.#rings.clear();
    for (const ring of reply.rings) this.#rings.set(ring.conversation.id, ring);
    for (const { conversation } of reply.conversations) this.#open(conversation);
  }

  #open(view: ConversationView): void {
    const known = this.#rooms.get(view.id);
    if (known) {
      known.client.take(view);
      return;
    }
    const self = { kind: "agent", id: this.#agent, name: this.#agent } as const;
    const room = new Room(this.#sim, this.device, this.link, view, self, (changed) =>
      this.#changed(changed),
    );
    this.#rooms.set(view.id, room);
  }

  #changed(room: Room): void {
    if (room.client.state.lost !== undefined) {
      room.client.dispose();
      this.#rooms.delete(room.id);
    } else if (this.#sim.random.chance(0.3)) room.client.read();
  }
}
