import { expect, test } from "vitest";
import type { Deps } from "../../functions/use-cases/deps.ts";
import { explore } from "./explore.ts";
import type { Request, Scenario } from "./scenario.ts";

function request(name: string, work: (deps: Deps) => Promise<unknown>): Request {
  return { name, work, lifeMs: 15_000 };
}

/** Reads three times. */
function reader(name: string): Request {
  return request(name, async ({ store }) => {
    for (let count = 0; count < 3; count++) await store.agent("aino");
  });
}

function scenario(requests: readonly Request[], more: Partial<Scenario> = {}): Scenario {
  return {
    name: "a toy",
    crashes: 0,
    ...more,
    async begin(stage) {
      await stage.agent("aino");
      return requests;
    },
  };
}

test("[RTE93] two times four steps interleave in 8 over 4 ways, through 5 times 5 states", async () => {
  const { interleavings, states } = await explore(scenario([reader("one"), reader("other")]));
  expect(interleavings).toBe(70);
  expect(states).toBe(25);
});

test("[RTE93] calls that an invocation makes at once come in any order", async () => {
  const work = async ({ store }: Deps) =>
    Promise.all([store.agent("aino"), store.head("c"), store.agents(["aino"])]);
  const { interleavings } = await explore(scenario([request("all at once", work)]));
  expect(interleavings).toBe(6);
});

test("[RTE93] an invocation dies before it begins and after each of its writes", async () => {
  const work = async ({ store }: Deps) => {
    await store.addAgentConversation("aino", "c");
    await store.agent("aino");
    await store.addAgentConversation("aino", "d");
  };
  const { deaths, endings } = await explore(scenario([request("a writer", work)], { crashes: 1 }));
  expect(deaths).toBe(3);
  expect(endings).toBe(3);
});

test("[RTE93] a change that only one order in many loses is found, with the shortest way there", async () => {
  const chat = (key: string) =>
    request(key, async ({ store }) => {
      const agent = await store.agent("aino");
      const others = (await store.agentConversations("aino")).length;
      if (!agent || others > 0) return;
      await store.addAgentConversation("aino", key);
      const current = await store.agent("aino");
      if (!current) return;
      const slot = { kind: "active", round: 1, since: 0, language: "fi" } as const;
      const slots = { ...current.slots, [key]: slot };
      await store.saveAgent({ ...current, slots, version: current.version + 1 });
    });
  const { violation } = await explore(scenario([chat("c"), chat("d")]));
  expect(violation?.what).toBe("aino holds 2 slots of 1");
  expect(violation?.trace).toHaveLength(12);
});

test("[RTE93] a timer fires early, late and twice, and an invocation ends with its function's life", async () => {
  const arming = request("arms", async ({ timers, clock }) =>
    timers.arm({ kind: "route", conversation: "c", round: 0 }, clock() + 1000),
  );
  const fires = { kinds: ["route"], most: 2 } as const;
  const twice = await explore(scenario([arming], { fires }));
  // None; one, which is sent, begins and reads; the second sent before the first begins, before it reads, or after that.
  expect(twice.interleavings).toBe(1 + 1 + (6 + 3 + 1));
  const late = await explore(scenario([reader("slow")], { ticks: [20_000], crashes: 1 }));
  expect(late.deaths).toBeGreaterThan(1);
});
