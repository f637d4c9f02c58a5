import { expect, test } from "vitest";
import type { DocumentName, StoredDocument } from "../../functions/ports.ts";
import { type MakeStore, NOW, tally } from "./fixtures.ts";

const YEAR = 366 * 24 * 60 * 60_000;

type Named = StoredDocument & { readonly name: DocumentName };

export function documentsContract(makeStore: MakeStore): void {
  const version = (n: number, more: Partial<Named> = {}): Named => ({
    name: "hours",
    version: n,
    at: NOW + n,
    by: "admin1",
    what: [`timeZone: ${n} → ${n + 1}`],
    value: { timeZone: "Europe/Helsinki", closed: [`2030-01-0${n % 10}`], "": null },
    ...more,
  });

  test("[ADM1] a document goes live only as the successor of the live one, and one of several wins", async () => {
    const store = await makeStore();
    expect(await store.document("hours")).toBeUndefined();
    expect(await store.saveDocument(version(2))).toBe("conflict");
    expect(await store.saveDocument(version(1, { note: "summer" }))).toBe("done");
    expect(await store.document("hours")).toEqual(version(1, { note: "summer" }));
    const racers = Array.from({ length: 6 }, (_, i) =>
      store.saveDocument(version(2, { by: `a${i}` })),
    );
    expect(tally(await Promise.all(racers))).toEqual({ done: 1, conflict: 5 });
    const live = (await store.document("hours")) as Named;
    expect(await store.saveDocument(live)).toBe("done");
    expect(await store.saveDocument(version(2, { by: "late" }))).toBe("conflict");
    expect(await store.document("hours")).toEqual(live);
  });

  test("[ADM1] documents beside each other have versions of their own", async () => {
    const store = await makeStore();
    for (const name of ["hours", "holdout", "offers", "theme", "replies", "guides"] as const) {
      expect(await store.saveDocument(version(1, { name, value: null }))).toBe("done");
      expect(await store.document(name)).toEqual(version(1, { name, value: null }));
    }
    expect(await store.saveDocument(version(2, { name: "theme" }))).toBe("done");
    expect(await store.document("hours")).toMatchObject({ version: 1 });
  });

  test("[ADM2] rules and settings come together; what only the console reads does not", async () => {
    const store = await makeStore();
    expect(await store.current()).toEqual({ settings: {} });
    await store.saveDocument(version(1));
    await store.saveDocument(version(1, { name: "replies" }));
    expect(await store.current()).toEqual({ settings: { hours: version(1) } });
    const rules = { version: 1, at: NOW, by: "admin1", rules: [7] };
    await store.saveRules(rules);
    await store.saveDocument(version(1, { name: "offers" }));
    expect(await store.current()).toEqual({
      rules,
      settings: { hours: version(1), offers: version(1, { name: "offers" }) },
    });
  });

  test("[ADM3] every version stays in the history, newest first", async () => {
    const store = await makeStore();
    expect(await store.documentHistory("hours", 5)).toEqual([]);
    expect(await store.documentVersion("hours", 1)).toBeUndefined();
    for (let n = 1; n <= 12; n++) await store.saveDocument(version(n));
    const versions = async (limit: number) =>
      (await store.documentHistory("hours", limit)).map(({ version: n }) => n);
    expect(await versions(3)).toEqual([12, 11, 10]);
    expect(await versions(50)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await versions(0)).toEqual([]);
    const { value: _, ...change } = version(12);
    expect((await store.documentHistory("hours", 1))[0]).toEqual(change);
    expect(await store.documentVersion("hours", 1)).toEqual(version(1));
    expect(await store.documentVersion("hours", 12)).toEqual(version(12));
    expect(await store.documentVersion("hours", 13)).toBeUndefined();
    expect(await store.documentVersion("theme", 1)).toBeUndefined();
  });

  test("[ADM3] a version whose live value is elsewhere is kept once, as it was first given", async () => {
    const store = await makeStore();
    const profile = { ...version(0), name: "agent:aino" } as StoredDocument;
    await store.keepVersion(profile);
    await store.keepVersion({ ...profile, by: "somebody else" });
    expect(await store.documentVersion("agent:aino", 0)).toEqual(profile);
    expect(await store.documentHistory("agent:aino", 9)).toHaveLength(1);
    expect(await store.audit({ now: NOW, limit: 9 })).toEqual([]);
    await store.keepVersion({ ...profile, version: 1 });
    await store.keepVersion({ ...profile, version: 1, by: "somebody else" });
    const { value: _, ...change } = profile;
    expect(await store.audit({ now: NOW, limit: 9 })).toEqual([{ ...change, version: 1 }]);
  });

  test("[ADM4] the audit lists all changes, newest first, page by page, over the turn of years", async () => {
    const store = await makeStore();
    const times = [NOW - 2 * YEAR, NOW - YEAR, NOW - 5, NOW, NOW];
    const names = ["rules", "agent:x", "hours", "offers", "theme"];
    for (const [i, at] of times.entries()) {
      const change = { name: names[i] ?? "", version: i, at, by: "a", what: ["x"] };
      await store.addAudit(change);
      await store.addAudit({ ...change, note: "again" });
    }
    await store.addAudit({ name: "rules", version: 1, at: NOW - 5 * YEAR, by: "a", what: [] });
    const all = await store.audit({ now: NOW, limit: 50 });
    const farAway = { at: Date.UTC(200_000, 0), name: "hours", version: 1 };
    expect(await store.audit({ now: NOW, limit: 50, after: farAway })).toEqual(all);
    expect(all.map(({ name }) => name)).toEqual(["theme", "offers", "hours", "agent:x", "rules"]);
    expect(all[0]).toEqual({ name: "theme", version: 4, at: NOW, by: "a", what: ["x"] });
    const paged: unknown[] = [];
    for (let page = await store.audit({ now: NOW, limit: 2 }); page.length > 0; ) {
      paged.push(...page);
      const after = page.at(-1);
      page = await store.audit({ now: NOW, limit: 2, ...(after && { after }) });
    }
    expect(paged).toEqual(all);
  });
}
