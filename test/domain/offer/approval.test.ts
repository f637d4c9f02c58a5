import { describe, expect, test } from "vitest";
import {
  type Answer,
  answered,
  fallbackOf,
  pendingOf,
} from "../../../functions/domain/offer/approval.ts";
import type { Offer } from "../../../functions/domain/offer/offer.ts";

const MARIA = { id: "maria", name: "Maria" };
const NOW = 1_800_000_000_000;

function proposal(fallback = 10): Offer {
  return {
    code: "CODE",
    visitor: "visitor",
    conversation: "conversation",
    agent: "aino",
    percent: 20,
    reserved: 24,
    currency: "EUR",
    createdAt: NOW,
    expiresAt: NOW + 60_000,
    state: "proposed",
    approval: {
      kind: "pending",
      asked: 20,
      cart: 120,
      agentName: "Aino",
      until: NOW + 10,
      fallback,
    },
  };
}

const opened = (percent: number, reserved: number, kind: string) => ({
  state: "open",
  percent,
  reserved,
  approval: { kind, asked: 20 },
});
const revoked = (kind: string) => ({
  state: "revoked",
  percent: 20,
  reserved: 24,
  approval: { kind },
});

describe("an answer to a proposal of 20 % on 120 €", () => {
  test.each<readonly [string, Answer, number, object]>([
    ["approved as it is", { kind: "approve", by: MARIA }, 10, opened(20, 24, "approved")],
    ["approved lower", { kind: "approve", by: MARIA, percent: 15 }, 10, opened(15, 18, "approved")],
    [
      "approved for more than asked",
      { kind: "approve", by: MARIA, percent: 21 },
      10,
      { code: "refused" },
    ],
    [
      "approved below the policy",
      { kind: "approve", by: MARIA, percent: 4 },
      10,
      { code: "refused" },
    ],
    [
      "approved by its own agent",
      { kind: "approve", by: { id: "aino", name: "A" } },
      10,
      { code: "forbidden" },
    ],
    ["refused", { kind: "refuse", by: MARIA, reason: "no" }, 10, revoked("refused")],
    [
      "refused by its own agent",
      { kind: "refuse", by: { id: "aino", name: "A" } },
      10,
      { code: "forbidden" },
    ],
    ["not answered", { kind: "time-out" }, 10, opened(10, 12, "timed-out")],
    ["not answered, with nothing to fall back to", { kind: "time-out" }, 0, revoked("timed-out")],
    ["withdrawn", { kind: "withdraw" }, 10, revoked("withdrawn")],
  ])("[APR1] %s", (_, answer, fallback, expected) => {
    const after = answered(proposal(fallback), answer, 5, NOW);
    expect(after).toMatchObject(expected);
    if ("state" in after) {
      expect(pendingOf(after)).toBeUndefined();
      // What is answered is answered: nothing changes it any more.
      expect(answered(after, answer, 5, NOW)).toMatchObject({ code: "conflict" });
    }
  });
});

test.each([
  [20, 10, 5, 10],
  [8, 10, 5, 8],
  [20, 4, 5, 0],
  [20, 0, 5, 0],
])(
  "[APR1] asked for %i %%, alone up to %i, at least %i: %i without an answer",
  (asked, approveAbove, minPercent, percent) => {
    expect(fallbackOf(asked, { approveAbove, minPercent })).toBe(percent);
  },
);
