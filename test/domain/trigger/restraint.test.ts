import { describe, expect, test } from "vitest";
import { decide } from "../../../functions/domain/trigger/decide.ts";
import { RESTRAINT, restraintFault } from "../../../functions/domain/trigger/restraint.ts";
import {
  accepted,
  chatClosed,
  dismissed,
  invitationOver,
  invited,
  purchased,
} from "../../../functions/domain/visit/change.ts";
import type { Visit } from "../../../functions/domain/visit/visit.ts";
import { batch, DAY, firstSeen, HOUR, invitation, MINUTE, NOON, seen } from "../visit/make.ts";
import { brief, compiled, env, rule } from "./make.ts";

const rules = compiled(
  rule({ id: "a", priority: 2 }),
  rule({ id: "b" }),
  rule({ id: "long", on: ["dead-click"], quietDays: 20 }),
);

/** Asks the rules with a fresh signal at `at`. */
function ask(visit: Visit, at: number, kind: "rage-click" | "dead-click" = "rage-click"): string {
  const page = `page-${at}`;
  return brief(decide(rules, seen(visit, batch([kind], { page }), at), env({ now: at })));
}

const shown = invited(firstSeen([]), invitation("a", NOON + MINUTE), NOON);
const over = invitationOver(shown, "inv-a");
const closed = dismissed(shown, "inv-a", NOON);

describe("restraint", () => {
  test.each<[string, Visit, [at: number, expected: string][]]>([
    ["while an invitation is open", shown, [[NOON + MINUTE - 1, "none cap a open"]]],
    [
      "after the visit's one invitation",
      over,
      [
        [NOON + 14 * MINUTE, "none cap a gap"],
        [NOON + 15 * MINUTE, "none cap a per-visit"],
        [NOON + 31 * MINUTE, "invite match a"],
      ],
    ],
    [
      "after two invitations in a day",
      {
        ...over,
        startedAt: NOON + HOUR,
        lastAt: NOON + 2 * HOUR,
        invitedAt: [NOON, NOON + HOUR / 2],
      },
      [
        [NOON + 2 * HOUR, "none cap a per-day"],
        [NOON + DAY - 1, "none cap a per-day"],
        [NOON + DAY, "invite match a"],
      ],
    ],
    [
      "after a dismissal: every rule for a day, this one for a week",
      closed,
      [
        [NOON + DAY - 1, "none cap b after-dismissal"],
        [NOON + DAY, "invite match b"],
        [NOON + 7 * DAY - 1, "invite match b"],
        [NOON + 7 * DAY, "invite match a"],
      ],
    ],
    [
      "while a chat is open, and after it",
      accepted(shown, "conversation-1", NOON),
      [[NOON + 3 * DAY, "none cap a chat"]],
    ],
    [
      "for half a day after a chat",
      chatClosed(accepted(over, "conversation-1", NOON), NOON + HOUR),
      [
        [NOON + 13 * HOUR - 1, "none cap a after-chat"],
        [NOON + 13 * HOUR, "invite match a"],
      ],
    ],
    [
      "for a day after a purchase",
      purchased(firstSeen([]), NOON),
      [
        [NOON + DAY - 1, "none cap a after-purchase"],
        [NOON + DAY, "invite match a"],
      ],
    ],
  ])("[TRG20] holds back %s", (_, visit, moments) => {
    for (const [at, expected] of moments) expect(ask(visit, at)).toBe(expected);
  });

  test("[TRG21] lets a rule be quieter than the others after its dismissal", () => {
    const dismissedLong = dismissed(
      invited(firstSeen([]), invitation("long", NOON), NOON),
      "inv-long",
      NOON,
    );
    expect(ask(dismissedLong, NOON + 20 * DAY - 1, "dead-click")).toBe("none dismissed");
    expect(ask(dismissedLong, NOON + 20 * DAY, "dead-click")).toBe("invite match long");
  });

  test("[TRG22] says until when", () => {
    const at = NOON + MINUTE;
    const visit = seen(closed, batch(["rage-click"], { n: 2 }), at);
    expect(decide(rules, visit, env({ now: at })).why).toMatchObject({ until: NOON + DAY });
  });

  test("[TRG23] keeps payment and order pages quiet, but for rules that may speak there", () => {
    const paying = firstSeen(["rage-click", "payment-declined"], { kind: "payment" });
    expect(brief(decide(rules, paying, env()))).toBe("none page");
    const brave = compiled(rule(), rule({ id: "brave", evenOnQuietPages: true }));
    expect(brief(decide(brave, paying, env()))).toBe("invite match brave");
    const quiet = { kinds: [], paths: ["/gift"] };
    const gift = firstSeen(["rage-click"], { path: "/gifts/card" });
    expect(brief(decide(rules, gift, env({ quiet })))).toBe("none page");
    expect(brief(decide(rules, paying, env({ quiet })))).toBe("invite match a");
  });

  test("[TRG24] says nothing at all while invitations are switched off", () => {
    const visit = firstSeen(["rage-click"]);
    expect(brief(decide(rules, visit, env({ disabled: true })))).toBe("none disabled");
  });

  test("[TRG27] that a visit could not remember is found by name", () => {
    expect(restraintFault(RESTRAINT)).toBeUndefined();
    expect(restraintFault({ ...RESTRAINT, perVisit: 9 })).toBe("perVisit");
    expect(restraintFault({ ...RESTRAINT, perDay: Number.NaN })).toBe("perDay");
    expect(restraintFault({ ...RESTRAINT, afterChatMs: 31 * DAY })).toBe("afterChatMs");
  });
});
