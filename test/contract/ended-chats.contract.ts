import { expect, test } from "vitest";
import type { ChatEnd } from "../../functions/domain/feedback/ended-chat.ts";
import { type MakeStore, NOW } from "./fixtures.ts";

const DAY_MS = 24 * 60 * 60_000;
const DAY = new Date(NOW).toISOString().slice(0, 10);

const end = (conversation: string, more: Partial<ChatEnd> = {}): ChatEnd => ({
  conversation,
  startedAt: NOW,
  by: "agent",
  language: "fi",
  answered: true,
  ...more,
});

export function endedChatsContract(makeStore: MakeStore): void {
  test("[PAI4] a chat has one record, whoever writes its end, its rating and its order first", async () => {
    const store = await makeStore();
    const chat = { conversation: "c1", startedAt: NOW };
    const bought = { order: "A-1", value: 10.5, currency: "EUR" };
    await store.creditChat(chat, bought);
    await store.rateChat(chat, { score: 2, words: "slow" });
    // One that has not ended is no record of an end.
    expect(await store.endedChats(DAY, 10)).toEqual([]);
    await store.endChat(end("c1"));
    await store.endChat(end("c1", { page: "home", resolution: "unsolved" }));
    await store.judgeChat(chat, { resolution: "unsolved", cause: "price" });
    await store.judgeChat(chat, { resolution: "solved", cause: "delivery" });
    await store.rateChat(chat, { score: 5 });
    await store.creditChat(chat, { ...bought, order: "A-2" });
    expect(await store.endedChats(DAY, 10)).toEqual([
      {
        ...end("c1", { resolution: "solved", cause: "delivery" }),
        rating: { score: 2, words: "slow" },
        bought,
      },
    ]);
  });

  test("[PAI4] chats are found by the day on which they began, as many as asked for, and go with their shopper", async () => {
    const store = await makeStore();
    for (let n = 0; n < 9; n++) await store.endChat(end(`c${n}`));
    await store.endChat(end("later", { startedAt: NOW + DAY_MS }));
    const ids = async (limit: number) =>
      (await store.endedChats(DAY, limit)).map(({ conversation }) => conversation).sort();
    expect(await ids(100)).toEqual(Array.from({ length: 9 }, (_, n) => `c${n}`));
    expect(await ids(4)).toHaveLength(4);
    expect(await ids(0)).toEqual([]);
    await store.addChat("v1", "c3", NOW);
    await store.erase("v1");
    expect(await ids(100)).not.toContain("c3");
    expect(await ids(100)).toHaveLength(8);
  });
}
