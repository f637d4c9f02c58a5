import { describe, expect, test } from "vitest";
import { openingOf, type WebSocketEvent } from "../../functions/socketio/index.ts";
import { STOCK, setUp, type Who } from "./harness.ts";

const connectEvent = (query: Record<string, string>): WebSocketEvent<Who> => ({
  requestContext: { connectionId: "c1", eventType: "CONNECT", authorizer: STOCK },
  queryStringParameters: query,
});

describe("opening", () => {
  test.each([null, undefined, {}, { EIO: "3" }, { EIO: "abc" }, { EIO: "" }])(
    "[SIO1] refuses the protocol version in %o",
    (query) => {
      const full = query ? { ...query, transport: "websocket" } : query;
      expect(openingOf(full)).toEqual({
        kind: "refused",
        code: 5,
        message: "Unsupported protocol version",
      });
    },
  );

  test("[SIO2] tells a stock client from one with the site's own transport", () => {
    expect(openingOf({ EIO: "4", transport: "websocket" }, "mine")).toEqual({ kind: "stock" });
    expect(openingOf({ EIO: "4", transport: "mine" }, "mine")).toEqual({ kind: "own" });
  });

  test.each(["polling", "webtransport", "abc", "mine", "", undefined])(
    "[SIO2] refuses the transport %o",
    (transport) => {
      expect(openingOf({ EIO: "4", transport })).toEqual({
        kind: "refused",
        code: 0,
        message: "Transport unknown",
      });
    },
  );

  test("[SIO3] answers $connect with 200 or 400", async () => {
    const { io } = setUp({ ownTransport: "mine" });
    const status = async (query: Record<string, string>) =>
      (await io.handle(connectEvent(query))).statusCode;
    expect(await status({ EIO: "4", transport: "websocket" })).toBe(200);
    expect(await status({ EIO: "4", transport: "mine" })).toBe(200);
    expect(await status({ EIO: "4", transport: "polling" })).toBe(400);
    expect(await status({ transport: "websocket" })).toBe(400);
  });

  test("[SIO4] greets a stock client with exactly five keys and no upgrades", async () => {
    const { io, posted } = setUp({ pingInterval: 540_000, pingTimeout: 120_000 });
    expect(await io.greet("c1")).toBe("greeted");
    const open = String(posted[0]?.[1]);
    expect(open[0]).toBe("0");
    expect(JSON.parse(open.slice(1))).toEqual({
      sid: "id1",
      upgrades: [],
      pingInterval: 540_000,
      pingTimeout: 120_000,
      maxPayload: 32_768,
    });
  });

  test("[SIO5] the greeter retries while the connection does not exist, 5 to 40 ms apart", async () => {
    const { io, posted } = setUp({}, ["gone", "gone", "busy", "gone", "gone"]);
    const waits: number[] = [];
    const sleep = async (milliseconds: number) => void waits.push(milliseconds);
    expect(await io.greet("c1", sleep)).toBe("greeted");
    expect(waits).toEqual([5, 10, 20, 40, 40]);
    expect(new Set(posted.map(([, packet]) => packet)).size).toBe(1);
  });

  test("[SIO5] the greeter gives up within three seconds", async () => {
    const { io, posted } = setUp({ post: async () => "gone" });
    let waited = 0;
    const sleep = async (milliseconds: number) => {
      waited += milliseconds;
    };
    expect(await io.greet("c1", sleep)).toBe("gone");
    expect(waited).toBeGreaterThan(1_500);
    expect(waited).toBeLessThan(3_000);
    expect(posted).toEqual([]);
  });

  test("[SIO6] a ping for a stock client is one post, whose outcome tells whether to clean up", async () => {
    const { io, posted } = setUp({}, ["sent", "gone"]);
    expect(await io.ping("c1")).toBe("sent");
    expect(await io.ping("c2")).toBe("gone");
    expect(posted).toEqual([
      ["c1", "2"],
      ["c2", "2"],
    ]);
  });
});
