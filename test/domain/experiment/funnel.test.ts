import { expect, test } from "vitest";
import { dayOf, NO_STATS, type StatRow } from "../../../functions/domain/experiment/counts.ts";
import { funnels } from "../../../functions/domain/experiment/funnel.ts";

const NOON = Date.UTC(2026, 10, 23, 12);
const DAY = 24 * 60 * 60_000;

const row = (rule: string | undefined, arm: StatRow["arm"], exposures: number, invited = 0) => ({
  ...NO_STATS,
  experiment: "s",
  arm,
  currency: "-",
  exposures,
  invited,
  ...(rule !== undefined && { rule }),
});
const chat = (rule: string | undefined, startedAt: number, bought = false) => ({
  conversation: `${rule} ${startedAt}`,
  startedAt,
  by: "agent" as const,
  language: "fi",
  answered: true,
  ...(rule !== undefined && { rule }),
  ...(bought && { bought: { order: "A", value: 1, currency: "EUR" } }),
});

test("[FUN1] each rule's funnel is its exposures, those of them held out and invited, and the chats and orders that came of it, by day", () => {
  const stats = new Map<string, readonly StatRow[]>([
    [
      "2026-11-23",
      [row("cart", "treated", 8, 6), row("cart", "held-out", 2), row("exit", "treated", 3, 3)],
    ],
    ["2026-11-24", [row("cart", "treated", 1), row(undefined, "treated", 50)]],
  ]);
  const chats = [
    chat("cart", NOON, true),
    chat("cart", NOON + 1),
    chat("cart", NOON + DAY),
    chat(undefined, NOON, true),
  ];
  expect(funnels(stats, chats, dayOf)).toEqual([
    {
      rule: "cart",
      eligible: 11,
      heldOut: 2,
      invited: 6,
      accepted: 3,
      bought: 1,
      days: [
        { day: "2026-11-23", eligible: 10, heldOut: 2, invited: 6, accepted: 2, bought: 1 },
        { day: "2026-11-24", eligible: 1, heldOut: 0, invited: 0, accepted: 1, bought: 0 },
      ],
    },
    {
      rule: "exit",
      eligible: 3,
      heldOut: 0,
      invited: 3,
      accepted: 0,
      bought: 0,
      days: [{ day: "2026-11-23", eligible: 3, heldOut: 0, invited: 3, accepted: 0, bought: 0 }],
    },
  ]);
  expect(funnels(new Map(), [], dayOf)).toEqual([]);
});
