import { expect, test } from "vitest";
import {
  aHead,
  aMessage,
  anAgent,
  anOffer,
  aParticipant,
  aVisit,
  HOUR,
  type MakeStore,
  NOW,
  say,
} from "./fixtures.ts";

/** Ids that would break a careless store: separators of its keys, names of objects, expression syntax, more bytes than letters. */
const IDS = [
  "a#b",
  "#",
  "VISIT",
  "HEAD",
  "MSG#0000000001",
  "__proto__",
  "constructor",
  "toString",
  "a.b[0]",
  ":x = #y",
  "p:p:p",
  "  ",
  "ÄÖ€",
  "😀",
  "%2F..%00",
  "x".repeat(500),
];

export function hostileContract(makeStore: MakeStore): void {
  test("[STO42] ids of any characters stay apart", async () => {
    const store = await makeStore();
    await Promise.all(
      IDS.map(async (id, i) => {
        const visitor = { role: "shopper", id } as const;
        await store.saveVisit(aVisit(id, 1, { visits: i }), { i }, NOW + HOUR);
        await store.addConnection({ id, owner: visitor, expiresAt: NOW + HOUR, stock: false });
        await store.createAgent(anAgent(id, { misses: i }));
        await store.publish(
          anAgent(id, { languages: { [id === "__proto__" ? "x" : id]: 5 } }),
          NOW,
        );
        await store.addAgentConversation(id, id);
        await store.createHead(aHead(id, { visitor: id, activeAt: i }));
        await store.join(id, aParticipant(id, visitor), NOW);
        await say(store, id, { author: visitor, outbox: id, at: NOW });
        await store.enqueue({ conversation: id, language: id, priority: i, since: i });
        await store.addDue({ at: NOW, ref: { kind: "agent", id } });
        await store.reserve(id, id, 1, 1, NOW);
        await store.createOffer(anOffer(id, { percent: i }));
        await store.addLedger({ code: id, event: "proposed", amount: i, at: NOW });
      }),
    );
    for (const [i, id] of IDS.entries()) {
      const owner = { role: "shopper", id } as const;
      const connection = { id, owner, expiresAt: NOW + HOUR, stock: false };
      const visit = aVisit(id, 1, { visits: i });
      expect(await store.visitor(id, NOW)).toEqual({
        visit,
        why: [{ i }],
        connections: [connection],
      });
      expect((await store.agent(id))?.misses).toBe(i);
      expect((await store.roster(id)).map(({ agent }) => agent)).toEqual(
        id === "__proto__" ? [] : [id],
      );
      expect(await store.agentConversations(id)).toEqual([id]);
      expect(await store.participants(id, NOW)).toEqual({
        head: aHead(id, { visitor: id, seq: 1 }),
        participants: [aParticipant(id, owner)],
      });
      expect((await store.messages(id, 0, 1e6)).messages).toHaveLength(1);
      expect(await store.append(aMessage(id, { author: owner, outbox: id }))).toMatchObject({
        again: true,
      });
      expect(await store.waiting(id, 5)).toHaveLength(1);
      expect(await store.reserve(id, id, 1, 1, NOW)).toBe("done");
      expect(await store.offer(id)).toMatchObject({ percent: i });
      expect(await store.ledger(id)).toMatchObject([{ amount: i }]);
    }
    expect(await store.allAgents()).toHaveLength(IDS.length);
    const due = await store.due(NOW, 100);
    expect(due.map(({ ref }) => ref.id).sort()).toEqual([...IDS].sort());
  });

  test("[STO43] what a caller does to a record it gave or got changes nothing stored", async () => {
    const store = await makeStore();
    const head = aHead("c");
    const tried: string[] = [];
    await store.createHead({ ...head, request: { ...head.request, tried } });
    tried.push("someone");
    const read = (await store.head("c")) ?? head;
    (read.request.tried as string[]).push("someone");
    expect(await store.head("c")).toEqual(head);
    const undefinedPhoto = { ...anAgent("a"), photo: undefined } as unknown;
    await store.createAgent(undefinedPhoto as ReturnType<typeof anAgent>);
    expect(Object.hasOwn((await store.agent("a")) ?? {}, "photo")).toBe(false);
  });
}
