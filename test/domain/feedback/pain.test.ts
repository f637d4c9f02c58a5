import { describe, expect, test } from "vitest";
import { dayOf } from "../../../functions/domain/experiment/counts.ts";
import { csv } from "../../../functions/domain/feedback/csv.ts";
import { chatEnd, type EndedChat } from "../../../functions/domain/feedback/ended-chat.ts";
import { painRows } from "../../../functions/domain/feedback/pain.ts";
import { newVisit } from "../../../functions/domain/visit/observe.ts";
import { aHead } from "../../contract/fixtures.ts";

const NOON = Date.UTC(2026, 10, 23, 12);
const MINUTE = 60_000;

const chat = (n: number, more: Partial<EndedChat> = {}): EndedChat => ({
  conversation: `c${n}`,
  startedAt: NOON + n * MINUTE,
  by: "agent",
  language: "fi",
  answered: true,
  rule: "payment-failed",
  page: "payment",
  cart: { value: 50.25, currency: "EUR" },
  resolution: "solved",
  cause: "card declined",
  ...more,
});

describe("[PAI1] chats are summed by day, language, signal, page, reason, outcome and currency", () => {
  test("with carts, orders and scores, and the latest words", () => {
    const rated = (score: number, words?: string) => ({
      rating: { score, ...(words !== undefined && { words }) },
    });
    const order = (value: number, currency = "EUR") => ({
      bought: { order: `${value}`, value, currency },
    });
    const [row, ...others] = painRows(
      [
        chat(1, { ...rated(2, "first"), ...order(40) }),
        chat(2, rated(5)),
        chat(3, { ...rated(1, "third"), ...order(99, "SEK") }),
        ...[4, 5, 6, 7, 8].map((n) => chat(n, rated(4, `word ${n}`))),
      ],
      dayOf,
    );
    expect(others).toEqual([]);
    expect(row).toEqual({
      day: "2026-11-23",
      language: "fi",
      signal: "payment-failed",
      page: "payment",
      reason: "card declined",
      outcome: "solved",
      currency: "EUR",
      chats: 8,
      cart: 402,
      // Both are orders; the money of another currency is no part of the sum.
      orders: 2,
      bought: 40,
      score: 3.5,
      words: ["word 8", "word 7", "word 6", "word 5", "word 4"],
    });
  });

  test.each<readonly [string, Partial<EndedChat>]>([
    ["day", { startedAt: NOON + 24 * 60 * MINUTE }],
    ["language", { language: "sv" }],
    ["signal", { rule: "exit-intent" }],
    ["page", { page: "cart" }],
    ["reason", { cause: "bank down" }],
    ["outcome", { resolution: "unsolved" }],
    ["currency", { cart: { value: 1, currency: "SEK" } }],
  ])("apart by %s", (column, more) => {
    const rows = painRows([chat(1), chat(2, more)], dayOf);
    expect(rows).toHaveLength(2);
    const [a, b] = rows.map((row) => row[column as keyof typeof row]);
    expect(a).not.toBe(b);
  });

  test("what nobody said is said to be so", () => {
    const { rule: _, page: __, cause: ___, resolution: ____, cart: _____, ...bare } = chat(1);
    const rows = painRows([bare, { ...bare, conversation: "c2", answered: false }], dayOf);
    expect(rows).toMatchObject([
      { signal: "asked", page: "-", reason: "-", outcome: "not-said", currency: "-", cart: 0 },
      { signal: "asked", outcome: "gave-up" },
    ]);
    // Where the cart's currency is unknown, the order's is known.
    const bought = { order: "A", value: 9, currency: "EUR" };
    const known = chat(1, { cart: { value: 10, currency: "-" }, bought });
    expect(painRows([known], dayOf)).toMatchObject([{ currency: "EUR", cart: 10, bought: 9 }]);
  });

  test("the dearest carts of a day stand first", () => {
    const rows = painRows(
      [chat(1, { page: "a" }), chat(2, { page: "b", cart: { value: 99, currency: "EUR" } })],
      dayOf,
    );
    expect(rows.map(({ page }) => page)).toEqual(["b", "a"]);
  });
});

test("[PAI2] a chat's record says what led to it, how it ended and what the cart was worth as it began", () => {
  const request = { language: "fi", languageConfidence: 1, since: NOON, priority: 0, tried: [] };
  const closed = { kind: "closed", round: 1, at: NOON, by: "agent", agent: "aino" } as const;
  const reason = { rule: "payment-failed", values: { page: "payment" } };
  const head = aHead("c1", { state: closed, request: { ...request, cartValue: 120 }, reason });
  const cart = { value: 80, currency: "EUR", items: 1 };
  const visit = { ...newVisit("v", NOON), cart };
  expect(chatEnd(head, visit, { resolution: "solved", cause: "card" })).toEqual({
    conversation: "c1",
    startedAt: head.startedAt,
    by: "agent",
    language: "fi",
    answered: true,
    rule: "payment-failed",
    page: "payment",
    cart: { value: 120, currency: "EUR" },
    resolution: "solved",
    cause: "card",
  });
  const alone = aHead("c2", { state: { kind: "closed", round: 0, at: NOON, by: "shopper" } });
  expect(chatEnd(alone, undefined, {})).toEqual({
    conversation: "c2",
    startedAt: alone.startedAt,
    by: "shopper",
    language: "fi",
    answered: false,
  });
  expect(chatEnd(aHead("c3"), visit, {})).toBeUndefined();
});

test.each<readonly [string | number, string]>([
  ["plain", "plain"],
  [12.5, "12.5"],
  [-3, "-3"],
  ["a,b", '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["+358", "'+358"],
  ["-", "'-"],
  ["@cmd", "'@cmd"],
  ["\t=1", "'\t=1"],
  ["\r=1", '"\'\r=1"'],
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ["", ""],
])("[PAI3] a cell %j is written %j", (value, written) => {
  expect(csv([["a", value]])).toBe(`a,${written}\r\n`);
});
