import { expect, test } from "vitest";
import type { Message } from "../../../functions/contract/conversation.ts";
import type { Head } from "../../../functions/domain/conversation/head.ts";
import { unrestOf } from "../../../functions/domain/conversation/unrest.ts";
import { aHead } from "../../contract/fixtures.ts";

const SINCE = 1000;
const active = { kind: "active", round: 1, agent: "aino", since: SINCE } as const;

const INVITED = { rule: "exit-with-cart", values: {} };

let seq = 0;
const said = (from: "shopper" | "agent", at: number, text = "words"): Message => ({
  conversation: "c",
  seq: ++seq,
  at,
  from: from === "shopper" ? { kind: from } : { kind: from, id: "aino", name: "Aino" },
  body: { kind: "text", text },
  outbox: `${from}-outbox`,
  n: 1,
});
const joined: Message = {
  ...said("agent", SINCE),
  from: { kind: "system" },
  body: { kind: "notice", notice: "agent-joined" },
};

test.each<readonly [string, Partial<Head>, readonly Message[], object]>([
  ["nothing has been said", {}, [joined], { owedSince: SINCE }],
  ["only the invitation was", { reason: INVITED }, [said("agent", 500), joined], {}],
  [
    "she answered the invitation while it rang",
    { reason: INVITED },
    [said("agent", 500), said("shopper", 700), joined],
    { owedSince: 700 },
  ],
  [
    "she answered it later",
    { reason: INVITED },
    [said("agent", 500), joined, said("shopper", 2000)],
    { owedSince: 2000 },
  ],
  [
    "another agent has come, and said nothing",
    { reason: INVITED, state: { ...active, round: 2 } },
    [said("shopper", 600), said("agent", 700), joined],
    { owedSince: SINCE },
  ],
  ["she spoke while she waited", {}, [said("shopper", 700), joined], { owedSince: 700 }],
  ["she spoke last", {}, [said("agent", 2000), said("shopper", 3000)], { owedSince: 3000 }],
  ["the agent spoke last", {}, [said("shopper", 2000), said("agent", 3000)], {}],
  [
    "the chat rests",
    { state: { kind: "resting", round: 1, agent: "aino", since: 9000 } },
    [said("shopper", 2000)],
    {},
  ],
  ["she waits in the queue", { state: { kind: "waiting", round: 0 } }, [said("shopper", 2)], {}],
  [
    "her last words are angry",
    {},
    [said("agent", 2000, "terrible"), said("shopper", 3000, "this is terrible, I am angry")],
    { owedSince: 3000, angry: true },
  ],
  [
    "the agent's words are no anger of hers",
    {},
    [said("shopper", 2000), said("agent", 3000, "that is terrible")],
    {},
  ],
  [
    "she came with anger",
    { request: { ...aHead("c").request, language: "en", priority: 1 } },
    [said("shopper", 2000, "thanks"), said("agent", 3000)],
    { angry: true },
  ],
])("[ALM1] %s", (_, more, last, unrest) => {
  const { request } = aHead("c");
  const head = aHead("c", { state: active, request: { ...request, language: "en" }, ...more });
  expect(unrestOf(head, last)).toEqual(unrest);
});
