import { createMemoryStore } from "../../functions/adapters/memory-store/index.ts";
import { createTokens } from "../../functions/adapters/tokens.ts";
import type { ServerEvents } from "../../functions/contract/server-events.ts";
import type { Signal, SignalBatch } from "../../functions/contract/signal.ts";
import { type Agent, newAgent } from "../../functions/domain/routing/agent.ts";
import { fire } from "../../functions/handlers/fire.ts";
import type { Store, Timer } from "../../functions/ports.ts";
import { connectAgent, connectShopper } from "../../functions/use-cases/connect.ts";
import type { Caller, Deps } from "../../functions/use-cases/deps.ts";
import { liveSettings } from "../../functions/use-cases/effective-settings.ts";
import { setPresence } from "../../functions/use-cases/presence.ts";
import { createRosterCache } from "../../functions/use-cases/roster-cache.ts";
import { createRouterBook } from "../../functions/use-cases/router-book.ts";
import { createRuleBook } from "../../functions/use-cases/rule-book.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../functions/use-cases/settings.ts";
import { sweep } from "../../functions/use-cases/sweep.ts";
import { watch } from "../../functions/use-cases/watch.ts";

export interface Post {
  readonly connection: string;
  readonly event: keyof ServerEvents;
  readonly payload: unknown;
}

/** The use cases on a memory store, with a clock that only moves when told, timers that fire in order, and every post written down. */
export class World {
  now = Date.UTC(2026, 10, 23, 12);
  readonly posts: Post[] = [];
  readonly armed: { timer: Timer; at: number }[] = [];
  readonly gone = new Set<string>();
  /** Connections that the service pinged, in order. */
  readonly pings: string[] = [];
  /** What the service would log, in order. */
  readonly reports: string[] = [];
  /** What was told on the bus, in order. */
  readonly told: { readonly type: string; readonly detail: Readonly<Record<string, unknown>> }[] =
    [];
  readonly deps: Deps;
  #ids = 0;

  constructor(settings: Partial<Settings> = {}, store: Store = createMemoryStore()) {
    const clock = () => this.now;
    const rules = createRuleBook(store, clock, (what, error) => {
      this.reports.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    });
    this.deps = {
      store,
      clock,
      sockets: {
        emit: async (connection, event, payload) => {
          if (this.gone.has(connection)) return "gone";
          this.posts.push({ connection, event, payload });
          return "sent";
        },
        ping: async (connection) => {
          if (this.gone.has(connection)) return "gone";
          this.pings.push(connection);
          return "sent";
        },
        disconnect: async (connection) => {
          this.gone.add(connection);
        },
      },
      timers: {
        arm: async (timer, at) => {
          this.armed.push({ timer, at });
        },
      },
      bus: {
        publish: async (event) => {
          this.told.push(event);
        },
      },
      detector: { detect: async () => undefined },
      tokens: createTokens(async () => "a secret of the tests"),
      ids: { next: () => `id-${String(++this.#ids).padStart(19, "0")}` },
      settings: liveSettings(
        {
          ...DEFAULT_SETTINGS,
          holdout: { share: 0, salt: "test" },
          wrapUpMs: 0,
          ...settings,
        },
        rules.overrides,
      ),
      rules,
      roster: createRosterCache(store, clock, 0),
      router: createRouterBook(store, clock, () => {}),
    };
  }

  /** Moves the clock and fires what has become due on the way, in order. */
  async advance(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      const next = this.armed
        .filter(({ at }) => at <= end)
        .sort((a, b) => a.at - b.at)
        .at(0);
      if (!next) break;
      this.armed.splice(this.armed.indexOf(next), 1);
      this.now = Math.max(this.now, next.at);
      await fire(this.deps, { greet: async () => "greeted" }, next.timer);
    }
    this.now = end;
  }

  /** One tick of the sweeper. */
  sweep(): Promise<number> {
    return sweep(this.deps);
  }

  async agent(
    id: string,
    languages: Agent["languages"],
    more: Partial<Agent> = {},
  ): Promise<Caller<"agent">> {
    await this.deps.store.createAgent({
      ...newAgent({
        id,
        name: id[0]?.toUpperCase() + id.slice(1),
        email: `${id}@heed.local`,
        role: "agent",
        languages,
        skills: { product: 4, delivery: 4, payment: 4, error: 4, returns: 4 },
        capacity: 2,
      }),
      ...more,
    });
    const caller: Caller<"agent"> = {
      connection: `c-${id}`,
      owner: { role: "agent", id },
      name: id,
    };
    await connectAgent(this.deps, caller, false);
    await setPresence(this.deps, caller, { status: "online" });
    return caller;
  }

  async shopper(id: string, tab = 1): Promise<Caller<"shopper">> {
    const caller: Caller<"shopper"> = {
      connection: `c-${id}-${tab}`,
      owner: { role: "shopper", id },
    };
    await connectShopper(this.deps, caller, false);
    return caller;
  }

  /** A batch from a cart page on which the shopper hesitates. */
  hesitation(n = 1, more: Partial<SignalBatch> = {}): SignalBatch {
    const signals: Signal[] = [{ kind: "cart-hesitation", at: 40_000 }];
    return {
      page: "page-0001",
      n,
      view: { kind: "cart", path: "/fi/cart", language: "fi", device: "desktop" },
      cart: { value: 120, currency: "EUR", items: 2 },
      signals,
      ...more,
    };
  }

  /** Lets a shopper hesitate and returns the invitation. */
  async invite(shopper: Caller<"shopper">, more: Partial<SignalBatch> = {}) {
    const result = await watch(this.deps, shopper, this.hesitation(1, more));
    if (!result.ok) throw new Error(result.message);
    return result.invitation;
  }

  /** Payloads of an event that a connection received, oldest first. */
  heard<E extends keyof ServerEvents>(connection: string, event: E): ServerEvents[E][] {
    return this.posts
      .filter((post) => post.connection === connection && post.event === event)
      .map(({ payload }) => payload as ServerEvents[E]);
  }
}
