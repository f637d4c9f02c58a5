import { describe, expect, test } from "vitest";
import { BOUNDS, EVERY_RULE } from "../../../functions/domain/visit/bounds.ts";
import {
  accepted,
  asOneWrite,
  chatClosed,
  consented,
  dismissed,
  invitationOver,
  invited,
  purchased,
} from "../../../functions/domain/visit/change.ts";
import { CART, DAY, firstSeen, invitation, MINUTE, NOON } from "./make.ts";

const visit = firstSeen(["cart-hesitation"], { kind: "cart", cart: CART });
const shown = invited(visit, invitation("r", NOON + MINUTE), NOON);

describe("a change of the visit", () => {
  test("[SIG30] is one version further and leaves no signal fresh", () => {
    const changes = [
      shown,
      dismissed(visit, "unknown", NOON),
      accepted(visit, "conversation-1", NOON),
      chatClosed(visit, NOON),
      purchased(visit, NOON),
      consented(visit, true),
      invitationOver(visit, "unknown"),
    ];
    for (const changed of changes) expect(changed).toMatchObject({ version: 2, fresh: [] });
    expect(asOneWrite({ version: 0 }, shown).version).toBe(1);
  });

  test("[SIG31] counts an invitation from the moment it is shown, also when nobody answers it", () => {
    expect(shown.invitedAt).toEqual([NOON]);
    const over = invitationOver(shown, "inv-r");
    expect(over.invitation).toBeUndefined();
    expect(over.invitedAt).toEqual([NOON]);
    expect(invitationOver(shown, "another").invitation).toEqual(shown.invitation);
  });

  test("[SIG32] remembers a dismissal by its rule, even one that comes when the time is over", () => {
    expect(dismissed(shown, "inv-r", NOON + 5).dismissed).toEqual({ r: NOON + 5 });
    const late = dismissed(invitationOver(shown, "inv-r"), "inv-r", NOON + MINUTE + 5);
    expect(late.dismissed).toEqual({ r: NOON + MINUTE + 5 });
    expect(dismissed(late, "inv-r", NOON + 2 * MINUTE).invitation).toBeUndefined();
  });

  test("[SIG32] silences every rule when more are dismissed than are remembered", () => {
    let much = visit;
    for (let i = 0; i <= BOUNDS.dismissed; i += 1) {
      const at = NOON + i * DAY;
      much = dismissed(invited(much, invitation(`r${i}`, at + MINUTE), at), `inv-r${i}`, at);
    }
    expect(much.dismissed).toEqual({ [EVERY_RULE]: NOON + BOUNDS.dismissed * DAY });
  });

  test("[SIG33] takes the invitation away for a conversation, which ends with a time to rest", () => {
    const chat = accepted(shown, "conversation-1", NOON + 5);
    expect(chat).toMatchObject({ conversation: "conversation-1", chattedAt: NOON + 5 });
    expect(chat.invitation).toBeUndefined();
    const closed = chatClosed(chat, NOON + MINUTE);
    expect(closed.conversation).toBeUndefined();
    expect(closed.chattedAt).toBe(NOON + MINUTE);
  });

  test("[SIG33] takes the cart away with a confirmed purchase", () => {
    expect(purchased(visit, NOON)).toMatchObject({ purchasedAt: NOON });
    expect(purchased(visit, NOON).cart).toBeUndefined();
  });

  test("[SIG33] follows the shopper's consent", () => {
    expect(consented(visit, true).consent).toBe(true);
    expect(consented(consented(visit, true), false).consent).toBe(false);
  });
});
