import { beforeAll, describe, expect, test } from "vitest";
import { costOf } from "../../functions/adapters/prices.ts";
import { type Basket, runBasket } from "./basket.ts";
import { idleMonth, thousand } from "./bill.ts";

/** US dollars for a thousand proactive chats, and for a month in which nothing happens. */
const TARGET = 0.3;
const IDLE = 1;

describe("what a chat costs", () => {
  let basket: Basket;
  beforeAll(async () => {
    basket = await runBasket();
  }, 120_000);

  test("[BUD11] a thousand proactive chats cost at most 0.30 dollars at list prices, logs included", () => {
    expect(thousand(basket.total)).toBeLessThanOrEqual(TARGET);
  });

  test("[BUD11] the basket holds what the target names", () => {
    const count = (what: string) => basket.invocations.filter((one) => one.what === what).length;
    expect({
      signals: count("signals"),
      accepted: count("invitation:accept"),
      messages: count("message:send"),
      typing: count("typing"),
      read: count("read"),
      closed: count("conversation:close"),
    }).toEqual({ signals: 6, accepted: 1, messages: 20, typing: 10, read: 10, closed: 1 });
    expect(count("heartbeat")).toBeGreaterThanOrEqual(30);
    expect(count("sweep")).toBeGreaterThanOrEqual(10);
    // Were nothing counted, nothing would cost anything.
    expect(basket.chat.writeUnits).toBeGreaterThan(60);
    expect(basket.chat.messages).toBeGreaterThan(140);
    expect(basket.presence.writeUnits).toBeGreaterThan(5);
  });

  test("[BUD12] telemetry adds up to what was counted beside it, in the same money", () => {
    const { cost, chats, connectionMinutes, ...counts } = basket.told;
    expect(counts).toEqual(basket.counted);
    expect(chats).toBe(1);
    const sum = costOf({ ...basket.counted, connectionMinutes: connectionMinutes ?? 0 });
    expect(cost).toBeCloseTo(sum, 7);
  });

  test("[BUD13] a month in which nothing happens costs less than a dollar besides storage", () => {
    expect(idleMonth(basket.idleMinute)).toBeLessThan(IDLE);
  });
});
