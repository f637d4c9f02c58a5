import { beforeAll, describe, expect, test } from "vitest";
import { type Sizes, weigh } from "./sizes.ts";

const KB = 1024;

let sizes: Sizes;
beforeAll(async () => {
  sizes = await weigh();
}, 180_000);

/** Whether a bundle holds anything of a package, or of a file whose path has these words. */
const holds = (bundle: string, words: string) =>
  (sizes.inputs[bundle] ?? []).filter((input) => input.includes(words));

describe("functions", () => {
  test.each(["authorize", "socket", "timer", "http"])(
    "[BUD16] %s is at most 600 KB, minified",
    (name) => {
      expect(sizes.functions[name]).toBeGreaterThan(50 * KB);
      expect(sizes.functions[name]).toBeLessThanOrEqual(600 * KB);
    },
  );

  test("[BUD16] the authorizer, on the path of every connection, knows no database and is less than half of that", () => {
    expect(holds("authorize", "adapters/dynamo/")).toEqual([]);
    expect(holds("socket", "adapters/dynamo/")).not.toEqual([]);
    expect(sizes.functions.authorize).toBeLessThanOrEqual(300 * KB);
  });

  test("[BUD16] no function loads a logger of packets or other ways to credentials than its own", () => {
    for (const name of Object.keys(sizes.functions)) {
      expect(holds(name, "node_modules/debug/")).toEqual([]);
      expect(holds(name, "credential-provider-sso/")).toEqual([]);
      expect(holds(name, "nested-clients")).toEqual([]);
      // In the midst of every message: functions ask the table and the gateway by themselves.
      expect(holds(name, "client-dynamodb/")).toEqual([]);
      expect(holds(name, "client-apigatewaymanagementapi/")).toEqual([]);
    }
  });
});

describe("in the browser, gzip", () => {
  test("[BUD17] the loader is at most 5 KB", () => {
    expect(sizes.loaderGzip).toBeGreaterThan(KB);
    expect(sizes.loaderGzip).toBeLessThanOrEqual(5 * KB);
  });

  test("[BUD18] socket and chat panel are at most 30 KB together", () => {
    expect(sizes.chatGzip).toBeGreaterThan(10 * KB);
    expect(sizes.chatGzip).toBeLessThanOrEqual(30 * KB);
  });

  test("[BUD19] a language is at most 3 KB", () => {
    expect(sizes.localeMaxGzip).toBeGreaterThan(KB / 2);
    expect(sizes.localeMaxGzip).toBeLessThanOrEqual(3 * KB);
  });

  test("[BUD20] the console is at most 120 KB", () => {
    expect(sizes.consoleGzip).toBeGreaterThan(10 * KB);
    expect(sizes.consoleGzip).toBeLessThanOrEqual(120 * KB);
  });

  test.each([
    "node_modules/valibot",
    "node_modules/debug/",
    "preact/compat",
    "transports/polling",
    "transports/webtransport",
    "socketio/",
    "functions/domain/",
  ])("[BUD21] nothing of %s reaches a shopper", (words) => {
    expect([...holds("loader", words), ...holds("chat", words)]).toEqual([]);
  });

  test("[BUD21] the loader brings no library, the chat no client but its own", () => {
    expect(holds("loader", "node_modules")).toEqual([]);
    expect(holds("chat", "socket.io-client")).toEqual([]);
    expect(holds("chat", "node_modules/preact")).not.toEqual([]);
    expect(holds("chat", "web/shared/slim-socket.ts")).not.toEqual([]);
  });
});
