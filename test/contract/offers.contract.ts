import { expect, test } from "vitest";
import type { LedgerEntry } from "../../functions/domain/offer/offer.ts";
import { anOffer, HOUR, type MakeStore, NOW, tally } from "./fixtures.ts";

const END = NOW + HOUR;

export function offersContract(makeStore: MakeStore): void {
  test("[STO36] a budget is never reserved beyond its ceiling, however many try at once", async () => {
    const store = await makeStore();
    const tries = Array.from({ length: 50 }, (_, i) =>
      store.reserve("day", `k${i}`, 0.1, 1.25, END),
    );
    expect(tally(await Promise.all(tries))).toEqual({ done: 12, exhausted: 38 });
    expect(await store.reserve("day", "small", 0.05, 1.25, END)).toBe("done");
    expect(await store.reserve("day", "nothing left", 0.0001, 1.25, END)).toBe("exhausted");
    expect(await store.reserve("other", "huge", 2, 1.25, END)).toBe("exhausted");
    expect(await store.reserve("other", "exact", 1.25, 1.25, END)).toBe("done");
  });

  test("[STO37] a key reserves once and is taken back once", async () => {
    const store = await makeStore();
    const same = Array.from({ length: 10 }, () => store.reserve("s", "k", 4, 10, END));
    expect(tally(await Promise.all(same))).toEqual({ done: 10 });
    expect(await store.reserve("s", "other", 6, 10, END)).toBe("done");
    expect(await store.reserve("s", "k", 4, 10, END)).toBe("done");
    await Promise.all(Array.from({ length: 5 }, () => store.unreserve("s", "k")));
    await store.unreserve("s", "unknown");
    await store.unreserve("nowhere", "k");
    expect(await store.reserve("s", "third", 5, 10, END)).toBe("exhausted");
    expect(await store.reserve("s", "third", 4, 10, END)).toBe("done");
    await store.unreserve("s", "third");
    expect(await store.reserve("s", "k", 4, 10, END)).toBe("done");
  });

  test("[STO38] an amount that is none is a bug and thrown as one", async () => {
    const store = await makeStore();
    for (const amount of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      await expect(store.reserve("s", "k", amount, 10, END)).rejects.toThrow(RangeError);
  });

  test("[STO39] an offer's code is taken once, and its repeat is done", async () => {
    const store = await makeStore();
    expect(await store.offer("CODE")).toBeUndefined();
    const racers = Array.from({ length: 5 }, (_, i) =>
      store.createOffer(anOffer("CODE", { visitor: `v${i}` })),
    );
    expect(tally(await Promise.all(racers))).toEqual({ done: 1, conflict: 4 });
    const stored = await store.offer("CODE");
    expect(stored && (await store.createOffer(stored))).toBe("done");
    expect(stored).toEqual(anOffer("CODE", { visitor: stored?.visitor ?? "" }));
  });

  test("[STO40] an offer changes only from the states named, and of several redemptions one wins", async () => {
    const store = await makeStore();
    const offer = anOffer("CODE");
    expect(await store.changeOffer(offer, ["open"])).toBe("missing");
    await store.createOffer(offer);
    expect(await store.changeOffer({ ...offer, state: "redeemed" }, ["accepted"])).toBe("conflict");
    expect(await store.changeOffer({ ...offer, state: "redeemed" }, [])).toBe("conflict");
    const accepted = { ...offer, state: "accepted" } as const;
    expect(await store.changeOffer(accepted, ["open"])).toBe("done");
    expect(await store.changeOffer(accepted, ["open"])).toBe("done");
    const racers = Array.from({ length: 6 }, (_, i) => {
      const redemption = { key: `key${i}`, order: `order${i}`, amount: 9.9, at: NOW };
      return store.changeOffer({ ...offer, state: "redeemed", redemption }, ["open", "accepted"]);
    });
    expect(tally(await Promise.all(racers))).toEqual({ done: 1, conflict: 5 });
    expect(await store.offer("CODE")).toMatchObject({ state: "redeemed", expiresAt: END });
  });

  test("[STO41] a ledger holds each event of a code once, in order of time", async () => {
    const store = await makeStore();
    const line = (event: LedgerEntry["event"], at: number, amount = 5): LedgerEntry => ({
      code: "CODE",
      event,
      amount,
      at,
    });
    await store.addLedger(line("redeemed", NOW + 2));
    await store.addLedger(line("accepted", NOW));
    await store.addLedger(line("proposed", NOW));
    await store.addLedger(line("redeemed", NOW + 9, 99));
    await store.createOffer(anOffer("CODE"));
    expect(await store.ledger("CODE")).toEqual([
      line("proposed", NOW),
      line("accepted", NOW),
      line("redeemed", NOW + 2),
    ]);
    expect(await store.ledger("OTHER")).toEqual([]);
  });
}
