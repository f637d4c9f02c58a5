import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type {
  ConversationView,
  Message,
  OfferCard,
} from "../../functions/contract/conversation.ts";
import {
  EMPTY_TIMELINE,
  hasGap,
  merge,
  newerView,
  offersOf,
  upTo,
  visibleMessages,
} from "../../web/shared/timeline.ts";

const message = (
  seq: number,
  body: Message["body"] = { kind: "text", text: `${seq}` },
): Message => ({
  conversation: "conversation-1",
  seq,
  at: seq,
  from: { kind: "agent", id: "agent-1", name: "Aino" },
  body,
  outbox: "outbox-1",
  n: seq,
});
const seqs = (messages: readonly Message[]) => messages.map(({ seq }) => seq);

describe("[MSG50] people see one order without holes, whatever order, copies and holes messages arrive with", () => {
  test("any shuffle with copies ends in the same timeline", () => {
    const arrivals = fc
      .nat(30)
      .chain((count) =>
        fc.array(fc.integer({ min: 1, max: Math.max(1, count) }), { maxLength: 90 }),
      );
    fc.assert(
      fc.property(arrivals, (numbers) => {
        const timeline = numbers.reduce((t, n) => merge(t, [message(n)]), EMPTY_TIMELINE);
        let complete = 0;
        while (numbers.includes(complete + 1)) complete += 1;
        expect(seqs(timeline.messages)).toEqual(Array.from({ length: complete }, (_, i) => i + 1));
        expect(hasGap(timeline, 0)).toBe(numbers.some((n) => n > complete));
        expect(
          merge(
            timeline,
            numbers.map((n) => message(n)),
          ),
        ).toEqual(timeline);
      }),
    );
  });

  test("what lies behind a hole appears when the hole is filled", () => {
    const ahead = merge(EMPTY_TIMELINE, [message(1), message(3), message(4)]);
    expect(upTo(ahead)).toBe(1);
    expect(seqs(merge(ahead, [message(2)]).messages)).toEqual([1, 2, 3, 4]);
  });

  test("the server's copy replaces one's own", () => {
    const own = merge(EMPTY_TIMELINE, [message(1)]);
    const redacted = message(1, { kind: "text", text: "****" });
    expect(merge(own, [redacted]).messages).toEqual([redacted]);
  });

  test("a number that the server speaks of and that has not come is a hole", () => {
    expect(hasGap(merge(EMPTY_TIMELINE, [message(1)]), 1)).toBe(false);
    expect(hasGap(merge(EMPTY_TIMELINE, [message(1)]), 2)).toBe(true);
  });
});

test("[MSG62] an offer stands where it was made, in its latest state", () => {
  const offer: OfferCard = { code: "HEED-1", percent: 10, expiresAt: 9, status: "open" };
  const timeline = merge(EMPTY_TIMELINE, [
    message(1, { kind: "offer", offer }),
    message(2),
    message(3, { kind: "offer", offer: { ...offer, status: "accepted" } }),
  ]);
  expect(seqs(visibleMessages(timeline))).toEqual([1, 2]);
  expect(offersOf(timeline).get("HEED-1")?.status).toBe("accepted");
});

describe("[MSG61] an older view never overrides a newer one", () => {
  const view = (status: ConversationView["status"], round: number): ConversationView => ({
    id: "conversation-1",
    status,
    round,
    language: "en",
    seq: 0,
    read: { shopper: 0, agent: 0 },
    startedAt: 0,
  });
  const story = [
    view("waiting", 0),
    view("ringing", 1),
    view("waiting", 1),
    view("ringing", 2),
    view("active", 2),
    view("waiting", 2),
    view("ringing", 3),
    view("active", 3),
    view("closed", 3),
  ];

  test("in whatever order they arrive, the last of the story stays", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(story, { minLength: 1 }), (arrivals) => {
        const kept = arrivals.reduce<ConversationView | undefined>(newerView, undefined);
        const last = Math.max(...arrivals.map((one) => story.indexOf(one)));
        expect(kept).toEqual(story[last]);
      }),
    );
  });

  test("marks and numbers never fall", () => {
    const late = { ...view("waiting", 0), seq: 1, read: { shopper: 1, agent: 9 } };
    const known = { ...view("active", 1), seq: 7, read: { shopper: 5, agent: 2 } };
    expect(newerView(known, late)).toMatchObject({
      status: "active",
      seq: 7,
      read: { shopper: 5, agent: 9 },
    });
  });
});
