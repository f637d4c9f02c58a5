import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { randomId } from "../../web/shared/proof.ts";
import { Identity } from "../../web/widget/identity.ts";
import { MemoryStorage } from "./memory-storage.ts";

const CREDENTIAL = { visitor: "visitor-1", key: "key-1" };
const OTHER = { visitor: "visitor-2", key: "key-2" };

describe("[WID23] a shopper proves who she is without showing the key", () => {
  test("before anything is known there is only the role", async () => {
    expect(await new Identity(new MemoryStorage()).query(0)).toEqual({ role: "shopper" });
  });

  test("then a proof over visitor and time, by the server's clock", async () => {
    const identity = new Identity(new MemoryStorage());
    identity.welcomed(CREDENTIAL, 7_200_000);
    const query = await identity.query(0);
    expect(query).toMatchObject({ role: "shopper", visitor: "visitor-1" });
    expect(Math.abs(Number(query.ts) - Date.now() / 1000 - 7200)).toBeLessThan(5);
    const hmac = createHmac("sha256", "key-1").update(`visitor-1.${query.ts}`);
    expect(query.proof).toBe(hmac.digest("base64url"));
  });

  test("ids are URL-safe and differ", () => {
    const ids = new Set(Array.from({ length: 500 }, randomId));
    expect(ids.size).toBe(500);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });
});

describe("[WID24] the device keeps a shopper's name only where it may", () => {
  test("not without consent or chat", () => {
    const storage = new MemoryStorage();
    storage.allowed = false;
    new Identity(storage).welcomed(CREDENTIAL, 0);
    expect(storage.kept.size).toBe(0);
  });

  test("with it, the next page is the same visitor, and knows the clock", async () => {
    const storage = new MemoryStorage();
    new Identity(storage).welcomed(CREDENTIAL, -3_600_000);
    const next = new Identity(storage);
    expect(next.restored).toBe(true);
    const query = await next.query(0);
    expect(query.visitor).toBe("visitor-1");
    expect(Math.abs(Number(query.ts) - Date.now() / 1000 + 3600)).toBeLessThan(5);
  });

  test.each(["", "{", "null", "[]", '{"visitor":1}', '{"visitor":"v"}'])(
    "what is stored as %j is nobody",
    async (text) => {
      const storage = new MemoryStorage();
      storage.kept.set("visitor", text);
      expect(new Identity(storage).restored).toBe(false);
    },
  );

  test("forgotten is forgotten", () => {
    const storage = new MemoryStorage();
    const identity = new Identity(storage);
    identity.welcomed(CREDENTIAL, 0);
    identity.forget();
    expect(new Identity(storage).restored).toBe(false);
  });
});

describe("[WID25] a wrong clock or a refused credential locks nobody out", () => {
  test("after some failures one attempt goes without it, learns the clock, and is not what is wanted", async () => {
    const storage = new MemoryStorage();
    new Identity(storage).welcomed(CREDENTIAL, 0);
    const identity = new Identity(storage);
    for (const failures of [0, 1, 2])
      expect(await identity.query(failures)).toHaveProperty("proof");
    expect(await identity.query(3)).toEqual({ role: "shopper" });
    expect(identity.welcomed(OTHER, 9_000_000)).toBe(false);
    const query = await identity.query(3 + 1);
    expect(query.visitor).toBe("visitor-1");
    expect(Math.abs(Number(query.ts) - Date.now() / 1000 - 9000)).toBeLessThan(5);
    expect(identity.welcomed(CREDENTIAL, 9_000_000)).toBe(true);
    expect(identity.credential).toEqual(CREDENTIAL);
  });

  test("refused again with the right clock, it is given up", async () => {
    const storage = new MemoryStorage();
    new Identity(storage).welcomed(CREDENTIAL, 0);
    const identity = new Identity(storage);
    await identity.query(3);
    identity.welcomed(OTHER, 0);
    await identity.query(7);
    expect(identity.welcomed(OTHER, 0)).toBe(true);
    expect(identity.credential).toEqual(OTHER);
  });
});
