import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer, Client } from "./client.ts";
import { Deployment, expert } from "./deployment.ts";

let heed: Deployment;
let agents = 0;

beforeAll(async () => {
  heed = await Deployment.start();
});
afterAll(() => heed.stop());

/** A shopper who has connected. */
async function shopper(): Promise<Client> {
  const client = await heed.shopper();
  await client.connect();
  return client;
}

/** An agent online, whom no snapshot shows yet. */
async function newAgent(): Promise<Client> {
  const agent = await heed.agent(expert(`agent-${++agents}`, { fi: 5, en: 4 }));
  await heed.advance(5000);
  return agent;
}

/** A chat between an agent and a shopper, both in it. */
async function chat() {
  const agent = await newAgent();
  const client = await shopper();
  const { invitation } = await client.watch(client.batch("cart-hesitation"));
  if (!invitation) throw new Error("no invitation");
  const conversation = invitation.id;
  await client.ask("invitation:accept", { invitation: conversation });
  await client.ask("sync", { conversation, after: 0 });
  await agent.ask("ring:accept", { conversation, round: 1 });
  await agent.ask("sync", { conversation, after: 0 });
  return {
    conversation,
    agent,
    shopper: client,
    end: async () => {
      await agent.ask("conversation:close", { conversation });
      await agent.ask("presence", { status: "offline" });
    },
  };
}

/** It was done, with so many requests and round trips at most and exactly so many posts. */
function expectWithin(
  { ack, cost }: Pick<Answer, "cost"> & Partial<Answer>,
  budget: { readonly requests: number; readonly roundTrips: number; readonly posts: number },
): void {
  if (ack) expect(ack).toMatchObject({ ok: true });
  expect(cost.posts).toBe(budget.posts);
  expect(cost.requests).toBeLessThanOrEqual(budget.requests);
  expect(cost.roundTrips).toBeLessThanOrEqual(budget.roundTrips);
}

describe("message", () => {
  const send = (who: Client, conversation: string, n: number) =>
    who.ask("message:send", { conversation, outbox: `outbox-${who.connection}`, n, text: "Moi!" });

  test("[BUD1] a message is two requests, one of them before it is delivered, and one post for each other connection", async () => {
    const { conversation, agent, shopper: client, end } = await chat();
    for (const [who, other] of [
      [client, agent],
      [agent, client],
    ] as const) {
      const before = other.heard("message").length;
      const sent = await send(who, conversation, 1);
      expectWithin(sent, { requests: 2, roundTrips: 2, posts: 1 });
      expect(sent.cost.roundTripsBeforePost).toBe(1);
      expect(other.heard("message")).toHaveLength(before + 1);
    }
    await end();
  });

  test("[BUD1] a second tab is one more post and no more requests", async () => {
    const { conversation, agent, end } = await chat();
    const visitor = (await heed.store.head(conversation))?.visitor ?? "";
    const tab = await heed.known(visitor);
    await tab.connect();
    await tab.ask("sync", { conversation, after: 0 });
    expectWithin(await send(agent, conversation, 1), { requests: 2, roundTrips: 2, posts: 2 });
    await end();
  });

  test("[BUD2] the same message again is found out by one read more", async () => {
    const { conversation, shopper: client, end } = await chat();
    const first = await send(client, conversation, 1);
    const again = await send(client, conversation, 1);
    expect(again.ack).toEqual(first.ack);
    expectWithin(again, { requests: 3, roundTrips: 3, posts: 1 });
    await end();
  });

  test("[BUD3] typing and a read mark are one request and one post each", async () => {
    const { conversation, agent, shopper: client, end } = await chat();
    await send(client, conversation, 1);
    const once = { requests: 1, roundTrips: 1, posts: 1 };
    expectWithin(await client.ask("typing", { conversation }), once);
    expectWithin(await agent.ask("typing", { conversation }), once);
    expectWithin(await agent.ask("read", { conversation, seq: 1 }), once);
    expectWithin(await client.ask("read", { conversation, seq: 1 }), once);
    await end();
  });
});

