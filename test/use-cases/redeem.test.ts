import { describe, expect, test } from "vitest";
import { dayOf } from "../../functions/domain/experiment/counts.ts";
import { answerOffer } from "../../functions/use-cases/answer-offer.ts";
import { checkOffer, redeemOffer } from "../../functions/use-cases/redeem-offer.ts";
import { counter } from "./offers-kit.ts";

const USED = { code: "conflict", message: "this code was used before" };

/** A shopper with a code for 10 % of her cart of 120 €, good for a minute, and the shop's back end. */
async function till() {
  const at = await counter({ validMs: 60_000 });
  const { shopper, conversation } = await at.chat("visitor-1");
  const code = await at.offered(conversation);
  const check = (value = 120, currency = "EUR", asked = code) =>
    checkOffer(at.deps, { code: asked, cart: { value, currency } });
  const redeem = ({
    order = "A-1",
    key = "A-1",
    value = 120,
    currency = "EUR",
    asked = code,
  } = {}) => redeemOffer(at.deps, { code: asked, order, key, cart: { value, currency } });
  const granted = (amount: number) => ({ ok: true, code, percent: 10, amount, currency: "EUR" });
  return { ...at, shopper, conversation, code, check, redeem, granted };
}

describe("the shop's back end", () => {
  test("[OFR10] asks what a code takes off a cart, as often as it likes, and uses nothing up", async () => {
    const { check, redeem, granted, cards, lines, code, conversation } = await till();
    expect(await check()).toEqual(granted(12));
    expect(await check(60)).toEqual(granted(6));
    expect(await check(9000)).toEqual(granted(12));
    expect(await lines(code)).toEqual(["proposed 12"]);
    expect(await redeem()).toEqual(granted(12));
    expect(await check()).toMatchObject(USED);
    expect(await cards(conversation)).toEqual(["10 % open", "10 % redeemed"]);
  });

  test("[OFR11] uses an open code once, and one that was taken; visit, chat and shopper hear of it", async () => {
    const { world, deps, conversation, shopper, code, redeem, granted, cards, lines } =
      await till();
    await answerOffer(deps, shopper, { conversation, code, answer: "accept" });
    world.now += 59_999;
    expect(await redeem({ value: 100 })).toEqual(granted(10));
    expect(await lines(code)).toEqual(["proposed 12", "accepted 12", "redeemed 10"]);
    expect(await cards(conversation)).toEqual(["10 % open", "10 % accepted", "10 % redeemed"]);
    const { visit } = await deps.store.visitor(shopper.owner.id, world.now);
    expect(visit).toMatchObject({ purchasedAt: world.now });
    expect(visit).not.toHaveProperty("cart");
    expect(world.told.filter(({ type }) => type === "offer.redeemed")).toMatchObject([
      { detail: { code, order: "A-1", amount: 10, currency: "EUR" } },
    ]);
  });

  test("[OFR12] gets no more than was reserved, however the cart has grown", async () => {
    const { redeem, granted, lines, code } = await till();
    expect(await redeem({ value: 9000 })).toEqual(granted(12));
    expect(await lines(code)).toEqual(["proposed 12", "redeemed 12"]);
  });

  test.each([
    ["its time is over, to the millisecond", 60_000, {}, { code: "gone" }],
    ["the cart is in another currency", 0, { currency: "SEK" }, { code: "refused" }],
    ["nobody was given it", 0, { asked: "NOBODYS" }, { code: "not_found" }],
  ])("[OFR13] is refused where %s, and nothing is used up", async (_, later, more, refused) => {
    const { world, check, redeem, granted, lines, code } = await till();
    world.now += later;
    expect(await redeem(more)).toMatchObject(refused);
    const { currency = "EUR", asked = code }: { currency?: string; asked?: string } = more;
    expect(await check(120, currency, asked)).toMatchObject(refused);
    expect(await lines(code)).toEqual(["proposed 12"]);
    world.now -= later;
    expect(await redeem()).toEqual(granted(12));
  });

  test("[OFR14] repeats a request and gets the same answer, after the code's time too; nothing is done twice", async () => {
    const { world, deps, redeem, granted, cards, lines, code, conversation } = await till();
    expect(await redeem({ value: 100 })).toEqual(granted(10));
    world.now += 120_000;
    await world.sweep();
    expect(await redeem({ value: 100 })).toEqual(granted(10));
    expect(await lines(code)).toEqual(["proposed 12", "redeemed 10"]);
    expect(await cards(conversation)).toEqual(["10 % open", "10 % redeemed"]);
    expect(await deps.store.offer(code)).toMatchObject({ redemption: { order: "A-1" } });
  });

  test.each([
    ["the same key with another order", { order: "A-2" }],
    ["another key with the same order", { key: "A-2" }],
    ["another key and order", { key: "A-2", order: "A-2" }],
  ])("[OFR14] is refused with %s, and the first use stays", async (_, more) => {
    const { deps, redeem, lines, code } = await till();
    await redeem();
    expect(await redeem(more)).toMatchObject(USED);
    expect(await lines(code)).toEqual(["proposed 12", "redeemed 12"]);
    expect((await deps.store.offer(code))?.redemption).toMatchObject({ key: "A-1", order: "A-1" });
  });

  test("[OFR14] asks for several orders at once: one gets it", async () => {
    const { redeem, lines, code } = await till();
    const orders = ["A-1", "A-2", "A-3"].map((order) => redeem({ order, key: order }));
    const outcomes = await Promise.all(orders);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome).toMatchObject(USED);
    expect(await lines(code)).toEqual(["proposed 12", "redeemed 12"]);
  });

  test("[OFR15] makes good, by its repeat, what a crash after the code's use left undone", async () => {
    const { world, deps, conversation, redeem, granted, cards, lines, code } = await till();
    const { store } = deps;
    const dying = { ...store, addLedger: () => Promise.reject(new Error("gone")) };
    const cart = { value: 120, currency: "EUR" };
    const order = { code, order: "A-1", key: "A-1", cart };
    await expect(redeemOffer({ ...deps, store: dying }, order)).rejects.toThrow("gone");
    expect(await lines(code)).toEqual(["proposed 12"]);
    expect(await redeem()).toEqual(granted(12));
    expect(await lines(code)).toEqual(["proposed 12", "redeemed 12"]);
    expect(await cards(conversation)).toEqual(["10 % open", "10 % redeemed"]);
    expect((await store.head(conversation))?.state.kind).toBe("active");
    expect(await store.endedChats(dayOf(world.now), 9)).toEqual([]);
  });
});
