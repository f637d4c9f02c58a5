import { usageAfter } from "../../../functions/domain/routing/usage.ts";
import type { Day } from "./day.ts";
import { Heap } from "./heap.ts";
import * as model from "./model.ts";
import { type Outcome, Tally } from "./tally.ts";
import {
  isFree,
  type Observation,
  type Policy,
  type SimAgent,
  type SimContact,
  type World,
} from "./world.ts";

type Event = { readonly at: number; readonly seq: number } & (
  | { readonly kind: "arrive" | "leave"; readonly contact: SimContact }
  | { readonly kind: "retry"; readonly contact: SimContact; readonly retry: number }
  | { readonly kind: "ring over"; readonly contact: SimContact; readonly agent: SimAgent }
  | {
      readonly kind: "free";
      readonly agent: SimAgent;
      readonly done?: Extract<Observation, { kind: "finished" }>;
    }
  | { readonly kind: "back"; readonly agent: SimAgent }
  | { readonly kind: "batch" }
);
type Unnumbered<T> = T extends unknown ? Omit<T, "seq"> : never;

/** Whoever waits still, two hours after the doors closed, has left long ago, even if nobody was told. */
const LAST_LOOK = model.OPENS + (model.HOURS + 2) * 3_600_000;

/** Lives through a day under a policy. */
export function simulate(day: Day, policy: Policy): Outcome {
  return new Simulation(day, policy).run();
}

class Simulation implements World {
  readonly agents: readonly SimAgent[];
  readonly waiting: SimContact[] = [];
  now = model.OPENS;
  readonly #events = new Heap<Event>();
  readonly #policy: Policy;
  #seq = 0;
  readonly #tally = new Tally();

  constructor(day: Day, policy: Policy) {
    this.#policy = policy;
    this.agents = day.agents.map((agent, index) => ({
      ...agent,
      index,
      native: agent.languages.indexOf(5),
      load: 0,
      idleSince: model.OPENS,
      awayUntil: 0,
      busy: 0,
      countedTo: model.OPENS,
      usage: { share: 0, at: model.OPENS },
      version: 0,
    }));
    day.contacts.forEach((drawn, index) => {
      const contact: SimContact = {
        index,
        drawn,
        tried: [],
        state: "waiting",
        left: false,
        retry: 0,
      };
      this.#at({ at: drawn.at, kind: "arrive", contact });
    });
    if (day.outage !== undefined) {
      const { from, to, language } = day.outage;
      for (const agent of this.agents) {
        if (agent.native !== language) continue;
        this.#outages.set(agent.index, [from, to]);
        this.#at({ at: to, kind: "back", agent });
      }
    }
    if (policy.batch !== undefined) this.#at({ at: model.OPENS, kind: "batch" });
  }

  readonly #outages = new Map<number, readonly [number, number]>();

  run(): Outcome {
    for (let event = this.#events.pop(); event !== undefined; event = this.#events.pop()) {
      this.now = event.at;
      this.#handle(event);
    }
    return this.#tally.outcome(this.agents);
  }