describe("signals that fire nothing", () => {
  const once = { requests: 1, roundTrips: 1, posts: 0 };

  test("[BUD4] a batch is one request, its why included, from the first one after the welcome", async () => {
    const client = await shopper();
    const kinds = ["page-view", "view-item", "search-empty", "add-to-cart"] as const;
    for (const kind of kinds) expectWithin((await client.watch(client.batch(kind))).answer, once);
    expectWithin((await client.watch(client.batch("rage-click"))).answer, once);
  });

  test("[BUD4] so is the first one of a later page", async () => {
    const first = await shopper();
    await first.watch(first.batch("page-view"));
    const visitor = first.visitor;
    const second = await heed.known(visitor);
    await second.connect();
    expectWithin((await second.watch(second.batch("page-view"))).answer, once);
  });

  test("[BUD4] once in thirty seconds the rules are read at the same time", async () => {
    const client = await shopper();
    await heed.advance(31_000);
    const reading = await client.watch(client.batch("page-view"));
    expectWithin(reading.answer, { requests: 2, roundTrips: 1, posts: 0 });
    expectWithin((await client.watch(client.batch("page-view"))).answer, once);
  });

  test("[BUD5] without its memo a batch costs one read more", async () => {
    const client = await shopper();
    await client.watch(client.batch("page-view"));
    const { memo: _memo, ...bare } = client.batch("view-item");
    const { answer } = await client.watch(bare);
    expectWithin(answer, { requests: 2, roundTrips: 2, posts: 0 });
  });

  test("[BUD5] a memo that another tab has overtaken costs three requests more", async () => {
    const client = await shopper();
    await client.watch(client.batch("page-view"));
    const tab = await heed.known(client.visitor);
    await tab.connect();
    await tab.watch(tab.batch("page-view"));
    const { answer } = await client.watch(client.batch("view-item"));
    expectWithin(answer, { requests: 4, roundTrips: 4, posts: 0 });
  });

  test("[BUD6] where a rule fires and nobody is there, the pool is read at most once in some seconds", async () => {
    const view = { kind: "cart", path: "/et/ostukorv", language: "et", device: "touch" } as const;
    const [one, two] = [await shopper(), await shopper()];
    const cold = await one.watch(one.batch("cart-hesitation", { view }));
    expect(cold.invitation).toBeUndefined();
    const warm = await two.watch(two.batch("cart-hesitation", { view }));
    expectWithin(cold.answer, { requests: 4, roundTrips: 2, posts: 0 });
    expectWithin(warm.answer, once);
  });
});

describe("signals that invite", () => {
  test("[BUD7] an invitation is at most six requests in four round trips, and rides in the answer", async () => {
    const agent = await newAgent();
    const [one, two] = [await shopper(), await shopper()];
    const cold = await one.watch(one.batch("cart-hesitation"));
    expect(cold.invitation).toBeDefined();
    expectWithin(cold.answer, { requests: 6, roundTrips: 4, posts: 0 });
    const warm = await two.watch(two.batch("cart-hesitation"));
    expect(warm.invitation).toBeDefined();
    expectWithin(warm.answer, { requests: 5, roundTrips: 3, posts: 0 });
    await agent.ask("presence", { status: "offline" });
  });
});

describe("connection", () => {
  test("[BUD8] connecting reads and writes once, at the same time; the authorizer asks the table nothing", async () => {
    const client = await heed.shopper();
    expectWithin({ cost: client.authorized }, { requests: 0, roundTrips: 0, posts: 0 });
    expect(client.authorized.byCommand).toEqual({});
    expectWithin({ cost: await client.connect() }, { requests: 2, roundTrips: 1, posts: 0 });
  });

  test("[BUD8] a shopper with an open chat costs one read more, an agent one write in all", async () => {
    const { conversation, agent, end } = await chat();
    const visitor = (await heed.store.head(conversation))?.visitor ?? "";
    const again = await heed.known(visitor);
    expectWithin({ cost: await again.connect() }, { requests: 3, roundTrips: 2, posts: 0 });
    expectWithin({ cost: await agent.connect() }, { requests: 1, roundTrips: 1, posts: 0 });
    await end();
  });

  test("[BUD9] a shopper's heartbeat asks the table nothing, an agent's renews the lease by one write", async () => {
    const { agent, shopper: client, end } = await chat();
    expectWithin({ cost: await client.beat() }, { requests: 0, roundTrips: 0, posts: 0 });
    const renewed = await agent.beat();
    expectWithin({ cost: renewed }, { requests: 1, roundTrips: 1, posts: 0 });
    expect(renewed).toMatchObject({ writeUnits: 1, readUnits: 0, byCommand: { UpdateItem: 1 } });
    await end();
  });
});
