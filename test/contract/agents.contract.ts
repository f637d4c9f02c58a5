import { expect, test } from "vitest";
import { rosterEntry } from "../../functions/domain/routing/roster.ts";
import { anAgent, type MakeStore, MINUTE, NOW, tally } from "./fixtures.ts";

export function agentsContract(makeStore: MakeStore): void {
  test("[STO7] an agent is created once and found by id, among several and in the list of all", async () => {
    const store = await makeStore();
    const ids = Array.from({ length: 130 }, (_, i) => `agent-${String(i).padStart(3, "0")}`);
    await Promise.all(ids.map((id) => store.createAgent(anAgent(id))));
    expect(await store.createAgent(anAgent("agent-007"))).toBe("done");
    expect(await store.createAgent(anAgent("agent-007", { capacity: 9 }))).toBe("conflict");
    expect(await store.agent("agent-007")).toEqual(anAgent("agent-007"));
    expect(await store.agent("nobody")).toBeUndefined();
    const some = await store.agents(["agent-100", "nobody", "agent-002", "agent-100"]);
    expect(some.map(({ id }) => id)).toEqual(["agent-100", "agent-002"]);
    expect(await store.agents([])).toEqual([]);
    expect((await store.allAgents()).map(({ id }) => id)).toEqual(ids);
    expect(await store.agents(ids)).toHaveLength(130);
  });

  test("[STO8] an agent is written only as the successor of the stored version, and one of several writers wins", async () => {
    const store = await makeStore();
    const agent = anAgent("a", { photo: "https://shop.example/a.png" });
    await store.createAgent(agent);
    expect(await store.saveAgent(anAgent("nobody", { version: 1 }))).toBe("conflict");
    expect(await store.saveAgent({ ...agent, version: 2 })).toBe("conflict");
    const racers = Array.from({ length: 8 }, (_, i) =>
      store.saveAgent({ ...agent, version: 1, misses: i }),
    );
    expect(tally(await Promise.all(racers))).toEqual({ done: 1, conflict: 7 });
    const { photo: _, ...plain } = agent;
    const slots = {
      conv: { kind: "active", round: 2, since: NOW, language: "fi" },
      other: { kind: "invited", until: NOW + 5, language: "en" },
    } as const;
    expect(await store.saveAgent({ ...plain, version: 2, slots })).toBe("done");
    expect(await store.agent("a")).toEqual({ ...plain, version: 2, slots });
    expect(await store.saveAgent({ ...plain, version: 2, slots })).toBe("done");
    expect(await store.saveAgent({ ...plain, version: 2, slots: {} })).toBe("conflict");
  });

  test("[STO9] a heartbeat renews a lease that still runs, and no other write of the agent touches it unless told to", async () => {
    const store = await makeStore();
    const agent = anAgent("a");
    await store.createAgent(agent);
    const later = NOW + 2 * MINUTE;
    expect(await store.renewLease("a", later, NOW)).toBe("done");
    expect(await store.saveAgent({ ...agent, version: 1, misses: 1 })).toBe("done");
    expect(await store.agent("a")).toEqual({ ...agent, version: 1, misses: 1, seenUntil: later });
    const claimed = { ...agent, version: 2, capacity: 4 };
    expect(await store.saveAgent(claimed, { leaseAfter: later })).toBe("conflict");
    expect(await store.saveAgent(claimed, { leaseAfter: later - 1 })).toBe("done");
    expect(await store.saveAgent(claimed, { leaseAfter: later })).toBe("done");
    const lapsed = { ...claimed, version: 3, presence: "offline" } as const;
    expect(await store.saveAgent(lapsed, { leaseBefore: later })).toBe("conflict");
    expect(await store.saveAgent(lapsed, { leaseBefore: later + 1 })).toBe("done");
    expect(await store.renewLease("a", later + 1, later)).toBe("gone");
    expect(await store.renewLease("nobody", later, NOW)).toBe("gone");
    const back = { ...claimed, version: 4, seenUntil: later + MINUTE };
    expect(await store.saveAgent(back, { lease: true })).toBe("done");
    expect(await store.saveAgent(back, { lease: true })).toBe("done");
    expect(await store.agent("a")).toEqual(back);
    await store.saveAgent({ ...back, version: 5, presence: "offline" });
    expect(await store.renewLease("a", later + 2 * MINUTE, later)).toBe("gone");
  });

  test("[STO10] an agent's roster rows stand in each language spoken while the agent is present", async () => {
    const store = await makeStore();
    const agent = anAgent("a", { languages: { fi: 5, en: 3, sv: 0 } });
    await store.publish(agent, NOW);
    await store.publish(anAgent("b"), NOW, "fi");
    expect((await store.roster("fi")).map(({ agent }) => agent)).toEqual(["a", "b"]);
    expect(await store.roster("en")).toEqual([rosterEntry(agent, NOW)]);
    expect(await store.roster("sv")).toEqual([]);
    await store.publish({ ...agent, version: 1, languages: { fi: 0, en: 3 } }, NOW);
    expect(await store.roster("en")).toHaveLength(1);
    expect((await store.roster("fi")).map(({ agent }) => agent)).toEqual(["b"]);
    await store.publish({ ...agent, version: 2, presence: "away" }, NOW, "en");
    expect(await store.roster("en")).toEqual([]);
    await store.publish(anAgent("b"), NOW + MINUTE);
    expect(await store.roster("fi")).toEqual([]);
  });

  test("[STO11] of two roster publications that overtake each other the later version stays", async () => {
    const store = await makeStore();
    const fifth = anAgent("a", { version: 5, capacity: 5 });
    await store.publish(fifth, NOW);
    await store.publish(anAgent("a", { version: 4, capacity: 4 }), NOW);
    await store.publish(anAgent("a", { version: 4, presence: "offline" }), NOW);
    expect(await store.roster("fi")).toEqual([rosterEntry(fifth, NOW)]);
    await store.publish({ ...fifth, presence: "offline" }, NOW);
    expect(await store.roster("fi")).toEqual([]);
  });

  test("[STO12] an agent's conversations are a set", async () => {
    const store = await makeStore();
    for (const id of ["c2", "c1", "c2", "c3"]) await store.addAgentConversation("a", id);
    await store.addAgentConversation("b", "c9");
    await store.removeAgentConversation("a", "c3");
    await store.removeAgentConversation("a", "c3");
    expect(await store.agentConversations("a")).toEqual(["c1", "c2"]);
    expect(await store.agentConversations("nobody")).toEqual([]);
  });
}
