import { describe, expect, test } from "vitest";
import { MAX_BATCHES_PER_MINUTE } from "../../../functions/contract/limits.ts";
import { SILENCE_MS } from "../../../functions/domain/visit/bounds.ts";
import { dismissed, invited } from "../../../functions/domain/visit/change.ts";
import { newVisit, observe } from "../../../functions/domain/visit/observe.ts";
import { hereSince } from "../../../functions/domain/visit/pages.ts";
import { batch, CART, DAY, firstSeen, HOUR, invitation, MINUTE, NOON, seen } from "./make.ts";

describe("a batch", () => {
  test("[SIG20] counts signals and page kinds, and is one version further", () => {
    const visit = firstSeen(["page-view", "view-item", "view-item"], { cart: CART });
    expect(visit).toMatchObject({
      version: 1,
      counts: { "page-view": 1, "view-item": 2 },
      viewed: { product: 1 },
      cart: CART,
      fresh: ["page-view", "view-item"],
    });
  });

  test("[SIG20] keeps the signals' order and distance in time", () => {
    const visit = firstSeen([
      { kind: "page-view", at: 0 },
      { kind: "rage-click", at: 9_000 },
      { kind: "exit-intent", at: 10_000 },
    ]);
    expect(visit.trail.map(({ at }) => at)).toEqual([NOON - 10_000, NOON - 1_000, NOON]);
    expect(hereSince(visit)).toBe(NOON - 10_000);
  });

  test("[SIG21] taken once more changes nothing", () => {
    const taken = batch(["rage-click"]);
    const visit = seen(newVisit("v", NOON), taken, NOON);
    expect(observe(visit, taken, NOON + 5)).toEqual({ kind: "again" });
  });

  test("[SIG21] that was overtaken still counts once, without changing what is newer", () => {
    const second = firstSeen(["exit-intent"], { n: 2, kind: "cart", cart: CART });
    const first = batch(["page-view"], { n: 1, kind: "product" });
    const both = seen(second, first, NOON + 5);
    expect(both.counts).toEqual({ "exit-intent": 1, "page-view": 1 });
    expect(both.view?.kind).toBe("cart");
    expect(both.cart).toEqual(CART);
    expect(observe(both, first, NOON + 9).kind).toBe("again");
  });

  test("[SIG21] from too long ago to know is taken for seen", () => {
    const visit = firstSeen([], { n: 40 });
    expect(observe(visit, batch(["rage-click"], { n: 24 }), NOON).kind).toBe("observed");
    expect(observe(visit, batch(["rage-click"], { n: 23 }), NOON).kind).toBe("again");
  });

  test("[SIG21] is told from another page's batch of the same number", () => {
    const visit = firstSeen(["page-view"], { page: "page-one" });
    const other = seen(visit, batch(["page-view"], { page: "__proto__" }), NOON);
    expect(other.counts["page-view"]).toBe(2);
    expect(observe(other, batch([], { page: "__proto__" }), NOON).kind).toBe("again");
    expect(observe(other, batch([], { page: "page-one" }), NOON).kind).toBe("again");
  });

  test("[SIG22] beyond the minute's limit is turned away, and the next minute begins anew", () => {
    let visit = newVisit("v", NOON);
    for (let n = 1; n <= MAX_BATCHES_PER_MINUTE; n += 1)
      visit = seen(visit, batch([], { n }), NOON);
    const next = batch([], { n: MAX_BATCHES_PER_MINUTE + 1 });
    expect(observe(visit, next, NOON + MINUTE - 1).kind).toBe("slow_down");
    expect(observe(visit, next, NOON + MINUTE).kind).toBe("observed");
  });

  test("[SIG23] after half an hour of silence begins a new visit that keeps the caps", () => {
    const shown = invited(firstSeen(["rage-click"]), invitation("r", NOON + MINUTE), NOON);
    const old = dismissed(shown, "inv-r", NOON + 1);
    const same = seen(old, batch(["page-view"], { page: "page-two" }), NOON + SILENCE_MS);
    expect(same).toMatchObject({ visits: 1, counts: { "rage-click": 1, "page-view": 1 } });
    const later = NOON + SILENCE_MS + 1;
    const next = seen(old, batch(["page-view"], { page: "page-two" }), later);
    expect(next).toMatchObject({
      visits: 2,
      startedAt: later,
      counts: { "page-view": 1 },
      invitedAt: [NOON],
      dismissed: { r: NOON + 1 },
    });
    expect(next.trail).toHaveLength(1);
    expect(next.invitation).toBeUndefined();
  });

  test("[SIG23] in a new visit forgets invitations that no cap asks for any more", () => {
    const shown = invited(firstSeen([]), invitation("r", NOON), NOON);
    const next = seen(shown, batch([], { page: "page-two" }), NOON + DAY + 1);
    expect(next.invitedAt).toEqual([]);
  });

  test("[SIG24] on another kind of page counts as a view without a new load", () => {
    const visit = firstSeen([], { kind: "product" });
    const moved = seen(visit, batch([], { n: 2, kind: "cart" }), NOON + MINUTE);
    const stayed = seen(moved, batch([], { n: 3, kind: "cart" }), NOON + 2 * MINUTE);
    expect(stayed.viewed).toEqual({ product: 1, cart: 1 });
    expect(hereSince(stayed)).toBe(NOON + MINUTE);
    expect(stayed.here).toBe(1);
  });

  test("[SIG25] without a cart keeps the one known, and a purchase empties it", () => {
    const visit = firstSeen([], { cart: CART });
    const on = seen(visit, batch([], { n: 2 }), NOON);
    expect(on.cart).toEqual(CART);
    const bought = seen(on, batch(["purchase"], { n: 3, kind: "order" }), NOON + HOUR / 4);
    expect(bought.cart).toBeUndefined();
    expect(bought.purchasedAt).toBe(NOON + HOUR / 4);
  });

  test("[SIG26] holds neither query strings nor card numbers nor e-mail addresses", () => {
    const visit = firstSeen(
      [{ kind: "request-failed", at: 0, detail: "a.b@shop.example 4111 1111 1111 1111" }],
      { path: "/find/me@shop.example?q=secret#part" },
    );
    expect(visit.view?.path).toBe("/find/…");
    expect(visit.trail[0]?.detail).toBe("… …");
    const plain = batch([]);
    const title = "me@shop.example paid with 4111 1111 1111 1111 (3)";
    const titled = { ...plain, view: { ...plain.view, title } };
    expect(seen(newVisit("v", NOON), titled, NOON).view?.title).toBe("… paid with … (3)");
  });

  test("[SIG27] by a clock that runs behind never turns time back", () => {
    const visit = firstSeen(["page-view"]);
    const after = seen(visit, batch(["rage-click"], { n: 2 }), NOON - MINUTE);
    expect(after.lastAt).toBe(NOON);
    expect(after.trail.map(({ at }) => at)).toEqual([NOON, NOON]);
  });

  test("[SIG28] remembers trouble longer than what anybody does", () => {
    let visit = firstSeen(["rage-click"]);
    for (let n = 2; n <= 20; n += 1) visit = seen(visit, batch(["page-view"], { n }), NOON + n);
    expect(visit.trail[0]?.kind).toBe("rage-click");
    expect(visit.counts["page-view"]).toBe(19);
  });

  test("[SIG29] counts a custom signal by its name, whatever it is called", () => {
    const named = (name: string) => ({ kind: "custom" as const, at: 0, name });
    const visit = firstSeen([named("constructor"), named("__proto__"), named("constructor")]);
    expect(Object.entries(visit.custom)).toEqual([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
  });
});
