import { type Usage, usageAfter } from "../../../functions/domain/routing/usage.ts";
import type { Day, DrawnAgent, DrawnContact } from "./day.ts";
import { Heap } from "./heap.ts";
import * as model from "./model.ts";

/** An agent at work. `load` counts chats and rings. */
export interface SimAgent extends DrawnAgent {
  readonly index: number;
  readonly native: number;
  load: number;
  idleSince: number;
  awayUntil: number;
  /** Slot time used so far, up to `countedTo` (ms). */
  busy: number;
  countedTo: number;
  /** What the service keeps beside the slots. */
  usage: Usage;
  /** Raised by every change that a roster would show. */
  version: number;
}

/** A contact underway. Only `drawn.at`, `said`, `sure`, `topic`, `proactive` and `tried` are for a policy to know. */
export interface SimContact {
  readonly index: number;
  readonly drawn: DrawnContact;
  readonly tried: number[];
  state: "waiting" | "ringing" | "served" | "left";
  /** The shopper is gone; whoever takes the chat finds nobody. */
  left: boolean;
  retry: number;
}

/** What a policy sees. */
export interface World {
  readonly agents: readonly SimAgent[];
  /** By age. May hold shoppers who left silently: nobody can tell. */
  readonly waiting: readonly SimContact[];
  readonly now: number;
}

export interface Placement {
  readonly agent?: SimAgent;
  /** When to ask again though nothing else happened. */
  readonly retryAt?: number;
}

export type Observation =
  | { readonly kind: "arrived" | "abandoned"; readonly contact: SimContact }
  | { readonly kind: "answered"; readonly contact: SimContact; readonly agent: SimAgent }
  | {
      readonly kind: "finished";
      readonly contact: SimContact;
      readonly agent: SimAgent;
      readonly ms: number;
      readonly concurrent: number;
    };

export interface Policy {
  /** A contact that has come, came back from a ring nobody answered, or asked to be looked at again. */
  place(contact: SimContact, world: World): Placement;
  /** An agent with a free slot. */
  take(agent: SimAgent, world: World): SimContact | undefined;
  /** Decide for all that wait every so many ms, rather than at each event. */
  readonly batch?: {
    readonly every: number;
    decide(world: World): readonly (readonly [SimContact, SimAgent])[];
  };
  observe?(event: Observation, world: World): void;
}

export interface Outcome {
  readonly value: number;
  readonly abandoned: number;
  readonly answered20: number;
  readonly languageMatch: number;
  readonly worstLanguageAbandoned: number;
  readonly p95Wait: number;
  readonly meanWait: number;
  readonly gini: number;
}

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

/** Whether the agent can take a chat now. */
export function isFree(agent: SimAgent, now: number): boolean {
  return agent.load < agent.slots && agent.awayUntil <= now;
}

/** Share of the agent's slot time that was used so far. */
export function occupancy(agent: SimAgent, now: number): number {
  const total = (now - model.OPENS) * agent.slots;
  return total <= 0 ? 0 : (agent.busy + (now - agent.countedTo) * agent.load) / total;
}

/** Lives through a day under a policy. */
export function simulate(day: Day, policy: Policy): Outcome {
  return new Simulation(day, policy).run();
}

class Simulation implements World {
  readonly agents: readonly SimAgent[];
  readonly waiting: SimContact[] = [];
  now = model.OPENS;
  readonly #events = new Heap<Event>();
  readonly #day: Day;
  readonly #policy: Policy;
  #seq = 0;
  readonly #waits: number[] = [];
  #value = 0;
  #answered = 0;
  #answered20 = 0;
  #matched = 0;
  readonly #offered = model.LANGUAGES.map(() => 0);
  readonly #lost = model.LANGUAGES.map(() => 0);

  constructor(day: Day, policy: Policy) {
    this.#day = day;
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
    const offered = this.#day.contacts.length;
    const sorted = this.#waits.sort((a, b) => a - b);
    const losses = this.#lost.map(
      (lost, language) => lost / Math.max(1, this.#offered[language] ?? 0),
    );
    return {
      value: this.#value / offered,
      abandoned: 1 - this.#answered / offered,
      answered20: this.#answered20 / offered,
      languageMatch: this.#matched / Math.max(1, this.#answered),
      worstLanguageAbandoned: Math.max(...losses),
      p95Wait: (sorted[Math.floor(sorted.length * 0.95)] ?? 0) / 1000,
      meanWait: sorted.reduce((sum, wait) => sum + wait, 0) / Math.max(1, sorted.length) / 1000,
      gini: gini(this.agents.map((agent) => agent.busy)),
    };
  }

  #at(event: Unnumbered<Event>): void {
    this.#seq += 1;
    this.#events.push({ ...event, seq: this.#seq } as Event);
  }

  #handle(event: Event): void {
    switch (event.kind) {
      case "arrive": {
        const { contact } = event;
        const { language, at, patience } = contact.drawn;
        this.#offered[language] = (this.#offered[language] ?? 0) + 1;
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
        this.#waits.push(this.now - contact.drawn.at);
        this.#lost[contact.drawn.language] = (this.#lost[contact.drawn.language] ?? 0) + 1;
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
    const wait = this.now - drawn.at;
    const value =
      (model.LANGUAGE_VALUE[level] ?? 0) * (model.TOPIC_VALUE[agent.topics[drawn.topic] ?? 0] ?? 0);
    const slower =
      (model.LANGUAGE_TIME[level] ?? 1) * (1 + model.CONCURRENCY_TIME * (concurrent - 1));
    const ms = (drawn.work / agent.speed) * slower;
    this.#waits.push(wait);
    this.#value += value;
    this.#answered += 1;
    if (wait <= 20_000) this.#answered20 += 1;
    if (level >= model.MATCH_LEVEL) this.#matched += 1;
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

/** Gini coefficient of how unevenly work was shared. */
function gini(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const sum = sorted.reduce((total, value) => total + value, 0);
  const weighted = sorted.reduce((total, value, index) => total + (index + 1) * value, 0);
  return sum === 0
    ? 0
    : (2 * weighted) / (sorted.length * sum) - (sorted.length + 1) / sorted.length;
}
