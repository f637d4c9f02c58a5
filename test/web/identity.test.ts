import { createHmac } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { Connection } from "../../web/shared/connection.ts";
import { randomId } from "../../web/shared/proof.ts";
import { Identity } from "../../web/widget/identity.ts";
import { MemoryStorage } from "./memory-storage.ts";

const CREDENTIAL = { visitor: "visitor-1", key: "key-1" };
const OTHER = { visitor: "visitor-2", key: "key-2" };

describe("[WID23] a shopper proves who she is without showing the key", () => {
  test("before anything is known there is only the role", async () => {
    expect(await new Identity(new MemoryStorage()).query()).toEqual({ role: "shopper" });
  });

  test("then a proof over visitor and time, by the server's clock", async () => {
    const identity = new Identity(new MemoryStorage());
    identity.welcomed(CREDENTIAL, 7_200_000);
    const query = await identity.query();
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
    const query = await next.query();
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
  const known = () => {
    const storage = new MemoryStorage();
    new Identity(storage).welcomed(CREDENTIAL, 0);
    return new Identity(storage);
  };

  test("refused, she comes again by the clock that the server told", async () => {
    const identity = known();
    identity.refused(9_000_000);
    const query = await identity.query();
    expect(query.visitor).toBe("visitor-1");
    expect(Math.abs(Number(query.ts) - Date.now() / 1000 - 9000)).toBeLessThan(5);
    identity.welcomed(CREDENTIAL, 9_000_000);
    identity.refused(9_000_000);
    expect(await identity.query()).toHaveProperty("proof");
  });

  test("refused again with the right clock, the credential is given up", async () => {
    const identity = known();
    identity.refused(0);
    identity.refused(0);
    expect(await identity.query()).toEqual({ role: "shopper" });
    identity.welcomed(OTHER, 0);
    expect(identity.credential).toEqual(OTHER);
  });

  test("a credential from another tab is not given up for the one before", async () => {
    const identity = known();
    identity.refused(0);
    identity.adopt(OTHER);
    identity.refused(0);
    expect(await identity.query()).toMatchObject({ visitor: "visitor-2" });
  });
});

describe("[WID52] nothing but the server's own refusal makes her another visitor", () => {
  /** Attempts that end as told. @returns the visitor that each of them said it was */
  async function attempts(ends: readonly unknown[]): Promise<(string | undefined)[]> {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const identity = new Identity(new MemoryStorage());
    identity.welcomed(CREDENTIAL, 0);
    const said: (string | undefined)[] = [];
    const link = new Connection<"shopper">({
      url: "wss://socket.example/test",
      query: identity.query,
      refused: (offset) => identity.refused(offset),
      heartbeat: 60_000,
      open({ query, onEnd }) {
        const end = ends[said.length];
        said.push(query.visitor);
        if (said.length <= ends.length) queueMicrotask(() => onEnd(end));
        const connected = false;
        const nothing = () => undefined;
        return { connected, emit: nothing, close: nothing, setHeartbeat: nothing, check: nothing };
      },
    });
    link.start();
    for (let n = 1; n <= ends.length + 1; n += 1) {
      await vi.waitUntil(() => said.length === n);
      if (n <= ends.length) await vi.waitUntil(() => link.state === "offline");
      vi.runOnlyPendingTimers();
    }
    link.stop();
    vi.useRealTimers();
    return said;
  }

  test("however often the network fails", async () => {
    expect(await attempts(Array(11).fill(undefined))).toEqual(Array(12).fill("visitor-1"));
  });

  test("a refusal between failures is one, and two are the end", async () => {
    const refusal = { code: "unauthorised", now: Date.now() };
    const fault = { code: "internal" };
    expect(await attempts([refusal, undefined, fault, refusal])).toEqual([
      ...Array(4).fill("visitor-1"),
      undefined,
    ]);
  });
});
