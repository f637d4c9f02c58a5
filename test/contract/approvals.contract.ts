import { expect, test } from "vitest";
import { HOUR, type MakeStore, NOW } from "./fixtures.ts";

const END = NOW + HOUR;

export function approvalsContract(makeStore: MakeStore): void {
  test("[APR9] a reservation is lowered, never raised, and a key that holds nothing stays so", async () => {
    const store = await makeStore();
    await store.reserve("day", "k", 24, 100, END);
    await store.lower("day", "k", 18);
    expect(await store.reserve("day", "a", 82.01, 100, END)).toBe("exhausted");
    expect(await store.reserve("day", "a", 82, 100, END)).toBe("done");
    await store.lower("day", "k", 20);
    await store.lower("day", "unknown", 1);
    await store.lower("nowhere", "k", 1);
    expect(await store.reserve("day", "b", 0.01, 100, END)).toBe("exhausted");
    await Promise.all(Array.from({ length: 5 }, () => store.lower("day", "k", 12)));
    expect(await store.reserve("day", "c", 6.01, 100, END)).toBe("exhausted");
    expect(await store.reserve("day", "c", 6, 100, END)).toBe("done");
    // What was lowered comes back as what it is now, once, though both happen at once.
    await Promise.all([store.unreserve("day", "k"), store.lower("day", "k", 10)]);
    await store.unreserve("day", "k");
    expect(await store.reserve("day", "d", 12.01, 100, END)).toBe("exhausted");
    expect(await store.reserve("day", "d", 12, 100, END)).toBe("done");
  });

  test("[APR9] proposals that wait are listed once, until they are taken off", async () => {
    const store = await makeStore();
    expect(await store.listedApprovals()).toEqual([]);
    const row = (code: string) => ({ code, conversation: `c-${code}`, until: END });
    for (const code of ["B", "A", "B", "C"]) await store.listApproval(row(code));
    expect(await store.listedApprovals()).toEqual([row("A"), row("B"), row("C")]);
    for (const code of ["B", "B", "Z"]) await store.unlistApproval(code);
    expect(await store.listedApprovals()).toEqual([row("A"), row("C")]);
  });
}
