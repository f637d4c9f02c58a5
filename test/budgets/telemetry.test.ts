import { expect, test } from "vitest";
import { costOf, costsOf } from "../../functions/adapters/prices.ts";
import { createTelemetry } from "../../functions/adapters/telemetry.ts";

/** Telemetry that writes into a list, and a clock to turn. */
function counting() {
  const lines: string[] = [];
  const time = { now: Date.UTC(2026, 10, 23) };
  const telemetry = createTelemetry({
    stage: "test",
    name: "socket",
    megabytes: 512,
    clock: () => time.now,
    write: (line) => void lines.push(line),
  });
  return { lines, time, telemetry, told: () => lines.map((line) => JSON.parse(line)) };
}

test("[BUD14] an instance writes one line in thirty seconds, however much it does", async () => {
  const { lines, time, telemetry, told } = counting();
  const handler = telemetry.counted(
    async () => "done",
    () => ({ messages: 2 }),
  );
  for (let second = 0; second < 120; second++) {
    expect(await handler(undefined)).toBe("done");
    time.now += 1000;
  }
  expect(lines).toHaveLength(4);
  expect(told().map(({ invocations }) => invocations)).toEqual([1, 30, 30, 30]);
  expect(told().at(-1)).toMatchObject({ messages: 60, stage: "test", function: "socket" });
});

test("[BUD14] a line is one line, and makes two metrics of the stage at most", async () => {
  const { lines, time, telemetry, told } = counting();
  const bus = telemetry.bus({ publish: async () => {} });
  const handler = telemetry.counted(async (type: string) => {
    time.now += 20;
    await bus.publish({ type, detail: {} });
  });
  await handler("invitation.shown");
  time.now += 60_000;
  await handler("conversation.started");
  const metrics = told().map(({ _aws }) => _aws.CloudWatchMetrics[0].Metrics);
  expect(metrics.map((each) => each.map(({ Name }: { Name: string }) => Name))).toEqual([
    ["cost"],
    ["cost", "chats"],
  ]);
  expect(told()[0]).not.toHaveProperty("chats");
  expect(told()[1]).toMatchObject({
    chats: 1,
    _aws: { Timestamp: time.now, CloudWatchMetrics: [{ Dimensions: [["stage"]] }] },
  });
  expect(lines.join("")).not.toContain("\n");
});

test("[BUD14] an invocation that fails is counted, and fails as before", async () => {
  const { telemetry, told } = counting();
  const handler = telemetry.counted(async () => {
    throw new Error("no");
  });
  await expect(handler(undefined)).rejects.toThrow("no");
  expect(told()).toMatchObject([{ invocations: 1 }]);
});

test("[BUD14] time is billed with the function's memory", async () => {
  const { time, telemetry, told } = counting();
  await telemetry.counted(async () => {
    time.now += 200;
  })(undefined);
  expect(told()).toMatchObject([{ gigabyteSeconds: 0.1 }]);
});

test("[BUD14] the cost is the sum of list prices, in US dollars", () => {
  const million = 1e6;
  expect(costOf({})).toBe(0);
  expect(costOf({ messages: million, connectionMinutes: 4 * million })).toBeCloseTo(2, 9);
  expect(costOf({ invocations: million, gigabyteSeconds: 100_000 })).toBeCloseTo(1.53334, 9);
  expect(costOf({ readUnits: 8 * million, writeUnits: 8 * million })).toBeCloseTo(6, 9);
  expect(costOf({ queueRequests: million, events: million, logBytes: 2e9 })).toBeCloseTo(2.4, 9);
  expect(costsOf({ events: 3 * million })).toMatchObject({ events: 3, messages: 0 });
});
