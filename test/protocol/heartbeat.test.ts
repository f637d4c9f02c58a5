import { describe, expect, test } from "vitest";
import { until } from "./local-api.ts";
import { eachWithServer, MINUTE } from "./own-client.ts";

/** What a busy machine may add, in milliseconds. */
const SLACK = 350;

const { open, connected, server, silent, restart } = eachWithServer();

describe("heartbeat", () => {
  const beats = () => server().received.filter((frame) => frame === "3").length;
  const pause = (milliseconds: number) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));

  test("[SIO57] heartbeats leave at their period, and answered ones keep the connection", async () => {
    const { reasons } = await connected({ heartbeat: 40, answerWithin: 200 });
    await until(() => beats() >= 10);
    expect(reasons).toEqual([]);
    expect(new Set(server().received)).toEqual(new Set(["3"]));
    expect(server().posted).toEqual([]);
  });

  test("[SIO58] a back end that stops answering ends the connection as a ping timeout, within period + answer time", async () => {
    const { reasons } = await connected({ heartbeat: 100, answerWithin: 150 });
    server().intercept = async () => {
      throw new Error("down");
    };
    const from = Date.now();
    await until(() => reasons.length > 0);
    expect(reasons).toEqual(["ping timeout"]);
    expect(server().gateway.stats.errorFrames).toBeGreaterThan(0);
    expect(Date.now() - from).toBeLessThan(100 + 150 + SLACK);
  });

  test("[SIO58] so does a socket that is open at one end only", async () => {
    const { reasons } = await connected({ heartbeat: 50, answerWithin: 100 });
    server().intercept = silent;
    await until(() => reasons.length > 0);
    expect(reasons).toEqual(["ping timeout"]);
  });

  test("[SIO58] a CONNECT that nobody answers ends likewise, and is tried again", async () => {
    server().intercept = async () => {
      throw new Error("down");
    };
    const { manager, socket } = open({ answerWithin: 80 }, {}, true);
    const closes: string[] = [];
    manager.on("close", (reason) => closes.push(reason));
    await until(() => closes.length > 0, 1_000);
    expect(closes[0]).toBe("ping timeout");
    server().intercept = undefined;
    await until(() => socket.connected);
  });

  test("[SIO59] the period can be changed at any time, and later connections keep it", async () => {
    const { socket, transport, manager } = open({}, {}, true);
    await until(() => socket.connected);
    await pause(50);
    expect(beats()).toBe(0);
    transport().setHeartbeat(30);
    await until(() => beats() >= 3);
    transport().setHeartbeat(MINUTE);
    const soFar = beats();
    await pause(100);
    expect(beats()).toBeLessThanOrEqual(soFar + 1);
    transport().setHeartbeat(30);
    manager.engine.close();
    await until(() => !socket.connected);
    await until(() => socket.connected);
    const before = beats();
    await until(() => beats() >= before + 2);
  });

  test("[SIO60] a check asks at once; repeating it neither costs a frame nor grants more time", async () => {
    const { reasons, transport } = await connected({ answerWithin: 150 });
    transport().check();
    await until(() => beats() === 1);
    await pause(200);
    expect(reasons).toEqual([]);
    server().intercept = silent;
    const from = Date.now();
    while (reasons.length === 0 && Date.now() - from < 2_000) {
      transport().check();
      await pause(10);
    }
    expect(reasons).toEqual(["ping timeout"]);
    expect(Date.now() - from).toBeLessThan(150 + SLACK);
    expect(beats()).toBe(2);
  });

  test("[SIO61] after the gateway cuts a connection the client comes back by itself", async () => {
    await restart({ limits: { lifeMs: 100 } });
    const { socket, reasons } = open({}, {}, true);
    let times = 0;
    socket.on("connect", () => {
      times += 1;
    });
    await until(() => times >= 3);
    expect(new Set(reasons)).toEqual(new Set(["transport close"]));
  });
});
