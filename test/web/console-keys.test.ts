import { expect, test } from "vitest";
import { commandsOf } from "../../web/console/commands.ts";
import { ALL_KEYS } from "../../web/console/keys.ts";

const nothing = () => undefined;
const asked = async () => undefined;

/** Every command there can be, over all that a conversation in hand can be. */
function everyCommand() {
  const kinds = [
    { part: "agent", closed: false },
    { part: "agent", closed: true },
    { part: "guest", closed: false },
    { part: "watcher", closed: false },
  ];
  return kinds.flatMap((kind) => {
    const context = {
      visitor: "v",
      language: "fi",
      trail: [],
      cart: { value: 1, currency: "EUR", items: 1 },
    };
    const waiting = { kind: "next", since: 0 };
    const chat = { id: "c", context, state: { entries: [] }, waiting, ...kind };
    const ring = { conversation: { id: "r" }, context };
    const profile = { role: "admin", presence: "away", wrapUps: { c: 10 } };
    const approvals = { waiting: [{ code: "A", percent: 20, agent: { id: "a", name: "A" } }] };
    const state = {
      rings: [ring],
      chats: [chat],
      selected: "c",
      profile,
      approvals,
      now: () => 0,
    };
    const parts = {
      desk: {
        team: { leave: asked, takeOver: asked },
        approvals: { limits: { minPercent: 5, approveAbove: 10, maxPercent: 20 } },
      },
      state,
      preferences: { quiet: false, sound: true, tone: true, guide: true },
      prefer: nothing,
      intend: nothing,
      select: nothing,
      show: nothing,
      go: nothing,
      signOut: nothing,
    };
    return commandsOf(parts as unknown as Parameters<typeof commandsOf>[0]);
  });
}

test("[CSL21] every key of a command is on the sheet, and no key means two things at once", () => {
  const sheet = ALL_KEYS.map(([keys]) => keys);
  const keys = everyCommand().flatMap((command) => command.keys ?? []);
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter((each) => !sheet.includes(each))).toEqual([]);
  expect(sheet.filter((each) => each.startsWith("Alt") && !keys.includes(each))).toEqual([]);
  expect(new Set(sheet).size).toBe(sheet.length);
});
