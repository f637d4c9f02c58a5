import type { Result } from "../../functions/contract/result.ts";
import type { Acks } from "../../functions/contract/server-events.ts";
import { type Agent, newAgent } from "../../functions/domain/routing/agent.ts";
import { compileRules } from "../../functions/domain/trigger/compile.ts";
import { SHIPPED_RULES } from "../../functions/domain/trigger/shipped/index.ts";
import type { Caller } from "../../functions/use-cases/deps.ts";
import { fixedRuleBook } from "../../functions/use-cases/rule-book.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../functions/use-cases/settings.ts";
import { boundsOf, calmMs } from "./bounds.ts";
import type { History } from "./check/history.ts";
import { endingOf } from "./ending.ts";
import type { SimulateOptions } from "./options.ts";
import { AgentPerson, wakeConsole } from "./people/agent.ts";
import { Shop } from "./people/shop.ts";
import { Shopper, wake } from "./people/shopper.ts";
import { MOST_SKEW_MS, Sim } from "./sim/sim.ts";
import { OWN_HANDLERS } from "./world/dispatch.ts";
import { Functions } from "./world/functions.ts";
import { Gateway } from "./world/gateway.ts";
import { Queue } from "./world/queue.ts";
import { createTable, type Table } from "./world/table.ts";
import { plainTokens } from "./world/tokens.ts";
import { whoWaits } from "./world/who-waits.ts";

const RULES = fixedRuleBook(compileRules(SHIPPED_RULES));
/** Everybody looks once more before the end, and then nothing new begins. */
const LAST_LOOK_MS = 40_000;
const LEVELS = { fi: 5, en: 4 } as const;

/** A world with its people, from the first page to the last look. */
export class Run {
  readonly sim: Sim;
  readonly settings: Settings;
  readonly #table: Table;
  readonly #gateway: Gateway;
  readonly #queue: Queue;
  readonly #shoppers: readonly Shopper[];
  readonly #agents: readonly AgentPerson[];
  readonly #shop: Shop;
  readonly #functions: Functions;

