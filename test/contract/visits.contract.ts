import { expect, test } from "vitest";
import type { Connection, Owner } from "../../functions/ports.ts";
import { AGENT, aVisit, HOUR, type MakeStore, NOW, SHOPPER, tally } from "./fixtures.ts";

const END = NOW + 24 * HOUR;

export function visitsContract(makeStore: MakeStore): void {
  const connection = (id: string, owner: Owner, more: Partial<Connection> = {}): Connection => ({
    id,
    owner,
    expiresAt: NOW + HOUR,
    stock: false,
    ...more,
  });

  test("[STO1] one read gives a visitor's visit, evaluations oldest first and live connections", async () => {
    const store = await makeStore();
    expect(await store.visitor("visitor1", NOW)).toEqual({ why: [], connections: [] });
    const second = aVisit("visitor1", 2, { cart: { value: 9.95, currency: "EUR", items: 2 } });
    await store.saveVisit(aVisit("visitor1", 1), { rule: "a", met: false }, END);
    await store.saveVisit(
      second,
      { rule: "b", values: { count: 2, nested: [1, { x: null }] } },
      END,
    );
    await store.addConnection(connection("Bb=", SHOPPER, { stock: true }));
    await store.addConnection(connection("Aa=", SHOPPER));
    await store.addConnection(connection("Cc=", SHOPPER, { expiresAt: NOW }));
    expect(await store.visitor("visitor1", NOW)).toEqual({
      visit: second,
      why: [
        { rule: "a", met: false },
        { rule: "b", values: { count: 2, nested: [1, { x: null }] } },
      ],
      connections: [connection("Aa=", SHOPPER), connection("Bb=", SHOPPER, { stock: true })],
    });
  });

  test("[STO1] who the shop says she is stands beside the visit that bears her mark, until its time, sign-out or erasure", async () => {
    const store = await makeStore();
    const customer = { id: "customer-1", name: "Maija", tier: "gold" };
    const signedIn = { key: "key-1", customer };
    const visit = aVisit("visitor1", 1, { customer: { key: "key-1" } });
    await store.saveVisit(visit, undefined, END);
    await store.putCustomer("visitor1", { ...signedIn, key: "key-2" }, END);
    expect((await store.visitor("visitor1", NOW)).customer).toBeUndefined();
    await store.putCustomer("visitor1", signedIn, NOW + HOUR);
    expect((await store.visitor("visitor1", NOW)).customer).toEqual(customer);
    expect((await store.visitor("visitor1", NOW + HOUR)).customer).toBeUndefined();
    await store.putCustomer("visitor1", undefined, END);
    expect(await store.visitor("visitor1", NOW)).toEqual({
      visit,
      why: [],
      connections: [],
    });
    await store.putCustomer("visitor1", signedIn, END);
    await store.erase("visitor1");
    expect(await store.visitor("visitor1", NOW)).toEqual({ why: [], connections: [] });
  });

  test("[STO94] what keeps a customer from being invited is kept beside each other's, the latest of a kind, until it matters no more", async () => {
    const store = await makeStore();
    const marks = [
      { kind: "chatted", at: NOW },
      { kind: "dismissed", rule: "exit-with-cart", at: NOW + 1 },
      { kind: "dismissed", rule: "rage-clicks", at: NOW },
      { kind: "invited", at: NOW },
      { kind: "invited", at: NOW + 5 },
    ] as const;
    for (const mark of [...marks, ...marks]) await store.addQuiet("customer-1", mark);
    await store.addQuiet("customer-1", { kind: "chatted", at: NOW - 9 });
    await store.addQuiet("customer-2", { kind: "purchased", at: NOW });
    expect(await store.quiet("customer-1", NOW)).toEqual(marks);
    expect(await store.quiet("customer-1", NOW + 24 * HOUR)).toEqual([
      ...marks.slice(0, 3),
      marks[4],
    ]);
    expect(await store.quiet("customer-1", NOW + 31 * 24 * HOUR)).toEqual([]);
    await store.forgetQuiet("customer-1");
    expect(await store.quiet("customer-1", NOW)).toEqual([]);
    expect(await store.quiet("customer-2", NOW)).toHaveLength(1);
  });

  test("[STO2] a visit is written only as the successor of the stored version, and one of several writers wins", async () => {
    const store = await makeStore();
    expect(await store.saveVisit(aVisit("visitor1", 2), undefined, END)).toBe("conflict");
    expect(await store.saveVisit(aVisit("visitor1", 1), undefined, END)).toBe("done");
    expect(await store.saveVisit(aVisit("visitor1", 1, { visits: 9 }), undefined, END)).toBe(
      "conflict",
    );
    expect(await store.saveVisit(aVisit("visitor1", 3), undefined, END)).toBe("conflict");
    const racers = Array.from({ length: 8 }, (_, i) =>
      store.saveVisit(aVisit("visitor1", 2, { visits: i }), { racer: i }, END),
    );
    expect(tally(await Promise.all(racers))).toEqual({ done: 1, conflict: 7 });
    const { visit, why } = await store.visitor("visitor1", NOW);
    expect(why).toEqual([{ racer: visit?.visits }]);
  });

  test("[STO3] a visit remembers the evaluations of its latest 16 slots", async () => {
    const store = await makeStore();
    for (let version = 1; version <= 35; version++)
      await store.saveVisit(aVisit("v", version), version === 30 ? undefined : { version }, END);
    const { why } = await store.visitor("v", NOW);
    // Version 30 had none, so its slot still shows version 14.
    expect(why).toEqual(
      [14, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32, 33, 34, 35].map((version) => ({
        version,
      })),
    );
  });

  test("[STO4] a visit that has ended is not read, and a first one takes its place with no evaluations of the old", async () => {
    const store = await makeStore();
    for (const version of [1, 2, 3])
      await store.saveVisit(aVisit("v", version), { version }, NOW + 10);
    expect((await store.visitor("v", NOW + 9)).visit?.version).toBe(3);
    expect(await store.visitor("v", NOW + 10)).toEqual({ why: [], connections: [] });
    const early = aVisit("v", 1, { lastAt: NOW + 9 });
    expect(await store.saveVisit(early, undefined, END)).toBe("conflict");
    const next = aVisit("v", 1, { lastAt: NOW + 10, visits: 2 });
    expect(await store.saveVisit(next, { fresh: true }, END)).toBe("done");
    expect(await store.visitor("v", NOW + 11)).toEqual({
      visit: next,
      why: [{ fresh: true }],
      connections: [],
    });
  });

  test("[STO5] a visit's write repeated after a lost answer is done, and done once", async () => {
    const store = await makeStore();
    const first = aVisit("v", 1);
    for (let i = 0; i < 3; i++) expect(await store.saveVisit(first, { i: 0 }, END)).toBe("done");
    await store.saveVisit(aVisit("v", 2), { i: 1 }, END);
    expect(await store.saveVisit(aVisit("v", 2), { i: 1 }, END)).toBe("done");
    expect(await store.saveVisit(first, { i: 0 }, END)).toBe("conflict");
    expect((await store.visitor("v", NOW)).why).toEqual([{ i: 0 }, { i: 1 }]);
  });

  test("[STO6] connections are listed per owner until they end or are removed", async () => {
    const store = await makeStore();
    const namesake: Owner = { role: "agent", id: SHOPPER.id };
    await Promise.all([
      store.addConnection(connection("AbCd=", SHOPPER)),
      store.addConnection(connection("AbCd=", namesake, { stock: true })),
      store.addConnection(connection("x#y/z?=+%", AGENT)),
      store.addConnection(connection("dead=", AGENT, { expiresAt: NOW - 1 })),
    ]);
    expect(await store.connections(SHOPPER, NOW)).toEqual([connection("AbCd=", SHOPPER)]);
    expect(await store.connections(AGENT, NOW)).toEqual([connection("x#y/z?=+%", AGENT)]);
    expect(await store.connections(AGENT, NOW + HOUR)).toEqual([]);
    const longer = connection("AbCd=", SHOPPER, { expiresAt: NOW + 2 * HOUR });
    await store.addConnection(longer);
    expect(await store.connections(SHOPPER, NOW + HOUR)).toEqual([longer]);
    await store.removeConnection(SHOPPER, "AbCd=");
    await store.removeConnection(SHOPPER, "AbCd=");
    expect(await store.connections(SHOPPER, NOW)).toEqual([]);
    expect(await store.connections(namesake, NOW)).toHaveLength(1);
  });
}
