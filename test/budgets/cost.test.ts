import { beforeAll, describe, expect, test } from "vitest";
import { costOf } from "../../functions/adapters/prices.ts";
import { stageNames, stages } from "../../infra/stages.ts";
import { synthesize } from "../infra/assembly.ts";
import { type Basket, runBasket } from "./basket.ts";
import { thousand } from "./bill.ts";
import { idleMonth, sumOfLines, unpriced } from "./idle.ts";

/** US dollars for a thousand proactive chats. */
const TARGET = 0.3;
/** US dollars for a month in which nothing happens, storage excepted: what is done all the same, and all of it by stage. */
const IDLE_WORK = 0.5;
const IDLE = { dev: 1.6, staging: 5.6, prod: 5.6 } as const;

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

  describe.each(stageNames)("a month of %s in which nothing happens", (name) => {
    const { template } = synthesize(stages[name]);

    test("[BUD13] costs what the tick does, its metric, and what stands in the template", () => {
      const lines = idleMonth(basket, template);
      const [tick, polls, ...rest] = lines.map(({ usd }) => usd);
      const watched = stages[name].alarms ? [1, 3] : [0, 0];
      expect(rest.map((usd) => Number(usd.toFixed(9)))).toEqual([0.3, 0.8, ...watched]);
      expect((tick ?? 0) * (polls ?? 0)).toBeGreaterThan(0);
      expect((tick ?? 1) + (polls ?? 1)).toBeLessThan(IDLE_WORK);
      expect(sumOfLines(lines)).toBeLessThan(IDLE[name]);
    });

    test("[BUD13] there is nothing in the template of which the price by the month is unknown", () => {
      expect(unpriced(template)).toEqual([]);
    });
  });

  test("[BUD13] a key or an address of one's own would be found out", () => {
    const of = (Type: string) => [Type, { Type, Properties: {} }];
    const Resources = Object.fromEntries(
      ["AWS::KMS::Key", "AWS::EC2::EIP", "AWS::SQS::Queue"].map(of),
    );
    expect(unpriced({ Resources, Outputs: {} })).toEqual(["AWS::KMS::Key", "AWS::EC2::EIP"]);
  });
});
