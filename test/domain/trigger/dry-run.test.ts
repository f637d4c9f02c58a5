import { describe, expect, test } from "vitest";
import { type DryRun, dryRun } from "../../../functions/domain/trigger/dry-run.ts";
import { momentsOf } from "../../../functions/domain/trigger/replay.ts";
import type { Rule } from "../../../functions/domain/trigger/rule.ts";
import { invited } from "../../../functions/domain/visit/change.ts";
import { newVisit } from "../../../functions/domain/visit/observe.ts";
import type { Visit } from "../../../functions/domain/visit/visit.ts";
import { batch, CART, HOUR, invitation, MINUTE, NOON, seen } from "../visit/make.ts";
import { compiled, env, rule } from "./make.ts";

const { now: _, ...usual } = env();

/** A shopper who clicks angrily on a product page, then, 20 minutes later, rests on the cart page. */
function recorded(visitor: string, at: number, cart = CART): Visit {
  const first = seen(newVisit(visitor, at), batch(["rage-click"], { language: "fi" }), at);
  const options = { page: "page-two", kind: "cart", cart, language: "fi" } as const;
  const later = at + 20 * MINUTE;
  const second = seen(first, batch(["cart-hesitation"], options), later);
  return invited(second, invitation("cart", later + MINUTE), later);
}

const visits = [
  recorded("v1", NOON),
  recorded("v2", NOON + MINUTE / 2),
  recorded("v3", NOON + 2 * HOUR, { ...CART, value: 240 }),
];
const live = compiled(
  rule({ id: "cart", on: ["cart-hesitation"], texts: { fi: "Hei", en: "Hi" } }),
);
const draft: Rule = rule({ id: "rage", priority: 9, holdSeconds: 60, texts: { fi: "Hei" } });

function ran(rule: Rule, more: Partial<typeof usual> = {}): DryRun {
  const result = dryRun(rule, live, visits, { ...usual, ...more });
  if (result.kind !== "ran") throw new Error(JSON.stringify(result));
  return result;
}

describe("a dry run", () => {
  test("[TRG90] replays every moment that the trail remembers, as it was then", () => {
    const [first, second] = momentsOf(visits[0] as Visit);
    expect(first).toMatchObject({
      lastAt: NOON,
      fresh: ["rage-click"],
      counts: { "rage-click": 1, "cart-hesitation": 0 },
      view: { kind: "product" },
      here: 1,
      invitedAt: [],
    });
    expect(second).toMatchObject({
      fresh: ["cart-hesitation"],
      view: { kind: "cart", path: "/cart" },
    });
    expect(second?.invitation).toBeUndefined();
  });

  test("[TRG91] tells how often, on whom and at what load the draft would have fired", () => {
    const { draft: tally, moments } = ran(draft);
    expect(moments).toBe(6);
    expect(tally).toMatchObject({
      fired: 3,
      invited: 3,
      visits: 3,
      stopped: {},
      on: {
        page: { product: 3 },
        device: { desktop: 3 },
        language: { fi: 3 },
        visitor: { new: 3 },
      },
      load: { busiestHour: 2, mostOpen: 2, heldMinutes: 3 },
    });
    expect(tally.on.cart).toEqual({ "50 and more": 2, "200 and more": 1 });
    expect(tally.load.byHour[12]).toBe(2);
    expect(tally.load.byHour[14]).toBe(1);
  });

  test("[TRG92] sets it against the live rules, and says whose invitations it takes", () => {
    const result = ran(draft);
    expect(result.live.fired).toBe(0);
    expect(result.allLive).toMatchObject({ invited: 3, on: { page: { cart: 3 } } });
    expect(result.allDraft).toMatchObject({ invited: 3, stopped: { "cap: per-visit": 3 } });
    expect(result.displaced).toEqual({ cart: 3 });
  });

  test("[TRG92] puts a draft in the place of the live rule of its id", () => {
    const choosy = rule({ ...live.rules[0]?.rule, when: { fact: "cart-value", atLeast: 100 } });
    const result = ran(choosy);
    expect([result.live.invited, result.draft.invited]).toEqual([3, 1]);
    expect(result.displaced).toEqual({});
  });

  test("[TRG93] counts what would have been stopped, by what stopped it", () => {
    expect(ran(draft, { holdout: { share: 1, salt: "s" } }).draft).toMatchObject({
      fired: 3,
      invited: 0,
      stopped: { "holdout: global": 3 },
    });
    expect(ran(draft, { hours: { usual: {} } }).draft.stopped).toEqual({ "closed: fi": 3 });
  });

  test("[TRG94] refuses a broken draft with its faults", () => {
    const result = dryRun(rule({ on: [] }), live, visits, usual);
    expect(result).toMatchObject({ kind: "refused", faults: [{ path: "0.on" }] });
  });
});
