import { type Agent, newAgent } from "../../functions/domain/routing/agent.ts";
import type { Caller, Deps } from "../../functions/use-cases/deps.ts";
import { watchLease } from "../../functions/use-cases/presence.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../functions/use-cases/settings.ts";
import { newHead, startConversation } from "../../functions/use-cases/start-conversation.ts";
import { World } from "../use-cases/world.ts";
import type { Request } from "./scenario.ts";
import { createTable, storeOn, type Table } from "./table.ts";

/** As shipped, with one language: a conversation then waits in one queue. */
export const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  languages: ["fi"],
  fallbackLanguage: "fi",
};

/** A table, and what happens to it one after the other. */
export class Stage {
  readonly table: Table;
  readonly world: World;

  constructor(table: Table = createTable()) {
    this.table = table;
    this.world = new World(SETTINGS, storeOn(table));
  }

  /** An agent who is online and has heard of nobody who waits. */
  async agent(id: string, more: Partial<Agent> = {}): Promise<void> {
    const agent: Agent = {
      ...newAgent({
        id,
        name: id,
        email: `${id}@heed.local`,
        role: "agent",
        languages: { fi: 5 },
        skills: {},
        capacity: 1,
      }),
      presence: "online",
      seenUntil: this.world.now + SETTINGS.leaseMs,
      ...more,
    };
    await this.world.deps.store.createAgent(agent);
    await this.world.deps.store.publish(agent, this.world.now);
    await watchLease(this.world.deps, agent);
  }

  /** A shopper who asks: she is rung for if an agent is free, and waits otherwise. */
  async chat(id: string): Promise<void> {
    await begin(this.world.deps, id);
  }

  /** Something happens by itself, as far as it goes. */
  async does({ work }: Request): Promise<void> {
    await work(this.world.deps);
  }

  /** Time goes by; consoles renew their leases. */
  async passes(ms: number): Promise<void> {
    this.world.now += ms;
    const until = this.world.now + SETTINGS.leaseMs;
    for (const id of this.table.agents.keys())
      await this.world.deps.store.renewLease(id, until, this.world.now - ms);
  }
}

export function callerOf(agent: string): Caller<"agent"> {
  return { connection: `c-${agent}`, owner: { role: "agent", id: agent }, name: agent };
}

/** The shopper of a conversation, on one of her pages. */
export function shopperOf(conversation: string, page = 1): Caller<"shopper"> {
  const id = `shopper-${conversation}`;
  return { connection: `c-${conversation}-${page}`, owner: { role: "shopper", id } };
}

/** A conversation in Finnish, which its shopper asks for. */
export async function begin(deps: Deps, id: string): Promise<void> {
  const shopper = shopperOf(id);
  const from = { id, visitor: shopper.owner.id, language: "fi", languageConfidence: 1 };
  await startConversation(deps, shopper, newHead(deps, from));
}
