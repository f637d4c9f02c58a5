import { expect, test } from "vitest";
import { MAX_PARTICIPANTS } from "../../functions/adapters/dynamo/rules.ts";
import type { State } from "../../functions/domain/conversation/head.ts";
import {
  AGENT,
  active,
  aHead,
  aMessage,
  aParticipant,
  HOUR,
  type MakeStore,
  NOW,
  SHOPPER,
  say,
  tally,
} from "./fixtures.ts";

const waiting = { kind: "waiting", round: 1 } as const;
const closed: State = { kind: "closed", round: 1, at: NOW, by: "agent", agent: AGENT.id };
const offering = (agent: string, round = 2): State => ({
  kind: "offering",
  round,
  agent,
  until: NOW + 20_000,
});

export function conversationsContract(makeStore: MakeStore): void {
  test("[STO13] a conversation's head is created once and read back whole", async () => {
    const store = await makeStore();
    const reason = { rule: "cart", values: { items: 3, kinds: ["a"], none: null } };
    const head = aHead("c", { agentName: "Anna", reason });
    expect(await store.head("c")).toBeUndefined();
    expect(await store.createHead(head)).toBe("done");
    expect(await store.createHead(aHead("c", { visitor: "someone else" }))).toBe("conflict");
    expect(await store.createHead(aHead("c", { startedAt: NOW + 1 }))).toBe("conflict");
    expect(await store.head("c")).toEqual(head);
    await say(store, "c");
    expect(await store.createHead(head)).toBe("done");
    expect((await store.head("c"))?.seq).toBe(1);
  });

  test("[STO14] a state changes only from the kind and round it was decided on, and one of several deciders wins", async () => {
    const store = await makeStore();
    await store.createHead(aHead("c", { state: waiting }));
    await store.join("c", aParticipant("one=", SHOPPER), NOW);
    const racers = Array.from({ length: 8 }, (_, i) =>
      store.changeState("c", waiting, { state: offering(`agent${i}`), agentName: `name ${i}` }),
    );
    const outcomes = await Promise.all(racers);
    expect(tally(outcomes.map(({ kind }) => kind))).toEqual({ done: 1, conflict: 7 });
    const head = await store.head("c");
    const won = outcomes.find(({ kind }) => kind === "done");
    expect(won).toEqual({ kind: "done", head, participants: [aParticipant("one=", SHOPPER)] });
    const stale = { state: waiting };
    expect(await store.changeState("c", offering("x", 1), stale)).toEqual({ kind: "conflict" });
    expect(await store.changeState("c", active("x", 2), stale)).toEqual({ kind: "conflict" });
    expect(await store.changeState("nowhere", waiting, stale)).toEqual({ kind: "missing" });
  });

  test("[STO15] a change of state leaves number, outboxes and read marks alone, and its repeat is done", async () => {
    const store = await makeStore();
    await store.createHead(aHead("c", { state: waiting, agentName: "Anna" }));
    await say(store, "c", { at: NOW + 5 });
    await store.markRead("c", SHOPPER, 1, NOW);
    const to = { state: active("b", 1), request: { ...aHead("c").request, tried: ["a"] } };
    const changed = await store.changeState("c", waiting, to);
    const after = aHead("c", {
      ...to,
      seq: 1,
      agentName: "Anna",
      activeAt: NOW + 5,
      read: { shopper: 1, agent: 0 },
    });
    expect(changed).toEqual({ kind: "done", head: after, participants: [] });
    expect(await store.changeState("c", waiting, to)).toEqual(changed);
    expect(await store.changeState("c", waiting, { ...to, agentName: "Ben" })).toEqual({
      kind: "conflict",
    });
    expect(await store.append(aMessage("c"))).toMatchObject({ again: true });
  });

  test("[STO16] the visitor, the agent who has, had or is offered a conversation and whoever is beside her may join it, nobody else", async () => {
    const store = await makeStore();
    const stranger = { role: "shopper", id: AGENT.id } as const;
    const colleague = { role: "agent", id: "agent2" } as const;
    const states: [State, boolean][] = [
      [waiting, false],
      [offering(AGENT.id), true],
      [active(AGENT.id), true],
      [closed, true],
    ];
    for (const [state, agentMay] of states) {
      const id = `c-${state.kind}`;
      await store.createHead(aHead(id, { state }));
      const kinds = await Promise.all(
        [SHOPPER, AGENT, stranger, colleague].map(async (owner) => {
          const joined = await store.join(
            id,
            aParticipant(`${owner.role}-${owner.id}`, owner),
            NOW,
          );
          return joined.kind === "joined";
        }),
      );
      expect(kinds, state.kind).toEqual([true, agentMay, false, false]);
      expect((await store.participants(id, NOW))?.participants).toHaveLength(agentMay ? 2 : 1);
    }
    const guests = { [colleague.id]: { name: "Ben", mode: "watch" } } as const;
    await store.createHead(aHead("c-guest", { state: active(AGENT.id), guests }));
    expect(await store.join("c-guest", aParticipant("x", colleague), NOW)).toMatchObject({
      kind: "joined",
      head: { guests },
    });
    expect(await store.join("nowhere", aParticipant("x", SHOPPER), NOW)).toEqual({
      kind: "missing",
    });
    expect(await store.participants("nowhere", NOW)).toBeUndefined();
    expect(await store.participants("nowhere", NOW, { last: true })).toBeUndefined();
  });

  test("[STO17] whoever writes a head learns the live participants; a join also what may not be in the transcript yet", async () => {
    const store = await makeStore();
    await store.createHead(aHead("c"));
    const [tab, phone] = [aParticipant("tab=", SHOPPER), aParticipant("phone", SHOPPER, NOW + 10)];
    const desk = aParticipant("desk=", AGENT);
    expect(await store.join("c", tab, NOW)).toEqual({
      kind: "joined",
      head: aHead("c"),
      participants: [tab],
      pending: [],
    });
    await store.join("c", phone, NOW);
    const sent = await store.append(aMessage("c"));
    expect(sent).toMatchObject({ kind: "appended", participants: [phone, tab] });
    const joined = await store.join("c", desk, NOW);
    expect(joined).toMatchObject({ participants: [desk, phone, tab] });
    expect(joined).toMatchObject({ pending: [sent.kind === "appended" && sent.message] });
    const read = await store.markRead("c", AGENT, 1, NOW + 10);
    expect(read).toMatchObject({ kind: "done", participants: [desk, tab] });
    expect(await store.participants("c", NOW)).toMatchObject({ participants: [desk, phone, tab] });
    await store.createHead(aHead("with"), tab);
    expect(await store.participants("with", NOW)).toMatchObject({ participants: [tab] });
    const left = { kind: "closed", round: 1, at: NOW + 10, by: "shopper" } as const;
    expect(await store.changeState("c", active(AGENT.id), { state: left })).toMatchObject({
      participants: [desk, tab],
    });
  });

  test("[STO18] joining again renews, leaving forgets, and neither makes a conversation", async () => {
    const store = await makeStore();
    await store.leave("c", "tab=");
    expect(await store.head("c")).toBeUndefined();
    await store.createHead(aHead("c"));
    await store.join("c", aParticipant("tab=", SHOPPER, NOW + 1), NOW);
    const renewed = aParticipant("tab=", SHOPPER, NOW + HOUR);
    await store.join("c", renewed, NOW);
    expect(await store.participants("c", NOW)).toEqual({
      head: aHead("c"),
      participants: [renewed],
    });
    await store.leave("c", "tab=");
    await store.leave("c", "tab=");
    expect(await store.participants("c", NOW)).toEqual({ head: aHead("c"), participants: [] });
  });

  test("[STO18] a look at who listens brings each outbox's last message, where it is asked for", async () => {
    const store = await makeStore();
    await store.createHead(aHead("c"));
    await say(store, "c", { n: 1 });
    const hers = await say(store, "c", { n: 2 });
    const theirs = await say(store, "c", { author: AGENT, outbox: "outbox02" });
    expect((await store.participants("c", NOW, { last: true }))?.last).toEqual([hers, theirs]);
    expect(await store.participants("c", NOW)).not.toHaveProperty("last");
  });

  test("[STO19] a party with too many connections loses those that end first, the other party none", async () => {
    const store = await makeStore();
    await store.createHead(aHead("c"));
    await store.join("c", aParticipant("desk=", AGENT, NOW + 1), NOW);
    const tabs = Array.from({ length: MAX_PARTICIPANTS + 3 }, (_, i) =>
      aParticipant(`tab-${String(i).padStart(2, "0")}`, SHOPPER, NOW + 100 + i),
    );
    for (const tab of tabs) await store.join("c", tab, NOW);
    const known = (await store.participants("c", NOW))?.participants.map((one) => one.connection);
    expect(known).toEqual(["desk=", ...tabs.slice(3).map((one) => one.connection)]);
  });

  test("[SIO90] who joins learns of no connection that has ended, and the head forgets it", async () => {
    const store = await makeStore();
    await store.createHead(aHead("c"));
    await store.join("c", aParticipant("dead=", SHOPPER, NOW + 1), NOW);
    await store.join("c", aParticipant("desk=", AGENT, NOW + HOUR), NOW);
    const tab = aParticipant("tab=", SHOPPER, NOW + HOUR);
    const joined = await store.join("c", tab, NOW + 1);
    const known = async (now: number) =>
      (await store.participants("c", now))?.participants.map((one) => one.connection);
    expect(joined).toMatchObject({ participants: [{ connection: "desk=" }, tab] });
    expect(await known(NOW)).toEqual(["desk=", "tab="]);
  });

  test("[STO20] a party's read mark rises up to the last message and never falls", async () => {
    const store = await makeStore();
    await store.createHead(aHead("c"));
    for (let n = 1; n <= 3; n++) await say(store, "c", { n });
    const marks = async (owner: typeof AGENT, seq: number) =>
      (await store.markRead("c", owner, seq, NOW)).kind;
    expect(await marks(SHOPPER, 2)).toBe("done");
    expect(await marks(SHOPPER, 2)).toBe("unchanged");
    expect(await marks(SHOPPER, 1)).toBe("unchanged");
    expect(await marks(SHOPPER, 4)).toBe("unchanged");
    expect(await marks(AGENT, 3)).toBe("done");
    expect((await store.head("c"))?.read).toEqual({ shopper: 2, agent: 3 });
    expect(await marks({ role: "agent", id: "agent2" }, 3)).toBe("forbidden");
    expect(await marks({ role: "shopper", id: AGENT.id }, 3)).toBe("forbidden");
    expect(await store.markRead("nowhere", AGENT, 1, NOW)).toEqual({ kind: "missing" });
    await store.changeState("c", active(AGENT.id), { state: closed });
    expect(await marks(SHOPPER, 3)).toBe("done");
    await store.createHead(aHead("d", { state: offering(AGENT.id), seq: 1 }));
    expect(await store.markRead("d", AGENT, 1, NOW)).toEqual({ kind: "forbidden" });
  });
}
