import type { Ending, Page } from "./check/history.ts";
import type { AgentPerson } from "./people/agent.ts";
import type { Shopper } from "./people/shopper.ts";
import type { Table } from "./world/table.ts";

interface Times {
  readonly at: number;
  readonly calmSince: number;
  /** Whoever was welcomed after this has been told of everything. */
  readonly fresh: number;
}

/** Everything as it stands. */
export async function endingOf(
  { store, state }: Table,
  shoppers: readonly Shopper[],
  agents: readonly AgentPerson[],
  { at, calmSince, fresh }: Times,
): Promise<Ending> {
  const conversations = await Promise.all(
    [...state.conversations.values()].map(async ({ head }) => ({
      head,
      transcript: (await store.messages(head.id, 0, Number.POSITIVE_INFINITY)).messages,
    })),
  );
  const heads = conversations.map(({ head }) => head);
  const shopperPages = shoppers.flatMap(({ visitor, pages }) =>
    pages.map(
      (page): Page => ({
        page: page.device.name,
        online: page.link.state === "online",
        screens: page.room ? [page.room.screen] : [],
        owed: heads
          .filter((head) => head.visitor === visitor && head.state.kind !== "closed")
          .map(({ id }) => id)
          .filter(() => page.welcomedAt > fresh),
      }),
    ),
  );
  const consoles = agents.flatMap(({ id: agent, consoles: all }) =>
    all.map((console): Page => {
      const hers = heads
        .filter(({ state: now }) => now.kind !== "waiting" && now.agent === agent)
        .map(({ id }) => id);
      const open = heads
        .filter(({ id, state: now }) => hers.includes(id) && now.kind === "active")
        .map(({ id }) => id);
      return {
        page: console.device.name,
        online: console.link.state === "online",
        screens: console.rooms
          .map(({ screen }) => screen)
          .filter(({ conversation }) => hers.includes(conversation)),
        owed: console.welcomedAt > fresh ? open : [],
      };
    }),
  );
  return {
    at,
    calmSince,
    conversations,
    agents: [...state.agents.values()],
    visits: [...state.visits.values()].map(({ visit }) => ({
      visitor: visit.visitor,
      ...(visit.conversation !== undefined && { conversation: visit.conversation }),
    })),
    pages: [...shopperPages, ...consoles],
    offers: await Promise.all(
      [...state.offers.values()].map(async (offer) => ({
        offer,
        ledger: await store.ledger(offer.code),
      })),
    ),
    budgets: [...state.budgets].map(([scope, { total, keys }]) => ({ scope, total, keys })),
  };
}