  #at(event: Unnumbered<Event>): void {
    this.#seq += 1;
    this.#events.push({ ...event, seq: this.#seq } as Event);
  }

  #handle(event: Event): void {
    switch (event.kind) {
      case "arrive": {
        const { contact } = event;
        const { at, patience } = contact.drawn;
        this.#tally.came(contact.drawn);
        this.#policy.observe?.({ kind: "arrived", contact }, this);
        this.#at({ at: at + patience, kind: "leave", contact });
        this.#enqueue(contact);
        this.#place(contact);
        return;
      }
      case "leave": {
        const { contact } = event;
        if (contact.state === "served" || contact.state === "left") return;
        contact.left = true;
        this.#tally.left(contact.drawn, this.now - contact.drawn.at);
        if (contact.drawn.silent) return;
        if (contact.state === "waiting") this.#dequeue(contact);
        contact.state = "left";
        this.#policy.observe?.({ kind: "abandoned", contact }, this);
        return;
      }
      case "retry":
        if (event.contact.state === "waiting" && event.contact.retry === event.retry)
          this.#place(event.contact);
        return;
      case "ring over": {
        const { contact, agent } = event;
        this.#change(agent, -1);
        this.#away(agent, this.now + model.AWAY);
        if (contact.state !== "ringing") return;
        contact.tried.push(agent.index);
        contact.state = "waiting";
        this.#enqueue(contact);
        this.#place(contact);
        return;
      }
      case "free":
        this.#change(event.agent, -1);
        if (event.done !== undefined) this.#policy.observe?.(event.done, this);
        this.#offer(event.agent);
        return;
      case "back":
        event.agent.version += 1;
        this.#offer(event.agent);
        return;
      case "batch": {
        const batch = this.#policy.batch;
        if (batch === undefined) return;
        for (const [contact, agent] of batch.decide(this)) this.#assign(contact, agent);
        if (this.now < LAST_LOOK) this.#at({ at: this.now + batch.every, kind: "batch" });
      }
    }
  }

  #away(agent: SimAgent, until: number): void {
    agent.awayUntil = until;
    agent.version += 1;
    this.#at({ at: until, kind: "back", agent });
  }

  /** An outage is only noticed when it begins to matter: at the first look at the agent. */
  #isOut(agent: SimAgent): boolean {
    const outage = this.#outages.get(agent.index);
    if (outage === undefined || this.now < outage[0] || this.now >= outage[1]) return false;
    agent.awayUntil = Math.max(agent.awayUntil, outage[1]);
    return true;
  }

  #place(contact: SimContact): void {
    if (this.#outages.size > 0) for (const agent of this.agents) this.#isOut(agent);
    if (this.#policy.batch !== undefined) return;
    const { agent, retryAt } = this.#policy.place(contact, this);
    if (agent !== undefined) this.#assign(contact, agent);
    else if (retryAt !== undefined && retryAt < LAST_LOOK) {
      contact.retry += 1;
      this.#at({
        at: Math.max(this.now + 1, retryAt),
        kind: "retry",
        contact,
        retry: contact.retry,
      });
    }
  }

  #offer(agent: SimAgent): void {
    if (this.#policy.batch !== undefined) return;
    while (isFree(agent, this.now) && !this.#isOut(agent)) {
      const contact = this.#policy.take(agent, this);
      if (contact === undefined) return;
      this.#assign(contact, agent);
    }
  }

  #assign(contact: SimContact, agent: SimAgent): void {
    if (
      !isFree(agent, this.now) ||
      contact.state !== "waiting" ||
      contact.tried.includes(agent.index)
    ) {
      throw new Error("a policy broke a hard constraint");
    }
    this.#dequeue(contact);
    contact.retry += 1;
    this.#change(agent, 1);
    if (contact.drawn.noAnswer[contact.tried.length] === true) {
      contact.state = "ringing";
      this.#at({ at: this.now + model.RING, kind: "ring over", contact, agent });
      return;
    }
    contact.state = "served";
    if (contact.left) {
      this.#policy.observe?.({ kind: "abandoned", contact }, this);
      this.#at({ at: this.now + model.SILENT_WASTE, kind: "free", agent });
      return;
    }
    this.#serve(contact, agent);
  }

  #serve(contact: SimContact, agent: SimAgent): void {
    const { drawn } = contact;
    const level = agent.languages[drawn.language] ?? 0;
    const concurrent = agent.load;
    const slower =
      (model.LANGUAGE_TIME[level] ?? 1) * (1 + model.CONCURRENCY_TIME * (concurrent - 1));
    const ms = (drawn.work / agent.speed) * slower;
    this.#tally.answered(drawn, agent, this.now - drawn.at);
    this.#policy.observe?.({ kind: "answered", contact, agent }, this);
    this.#at({
      at: this.now + ms,
      kind: "free",
      agent,
      done: { kind: "finished", contact, agent, ms, concurrent },
    });
  }

  #change(agent: SimAgent, by: 1 | -1): void {
    agent.usage = usageAfter(agent.usage, agent.load, agent.slots, this.now);
    agent.busy += (this.now - agent.countedTo) * agent.load;
    agent.countedTo = this.now;
    agent.load += by;
    agent.version += 1;
    if (by === -1) agent.idleSince = this.now;
  }

  #enqueue(contact: SimContact): void {
    let at = this.waiting.length;
    while (at > 0 && (this.waiting[at - 1] as SimContact).index > contact.index) at -= 1;
    this.waiting.splice(at, 0, contact);
  }

  #dequeue(contact: SimContact): void {
    this.waiting.splice(this.waiting.indexOf(contact), 1);
  }
}
