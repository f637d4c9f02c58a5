import { expect, test } from "vitest";
import type { Note } from "../../functions/contract/desk.ts";
import { aHead, aMessage, aVisit, type MakeStore, NOW, SHOPPER } from "./fixtures.ts";

const aNote = (key: string, at: number, more: Partial<Note> = {}): Note => ({
  conversation: "c",
  key,
  at,
  kind: "note",
  by: { id: "agent1", name: "Anna" },
  text: `note ${key}`,
  ...more,
});

export function asidesContract(makeStore: MakeStore): void {
  test("[STO66] a note is kept once by its key, and notes come in the order of their times", async () => {
    const store = await makeStore();
    const [late, early] = [aNote("a", NOW + 5), aNote("b#1", NOW, { mentions: ["agent2"] })];
    expect(await store.addNote(late)).toEqual(late);
    expect(await store.addNote(early)).toEqual(early);
    expect(await store.addNote({ ...late, text: "again", at: NOW + 9 })).toEqual(late);
    expect(await store.notes("c")).toEqual([early, late]);
    expect(await store.notes("other")).toEqual([]);
  });

  test("[STO67] an outcome may be corrected, a survey is kept as it was first given", async () => {
    const store = await makeStore();
    const outcome = { kind: "outcome", at: NOW, by: "agent1", cause: "payment" } as const;
    const survey = { kind: "survey", at: NOW, score: 4, reasons: ["fast"] } as const;
    expect(await store.putAside("c", outcome)).toBe("done");
    expect(await store.putAside("c", { ...outcome, tags: ["vip"] })).toBe("done");
    expect(await store.putAside("c", survey)).toBe("done");
    expect(await store.putAside("c", { ...survey, score: 1 })).toBe("conflict");
    expect(await store.asides("c")).toEqual([{ ...outcome, tags: ["vip"] }, survey]);
  });

  test("[STO67] who was told of an answer is told again only after reading on", async () => {
    const store = await makeStore();
    const answered = (upTo: number) =>
      store.putAside("c", { kind: "answered", at: NOW + upTo, upTo });
    expect(await Promise.all([answered(3), answered(3)])).toEqual(
      expect.arrayContaining(["done", "conflict"]),
    );
    expect(await answered(2)).toBe("conflict");
    expect(await answered(4)).toBe("done");
    expect(await store.asides("c")).toEqual([{ kind: "answered", at: NOW + 4, upTo: 4 }]);
  });

  test("[STO68] a visitor's conversations are found again, the latest first", async () => {
    const store = await makeStore();
    await store.addChat("v", "first", NOW);
    await store.addChat("v", "second", NOW + 1);
    await store.addChat("v", "second", NOW + 1);
    expect(await store.chats("v", 10)).toEqual([
      { conversation: "second", startedAt: NOW + 1 },
      { conversation: "first", startedAt: NOW },
    ]);
    expect(await store.chats("v", 1)).toHaveLength(1);
    expect(await store.chats("nobody", 1)).toEqual([]);
  });

  test("[STO69] erasure leaves nothing of a visitor's visit and conversations, and nothing of anybody else's missing", async () => {
    const store = await makeStore();
    for (const [visitor, conversation] of [
      [SHOPPER.id, "c"],
      ["other", "d"],
    ] as const) {
      await store.saveVisit(aVisit(visitor, 1), undefined, NOW + 1e9);
      await store.createHead(aHead(conversation, { visitor }));
      await store.addChat(visitor, conversation, NOW);
      await store.addCustomerChat("first-customer", conversation, NOW);
      await store.addCustomerChat("second-customer", conversation, NOW);
      await store.addNote(aNote("n", NOW, { conversation }));
      await store.putAside(conversation, { kind: "outcome", at: NOW, by: "agent1" });
      const author = { role: "shopper", id: visitor } as const;
      const appended = await store.append(aMessage(conversation, { author }));
      if (appended.kind !== "appended") throw new Error(appended.kind);
      await store.putMessage(appended.message);
    }
    await store.erase(SHOPPER.id);
    await store.erase(SHOPPER.id);
    expect(await store.head("c")).toBeUndefined();
    expect((await store.messages("c", 0, 1e6)).messages).toEqual([]);
    expect(await store.notes("c")).toEqual([]);
    expect(await store.asides("c")).toEqual([]);
    for (const owner of [SHOPPER.id, "first-customer", "second-customer"]) {
      const left = owner === SHOPPER.id ? [] : [{ conversation: "d", startedAt: NOW }];
      expect(await store.chats(owner, 9)).toEqual(left);
    }
    expect((await store.visitor(SHOPPER.id, NOW)).visit).toBeUndefined();
    expect(await store.head("d")).toBeDefined();
    expect((await store.messages("d", 0, 1e6)).messages).toHaveLength(1);
    expect((await store.visitor("other", NOW)).visit).toBeDefined();
  });

  test("[STO65] counters of what routing achieved add up, and are read by time, over midnight too", async () => {
    const store = await makeStore();
    const midnight = Math.ceil(NOW / 86_400_000) * 86_400_000;
    const one = { answered: 1, abandoned: 0, delayed: 0, quick: 1, matched: 1, waited: 7 };
    const key = { start: midnight, policy: "router", language: "fi" } as const;
    const before = { ...key, start: midnight - 300_000, policy: "control" } as const;
    await store.addRouted(key, one);
    await store.addRouted(key, { ...one, quick: 0 });
    await store.addRouted(before, one);
    const twice = { ...one, answered: 2, matched: 2, waited: 14 };
    expect(await store.routed(midnight - 300_000, midnight + 1)).toEqual([
      { ...before, ...one },
      { ...key, ...twice },
    ]);
    expect(await store.routed(midnight, midnight)).toEqual([{ ...key, ...twice }]);
    expect(await store.routed(midnight - 900_000, midnight - 600_000)).toEqual([]);
  });
}