  constructor(seed: number, { write, mutation, rates }: SimulateOptions) {
    const sim = new Sim(seed, write, rates);
    const { random } = sim;
    this.sim = sim;
    this.settings = {
      ...DEFAULT_SETTINGS,
      languages: ["en", "fi"],
      holdout: { share: 0, salt: "faults" },
      conversationCheckMs: random.chance(0.75) ? 45_000 : DEFAULT_SETTINGS.conversationCheckMs,
      idleMs: random.chance(0.15) ? 90_000 : DEFAULT_SETTINGS.idleMs,
      offers: {
        ...DEFAULT_SETTINGS.offers,
        validMs: random.pick([60_000, 120_000]),
        approvalMs: random.pick([20_000, 45_000]),
      },
    };
    this.#table = createTable(sim);
    const functions = () => this.#functions;
    const store = mutation?.store?.(this.#table.store, sim) ?? this.#table.store;
    const broken = mutation?.handlers?.(store) ?? {};
    const handlers = {
      shopper: { ...OWN_HANDLERS.shopper, ...broken },
      agent: { ...OWN_HANDLERS.agent, ...broken },
    };
    this.#gateway = new Gateway(sim, functions, handlers, (...said) => this.#heard(...said));
    this.#queue = new Queue(sim, functions, mutation?.sweep);
    this.#functions = new Functions(
      sim,
      {
        store,
        post: (connection, event, payload) => this.#gateway.post(connection, event, payload),
        disconnect: (connection) => this.#gateway.disconnect(connection),
        arm: this.#queue.arm,
      },
      {
        detector: { detect: async () => undefined },
        tokens: plainTokens,
        ids: { next: () => random.id("conversation") },
        settings: this.settings,
        rules: RULES,
      },
    );
    const agents = Array.from({ length: random.whole(2, 3) }, (_, i) => this.#agent(`agent${i}`));
    for (const agent of agents) void this.#table.store.createAgent(agent);
    this.#agents = agents.map(({ id }) => new AgentPerson(sim, this.#gateway, id));
    this.#shoppers = Array.from(
      { length: random.whole(2, 4) },
      (_, i) => new Shopper(sim, this.#gateway, `visitor-${i}`, random.chance(0.8) ? "fi" : "en"),
    );
    this.#shop = new Shop(sim, functions);
  }

  /** Plays the run to its end. @returns all that happened */
  async play(): Promise<History> {
    const { sim } = this;
    const { random, scheduler } = sim;
    const calmSince = sim.now + random.whole(60_000, 240_000);
    const end = calmSince + calmMs(this.settings);
    for (const person of [...this.#shoppers, ...this.#agents]) {
      for (let i = random.whole(4, 14); i > 0; i--)
        scheduler.at(random.between(sim.now + 2000, calmSince), () => person.act());
    }
    for (let i = random.whole(1, 3); i > 0; i--) {
      const rush = random.between(sim.now + 15_000, calmSince);
      scheduler.at(rush, () => this.#rush());
    }
    for (let i = random.whole(2, 8); i > 0; i--)
      scheduler.at(random.between(sim.now + 40_000, calmSince), () => this.#redeem());
    this.#queue.sweepUntil(end - LAST_LOOK_MS, () => this.#notice());
    scheduler.at(calmSince, () => this.#calm());
    scheduler.at(end - LAST_LOOK_MS, () => this.#lastLook());
    await scheduler.runUntil(end);
    const fresh = end - LAST_LOOK_MS;
    const ending = await endingOf(this.#table, this.#shoppers, this.#agents, {
      at: end,
      calmSince,
      fresh,
    });
    return {
      happenings: sim.history,
      ending,
      skewMs: MOST_SKEW_MS,
      bounds: boundsOf(this.settings),
    };
  }

  /** Everybody wants something at the same moment. */
  #rush(): void {
    for (const person of [...this.#shoppers, ...this.#agents])
      this.sim.soon(0, 25, () => person.act());
  }

  /** Nothing fails from here on: sleepers wake, agents answer, and everybody says one thing more. */
  #calm(): void {
    const { sim } = this;
    sim.trace("CALM", () => "no more faults");
    sim.faults.stop();
    for (const agent of this.#agents) {
      agent.behave();
      for (const console of agent.consoles) sim.soon(0, 5000, () => wakeConsole(console));
    }
    for (const shopper of this.#shoppers)
      for (const page of shopper.pages) {
        sim.soon(0, 5000, () => wake(page));
        sim.soon(20_000, 60_000, () => page.device.run(() => page.room?.open && page.room.write()));
      }
  }

  /** Half of the worlds connect anew, the others are just looked at. */
  #lastLook(): void {
    const { sim } = this;
    const anew = sim.random.chance(0.5);
    sim.trace("LAST LOOK", () => (anew ? "everybody connects anew" : "everybody looks"));
    for (const page of this.#shoppers.flatMap(({ pages }) => pages))
      if (anew) sim.soon(0, 5000, () => page.device.run(() => page.link.reconnect()));
      else sim.soon(0, 5000, () => wake(page));
    for (const console of this.#agents.flatMap(({ consoles }) => consoles))
      if (anew) sim.soon(0, 5000, () => console.device.run(() => console.link.reconnect()));
      else sim.soon(0, 5000, () => wakeConsole(console));
  }

  #notice(): void {
    if (!this.sim.faults.active) whoWaits(this.sim, this.#table);
  }

  #redeem(): void {
    const rooms = this.#shoppers.flatMap(({ pages }) => pages.flatMap(({ room }) => room ?? []));
    const codes = rooms.flatMap(({ client }) => [...client.state.offers.keys()]);
    if (codes.length > 0) this.#shop.redeem(this.sim.random.pick(codes));
  }

  #agent(id: string): Agent {
    const { random } = this.sim;
    return newAgent({
      id,
      name: id,
      email: `${id}@heed.local`,
      role: random.chance(0.4) ? "supervisor" : "agent",
      languages: random.chance(0.8) ? LEVELS : { fi: 5 },
      skills: { product: 4 },
      capacity: random.whole(1, 3),
    });
  }

  /** Answers, as they leave the function. */
  #heard({ owner }: Caller, name: string, payload: unknown, result: Result<object>): void {
    if (!result.ok) return;
    const { now, history } = this.sim;
    if (name === "message:send") {
      const { conversation, text } = payload as { conversation: string; text: string };
      const { seq } = result as Result<Acks["message:send"]> & { ok: true };
      history.push({ at: now, kind: "acked", conversation, text, seq });
    }
    if (name === "ring:accept") {
      const { conversation, round } = payload as { conversation: string; round: number };
      history.push({ at: now, kind: "taken", conversation, agent: owner.id, round });
    }
  }
}
