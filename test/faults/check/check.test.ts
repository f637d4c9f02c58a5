import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../../functions/use-cases/settings.ts";
import { boundsOf } from "../bounds.ts";
import { mayFollow } from "./assignment.ts";
import { check } from "./check.ts";
import { AGENT, CONVERSATION, END, head, history, message, offered, START } from "./fixtures.ts";
import type { Ending, Happening, History, Rule } from "./history.ts";

const BOUNDS = boundsOf(DEFAULT_SETTINGS);

function broken(changed: History): readonly Rule[] {
  return [...new Set(check(changed, DEFAULT_SETTINGS).map(({ rule }) => rule))];
}

const withMore = (...happenings: readonly Happening[]): History => {
  const base = history();
  return { ...base, happenings: [...base.happenings, ...happenings] };
};
const endingIn = (ending: Partial<Ending>): History => {
  const base = history();
  return { ...base, ending: { ...base.ending, ...ending } };
};
const withTranscript = (...transcript: readonly ReturnType<typeof message>[]): History =>
  endingIn({ conversations: [{ head: head(), transcript }], pages: [] });

describe("the checker", () => {
  test("[FLT13] finds nothing in a history in which all is well", () => {
    expect(check(history(), DEFAULT_SETTINGS)).toEqual([]);
  });

  test("[FLT13] misses a message that was acked", () => {
    const text = "never stored";
    expect(
      broken(withMore({ at: END, kind: "acked", conversation: CONVERSATION, text, seq: 1 })),
    ).toEqual(["acked"]);
  });

  test("[FLT13] sees a message that is stored twice, and one out of its writer's order", () => {
    expect(
      broken(withTranscript(message(1, "one"), message(2, "one"), message(3, "three"))),
    ).toContain("once");
    expect(
      broken(withTranscript(message(1, "two"), message(2, "one"), message(3, "three"))),
    ).toContain("order");
  });

  test("[FLT13] forgives an order that its writer saw fail", () => {
    const turned = withTranscript(message(1, "two"), message(2, "one"), message(3, "three"));
    const failed: Happening = { at: START, kind: "failed", text: "one" };
    expect(broken({ ...turned, happenings: [...turned.happenings, failed] })).not.toContain(
      "order",
    );
  });

  test("[FLT13] sees a hole once there was time to fill it", () => {
    const holed = withTranscript(message(1, "one"), message(3, "three"));
    expect(broken(holed)).toContain("seq");
    const ending = { ...holed.ending, calmSince: END - 1000 };
    expect(broken({ ...holed, ending })).not.toContain("seq");
  });

  test("[FLT13] sees a page that lacks a message, shows another, or is still sending", () => {
    const [page] = history().ending.pages;
    const [screen] = page?.screens ?? [];
    if (!page || !screen) throw new Error("the fixture has a page");
    const showing = (changed: Partial<typeof screen>) =>
      broken(endingIn({ pages: [{ ...page, screens: [{ ...screen, ...changed }] }] }));
    expect(showing({ messages: screen.messages.slice(0, 2) })).toEqual(["seen"]);
    expect(showing({ messages: [...screen.messages].reverse() })).toEqual(["seen"]);
    expect(showing({ sending: ["four"] })).toEqual(["sent"]);
    expect(broken(endingIn({ pages: [{ ...page, screens: [] }] }))).toEqual(["seen"]);
    expect(broken(endingIn({ pages: [{ ...page, online: false }] }))).toEqual(["online"]);
  });

  test("[FLT13] sees more slots than capacity, and forgives a hold that some clock takes for over", () => {
    const ringing = (until: number) =>
      ({ kind: "ringing", round: 1, until, language: "fi" }) as const;
    const full = (until: number): Happening => ({
      at: START,
      kind: "agent",
      agent: { ...AGENT, slots: { ...AGENT.slots, other: ringing(until) } },
    });
    expect(broken(withMore(full(START + 20_000)))).toEqual(["capacity"]);
    expect(broken(withMore(full(START + 4000)))).toEqual([]);
  });

  test("[FLT13] sees a slot that is lost while the conversation is its agent's", () => {
    const lost: Happening = { at: END, kind: "agent", agent: { ...AGENT, slots: {} } };
    expect(broken(withMore(lost))).toEqual(["capacity"]);
  });

  test("[FLT13] sees a second agent in a conversation, and words of one whose it is not", () => {
    const state = { kind: "active", round: 1, agent: "other", since: END } as const;
    expect(
      broken(withMore({ at: END, kind: "state", conversation: CONVERSATION, state })),
    ).toContain("one agent");
    const taken = { at: END, kind: "taken", conversation: CONVERSATION } as const;
    expect(broken(withMore({ ...taken, agent: "other", round: 1 }))).toEqual(["one agent"]);
    const accepted = { at: END, kind: "accepted", conversation: CONVERSATION, seq: 4 } as const;
    expect(broken(withMore({ ...accepted, agent: "other", state: head().state }))).toEqual([
      "one agent",
    ]);
  });

  test("[FLT13] sees what is stranded", () => {
    const active = head().state;
    const others = (state: ReturnType<typeof head>["state"]) =>
      broken(
        endingIn({
          conversations: [
            {
              head: { ...head(), state },
              transcript: history().ending.conversations[0]?.transcript ?? [],
            },
          ],
          pages: [],
        }),
      );
    expect(others({ kind: "waiting", round: 1 })).toEqual(["stranded slot"]);
    expect(others({ kind: "offering", round: 1, agent: AGENT.id, until: START })).toContain(
      "stranded ring",
    );
    const gone = { ...AGENT, seenUntil: START };
    expect(broken(endingIn({ agents: [gone] }))).toEqual(["stranded chat", "stranded presence"]);
    expect(active.kind).toBe("active");
    const closed = {
      ...head(),
      id: "old",
      state: { kind: "closed", round: 1, at: START, by: "idle" },
    } as const;
    expect(
      broken(
        endingIn({
          conversations: [
            ...history().ending.conversations,
            { head: { ...closed, seq: 0 }, transcript: [] },
          ],
          visits: [{ visitor: head().visitor, conversation: "old" }],
        }),
      ),
    ).toEqual(["stranded visit"]);
  });

  test("[FLT13] sees a shopper with two open conversations", () => {
    const second = {
      ...head(),
      id: "second",
      seq: 0,
      state: { kind: "waiting", round: 0 },
    } as const;
    const conversations = [...history().ending.conversations, { head: second, transcript: [] }];
    expect(broken(endingIn({ conversations }))).toEqual(["one conversation"]);
  });

  test("[FLT13] sees a free agent beside a shopper who waits too long", () => {
    const waits = (at: number, ...agents: string[]): Happening => ({
      at,
      kind: "waits",
      conversation: CONVERSATION,
      agents,
    });
    const later = START + BOUNDS.idleAgent + 1;
    expect(broken(withMore(waits(START, "aino"), waits(later, "aino")))).toEqual(["idle agent"]);
    expect(
      broken(withMore(waits(START, "aino"), waits(START + 1000), waits(later, "aino"))),
    ).toEqual([]);
  });

  test("[FLT13] sees a discount that counts twice, is used twice, or is missing from the ledger", () => {
    const good = offered();
    expect(broken(endingIn(good))).toEqual([]);
    const [budget] = good.budgets;
    const [offer] = good.offers;
    if (!budget || !offer) throw new Error("the fixture has an offer");
    const keys = new Map([...budget.keys, ["ghost", 1]]);
    expect(
      broken(endingIn({ ...good, budgets: [{ ...budget, keys, total: budget.total + 1 }] })),
    ).toEqual(["budget"]);
    expect(broken(endingIn({ ...good, budgets: [{ ...budget, total: 0 }] }))).toEqual(["budget"]);
    expect(
      broken(endingIn({ ...good, offers: [{ ...offer, ledger: offer.ledger.slice(0, 1) }] })),
    ).toEqual(["ledger"]);
    const base = endingIn(good);
    const used = (order: string, amount = 5): Happening => ({
      at: END,
      kind: "redeemed",
      code: offer.offer.code,
      order,
      amount,
    });
    expect(broken({ ...base, happenings: [...base.happenings, used("a"), used("a")] })).toEqual([]);
    expect(broken({ ...base, happenings: [...base.happenings, used("a"), used("b")] })).toEqual([
      "offer",
    ]);
    expect(broken({ ...base, happenings: [...base.happenings, used("a", 99)] })).toEqual(["offer"]);
  });

  test("[FLT13] knows which move may follow which state", () => {
    const waiting = { kind: "waiting", round: 2 } as const;
    const offering = { kind: "offering", round: 3, agent: "aino", until: END } as const;
    const active = { kind: "active", round: 3, agent: "aino", since: END } as const;
    const closed = { kind: "closed", round: 3, at: END, by: "agent" } as const;
    expect(mayFollow(waiting, offering)).toBe(true);
    expect(mayFollow(offering, active)).toBe(true);
    expect(mayFollow(active, closed)).toBe(true);
    expect(mayFollow(undefined, { kind: "waiting", round: 0 })).toBe(true);
    expect(mayFollow(waiting, { ...offering, round: 2 })).toBe(false);
    expect(mayFollow(offering, { ...active, agent: "sam" })).toBe(false);
    expect(mayFollow(offering, waiting)).toBe(false);
    expect(mayFollow(closed, waiting)).toBe(false);
    expect(mayFollow(waiting, active)).toBe(false);
  });
});
