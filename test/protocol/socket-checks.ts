import { expect } from "vitest";
import { type Check, common } from "./engine-checks.ts";
import type { RawClient } from "./raw-client.ts";

/** Opens, sends CONNECT, and takes the answer and the `auth` event that follow. */
async function join(open: () => RawClient, packet: string, answer: RegExp, auth: string) {
  const client = open();
  await client.next();
  client.send(packet);
  const [, json = ""] = answer.exec(String(await client.next())) ?? [];
  const handshake = JSON.parse(json);
  expect(Object.keys(handshake)).toEqual(["sid"]);
  expect(typeof handshake.sid).toBe("string");
  expect(await client.next()).toBe(auth);
  return client;
}

const joinMain = (open: () => RawClient) => join(open, "40", /^40(.*)$/, '42["auth",{}]');

const joins = (name: string, packet: string, answer: RegExp, auth: string): Check => ({
  name,
  async run(open) {
    await join(open, packet, answer, auth);
  },
});

const answers = (name: string, sent: string, answer: string): Check => ({
  name,
  async run(open) {
    const client = await joinMain(open);
    client.send(sent);
    expect(await client.nextButPings(1)).toEqual([answer]);
  },
});

const answersBytes = (name: string, sent: string, answer: string): Check => ({
  name,
  binary: true,
  async run(open) {
    const client = await joinMain(open);
    client.send(sent, [1, 2, 3], [4, 5, 6]);
    expect(await client.nextButPings(3)).toEqual([answer, [1, 2, 3], [4, 5, 6]]);
  },
});

const closesOn = (name: string, packet: string): Check => ({
  name: `closes on ${name}`,
  async run(open) {
    const client = await joinMain(open);
    const from = Date.now();
    client.send(packet);
    expect(await client.closed).toBe(1000);
    expect(Date.now() - from).toBeLessThan(400);
  },
});

const PLACEHOLDERS = '{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}';

/** The Socket.IO suite's twenty-two. */
export const socketChecks: readonly Check[] = [
  ...common,
  joins("joins the main namespace", "40", /^40(.*)$/, '42["auth",{}]'),
  joins("… with credentials", '40{"token":"123"}', /^40(.*)$/, '42["auth",{"token":"123"}]'),
  joins("joins another namespace", "40/custom,", /^40\/custom,(.*)$/, '42/custom,["auth",{}]'),
  joins(
    "… with credentials of its own",
    '40/custom,{"token":"abc"}',
    /^40\/custom,(.*)$/,
    '42/custom,["auth",{"token":"abc"}]',
  ),
  {
    name: "refuses an unknown namespace",
    async run(open) {
      const client = open();
      await client.next();
      client.send("40/random");
      expect(await client.next()).toBe('44/random,{"message":"Invalid namespace"}');
    },
  },
  {
    name: "closes on a malformed CONNECT",
    async run(open) {
      const client = open();
      await client.next();
      client.send("4abc");
      expect(await client.closed).toBe(1000);
    },
  },
  {
    name: "closes when no CONNECT comes, though pings are answered",
    async run(open) {
      const client = open();
      const from = Date.now();
      await client.next();
      let over = false;
      const closed = client.closed.then(() => {
        over = true;
      });
      while (!over) {
        await Promise.race([client.next(), closed]);
        if (!over) client.send("3");
      }
      expect(Date.now() - from).toBeGreaterThanOrEqual(990);
      expect(Date.now() - from).toBeLessThan(2_000);
    },
  },
  {
    name: "lets a client leave the main namespace and stay connected",
    async run(open) {
      const client = await joinMain(open);
      client.send("41");
      expect(await client.next()).toBe("2");
    },
  },
  {
    name: "lets a client leave another namespace and use the main one",
    async run(open) {
      const client = await joinMain(open);
      client.send("40/custom");
      await client.nextButPings(2);
      client.send("41/custom", '42["message","message to main namespace"]');
      expect(await client.nextButPings(1)).toEqual([
        '42["message-back","message to main namespace"]',
      ]);
    },
  },
  answers(
    "carries events",
    '42["message",1,"2",{"3":[true]}]',
    '42["message-back",1,"2",{"3":[true]}]',
  ),
  answersBytes(
    "carries events with attachments",
    `452-["message",${PLACEHOLDERS}]`,
    `452-["message-back",${PLACEHOLDERS}]`,
  ),
  answers(
    "acks events",
    '42456["message-with-ack",1,"2",{"3":[false]}]',
    '43456[1,"2",{"3":[false]}]',
  ),
  answersBytes(
    "acks events with attachments",
    `452-789["message-with-ack",${PLACEHOLDERS}]`,
    `462-789[${PLACEHOLDERS}]`,
  ),
  closesOn("a packet of no known type", "4abc"),
  closesOn("a payload of the wrong kind", "42{}"),
  closesOn("an ack id that is no number", '42abc["message-with-ack",1,"2",{"3":[false]}]'),
];
