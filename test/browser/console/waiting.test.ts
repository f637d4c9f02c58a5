import { describe, expect, test } from "vitest";
import type { Body, Sender } from "../../../functions/contract/conversation.ts";
import { urgencyOf, waitingOf } from "../../../web/console/desk/waiting.ts";
import type { ConversationState, Entry } from "../../../web/shared/conversation-state.ts";

const SENDERS: Readonly<Record<string, Sender>> = {
  shopper: { kind: "shopper" },
  agent: { kind: "agent", id: "a", name: "Aino" },
  joined: { kind: "system" },
};

/** A conversation from "who at second" words. */
function talk(...said: readonly (readonly [who: string, at: number])[]): ConversationState {
  const entries = said.map(([who, at], index): Entry => {
    if (who === "outgoing") {
      const message = { outbox: "o", n: 1, text: "x", at, state: "sending", tried: true } as const;
      return { kind: "outgoing", message, delivery: "sending" };
    }
    const body: Body =
      who === "joined" ? { kind: "notice", notice: "agent-joined" } : { kind: "text", text: "x" };
    const from = SENDERS[who] ?? { kind: "system" };
    const message = { conversation: "c", seq: index + 1, at, from, body, outbox: who, n: index };
    return { kind: "stored", message, mine: who === "agent" };
  });
  return { entries, view: { status: "active" } } as unknown as ConversationState;
}

describe("service level", () => {
  test.each([
    [[["joined", 10]], { kind: "first", since: 10 }],
    [
      [
        ["agent", 5],
        ["joined", 10],
      ],
      { kind: "first", since: 10 },
    ],
    [
      [
        ["shopper", 8],
        ["joined", 10],
      ],
      { kind: "first", since: 10 },
    ],
    [
      [
        ["joined", 10],
        ["agent", 12],
      ],
      undefined,
    ],
    [
      [
        ["joined", 10],
        ["agent", 12],
        ["shopper", 20],
        ["shopper", 30],
      ],
      { kind: "next", since: 20 },
    ],
    [
      [
        ["joined", 10],
        ["shopper", 20],
        ["outgoing", 25],
      ],
      undefined,
    ],
    [
      [
        ["joined", 10],
        ["shopper", 20],
        ["agent", 25],
        ["shopper", 40],
      ],
      { kind: "next", since: 40 },
    ],
  ] as const)("[CSL15] of %j is %j: the oldest message without an answer", (said, wanted) => {
    expect(waitingOf(talk(...said), false)).toEqual(wanted);
  });

  test.each([
    [[["joined", 10]], undefined],
    [
      [
        ["joined", 10],
        ["shopper", 40],
        ["shopper", 50],
      ],
      { kind: "first", since: 40 },
    ],
    [
      [
        ["shopper", 8],
        ["joined", 10],
      ],
      { kind: "first", since: 10 },
    ],
    [
      [
        ["shopper", 8],
        ["agent", 9],
        ["joined", 20],
      ],
      { kind: "first", since: 20 },
    ],
    [
      [
        ["joined", 10],
        ["agent", 12],
        ["shopper", 20],
      ],
      { kind: "next", since: 20 },
    ],
  ] as const)(
    "[CSL15] with an invited shopper it is her first word that counts: %j is %j",
    (said, wanted) => {
      expect(waitingOf(talk(...said), true)).toEqual(wanted);
    },
  );

  test("[CSL15] nobody waits in a closed conversation", () => {
    const state = talk(["joined", 10], ["shopper", 20]);
    const closed = { ...state, view: { ...state.view, status: "closed" } } as ConversationState;
    expect(waitingOf(closed, false)).toBeUndefined();
  });

  test.each([
    ["first", 9, "calm"],
    ["first", 10, "soon"],
    ["first", 20, "late"],
    ["next", 29, "calm"],
    ["next", 30, "soon"],
    ["next", 60, "late"],
  ] as const)("[CSL15] a %s answer after %i s is %s", (kind, seconds, urgency) => {
    expect(urgencyOf({ kind, since: 0 }, seconds * 1000)).toBe(urgency);
  });
});
