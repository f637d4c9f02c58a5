import { expect, test } from "vitest";
import type { Due, QueueRow } from "../../functions/ports.ts";
import { AGENT, HOUR, type MakeStore, MINUTE, NOW } from "./fixtures.ts";

export function waitingContract(makeStore: MakeStore): void {
  const row = (
    conversation: string,
    priority: number,
    since: number,
    language = "fi",
  ): QueueRow => ({
    conversation,
    language,
    priority,
    since,
  });
  const due = (
    at: number,
    id: string,
    kind: "conversation" | "agent" | "offer" = "conversation",
  ): Due => ({
    at,
    ref: { kind, id },
  });

  test("[STO33] who waits is listed per language by priority, then age, then id", async () => {
    const store = await makeStore();
    const order = [
      row("z", 100, NOW),
      row("y", 10.5, NOW + 5),
      row("x", 10, NOW - 1),
      row("a", 10, NOW),
      row("b", 10, NOW),
      row("w", 0, NOW - 9),
      row("v", -3, 0),
      row("u", -20, 0),
    ];
    for (const one of [...order].reverse()) await store.enqueue(one);
    await store.enqueue(row("x", 10, NOW - 1));
    await store.enqueue(row("x", 10, NOW - 1, "en"));
    expect(await store.waiting("fi", 100)).toEqual(order);
    expect(await store.waiting("fi", 3)).toEqual(order.slice(0, 3));
    expect(await store.waiting("fi", 0)).toEqual([]);
    expect(await store.waiting("sv", 5)).toEqual([]);
    await store.dequeue(row("z", 100, NOW));
    await store.dequeue(row("z", 100, NOW));
    expect(await store.waiting("fi", 1)).toEqual([order[1]]);
    expect(await store.waiting("en", 9)).toHaveLength(1);
  });

  test("[STO34] what is due is listed from its time on until it is removed, the longest overdue first", async () => {
    const store = await makeStore();
    const rows = [
      due(NOW - 90_000, "a"),
      due(NOW - 1, "b", "agent"),
      due(NOW, "a", "offer"),
      due(NOW, "c", "conversation"),
      due(NOW + 1, "d"),
    ];
    for (const one of rows) await store.addDue(one);
    await store.addDue(due(NOW, "a", "offer"));
    const now = [rows[0], rows[1], rows[3], rows[2]];
    expect(await store.due(NOW, 10)).toEqual(now);
    expect(await store.due(NOW, 10)).toEqual(now);
    expect(await store.due(NOW, 2)).toEqual(now.slice(0, 2));
    expect(await store.due(NOW, 0)).toEqual([]);
    for (const one of rows.slice(0, 3)) await store.removeDue(one);
    await store.removeDue(due(NOW, "a", "offer"));
    expect(await store.due(NOW, 10)).toEqual([rows[3]]);
    expect(await store.due(NOW + 1, 10)).toEqual([rows[3], rows[4]]);
  });

  test("[STO34] a due connection comes back with its owner and its end", async () => {
    const store = await makeStore();
    const ref = { kind: "connection", id: "a#b=", owner: AGENT, until: NOW + HOUR } as const;
    const row = { at: NOW, ref };
    await store.addDue(row);
    expect(await store.due(NOW, 10)).toEqual([row]);
    await store.removeDue(row);
    expect(await store.due(NOW, 10)).toEqual([]);
  });

  test("[STO35] what was due long ago when it was written is listed all the same", async () => {
    const store = await makeStore();
    for (let i = 0; i < 5; i++) expect(await store.due(NOW - i, 5)).toEqual([]);
    const old = due(NOW - 300 * MINUTE, "old");
    await store.addDue(old);
    expect(await store.due(NOW, 5)).toEqual([old]);
    await store.removeDue(old);
    expect(await store.due(NOW, 5)).toEqual([]);
  });
}
