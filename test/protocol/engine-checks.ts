import { expect } from "vitest";
import type { RawClient } from "./raw-client.ts";

/** One thing that a conforming WebSocket-only server does. `open` connects with a query string. */
export interface Check {
  readonly name: string;
  /** Needs binary frames, which API Gateway closes with 1003. */
  readonly binary?: true;
  run(open: (query?: string) => RawClient): Promise<void>;
}

const OPEN_KEYS = ["maxPayload", "pingInterval", "pingTimeout", "sid", "upgrades"];

const opens: Check = {
  name: "opens with a handshake of five keys",
  async run(open) {
    const frame = String(await open().next());
    expect(frame[0]).toBe("0");
    const handshake = JSON.parse(frame.slice(1));
    expect(Object.keys(handshake).sort()).toEqual(OPEN_KEYS);
    expect(handshake).toMatchObject({
      upgrades: [],
      pingInterval: 300,
      pingTimeout: 200,
      maxPayload: 1_000_000,
    });
    expect(typeof handshake.sid).toBe("string");
  },
};

const refuses = (what: string, ...queries: string[]): Check => ({
  name: `refuses ${what}`,
  async run(open) {
    for (const query of queries) {
      const client = open(query);
      const first = await Promise.race([client.next(), client.closed]);
      expect(typeof first).toBe("number");
    }
  },
});

const pings: Check = {
  name: "pings, and goes on while it is answered",
  async run(open) {
    const client = open();
    await client.next();
    for (let n = 0; n < 3; n += 1) {
      expect(await client.next()).toBe("2");
      client.send("3");
    }
  },
};

const timesOut: Check = {
  name: "closes when a ping is not answered",
  async run(open) {
    const client = open();
    const from = Date.now();
    await client.closed;
    expect(Date.now() - from).toBeGreaterThanOrEqual(490);
    expect(Date.now() - from).toBeLessThan(1_500);
  },
};

const obeysClose: Check = {
  name: "closes when asked to",
  async run(open) {
    const client = open();
    await client.next();
    client.send("1");
    expect(await client.closed).toBe(1000);
  },
};

/** What both suites check of a connection. */
export const common: readonly Check[] = [
  opens,
  refuses("another protocol version", "transport=websocket", "EIO=abc&transport=websocket"),
  refuses("another transport", "EIO=4", "EIO=4&transport=abc"),
  pings,
  timesOut,
  obeysClose,
];

/** The Engine.IO suite's nine: its server echoes messages. */
export const engineChecks: readonly Check[] = [
  ...common,
  {
    name: "carries text",
    async run(open) {
      const client = open();
      await client.next();
      client.send("4hello");
      expect(await client.next()).toBe("4hello");
    },
  },
  {
    name: "carries bytes",
    binary: true,
    async run(open) {
      const client = open();
      await client.next();
      client.send([1, 2, 3, 4]);
      expect(await client.next()).toEqual([1, 2, 3, 4]);
    },
  },
  {
    name: "closes on a packet of no known type",
    async run(open) {
      const client = open();
      await client.next();
      client.send("abc");
      await client.closed;
    },
  },
];
