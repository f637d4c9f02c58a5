import { describe, expect, test } from "vitest";
import { answerOffer } from "../../functions/use-cases/answer-offer.ts";
import { closeConversation } from "../../functions/use-cases/close.ts";
import { heartbeat } from "../../functions/use-cases/presence.ts";
import { redeemOffer } from "../../functions/use-cases/redeem-offer.ts";
import { CART, counter } from "./offers-kit.ts";

const USED_UP = { code: "refused", message: "today's budget for offers is used up" };
const HAD_ONE = { code: "refused", message: "this shopper has had today's offer" };

describe("an agent offers a discount", () => {
  test("[OFR1] within the policy: refused, nothing is said, and the shopper's day is free", async () => {
    const { chat, propose, cards } = await counter();
    const { conversation } = await chat("visitor-1");
    for (const percent of [4, 21]) {
      expect(await propose(conversation, percent)).toMatchObject({ code: "refused" });
    }
    for (const [visitor, cart] of [
      ["visitor-2", { ...CART, value: 19.99 }],
      ["visitor-3", { ...CART, items: 0 }],
    ] as const) {
      const poor = await chat(visitor, cart);
      expect(await propose(poor.conversation)).toMatchObject({ code: "refused" });
    }
    expect(await cards(conversation)).toEqual([]);
    expect(await propose(conversation)).toMatchObject({ ok: true });
    expect(await cards(conversation)).toEqual(["10 % open"]);
  });

  test("[OFR3] in a chat that she has, and while she has it", async () => {
    const { world, deps, aino, chat, propose } = await counter();
    const { conversation } = await chat("visitor-1");
    const tanel = await world.agent("tanel", { et: 5 });
    const forbidden = { code: "forbidden" };
    expect(await propose(conversation, 10, { by: tanel })).toMatchObject(forbidden);
    await closeConversation(deps, aino, { conversation });
    expect(await propose(conversation)).toMatchObject(forbidden);
    expect(await propose("no-such-conversation")).toMatchObject(forbidden);
  });

  test("[OFR4] once a day to one shopper: neither another press, another chat nor a refusal of hers earns another", async () => {
    const { deps, aino, chat, propose, offered, cards, tomorrow } = await counter();
    const { shopper, conversation } = await chat("visitor-1");
    const code = await offered(conversation);
    expect(await propose(conversation, 5)).toMatchObject(HAD_ONE);
    await answerOffer(deps, shopper, { conversation, code, answer: "decline" });
    expect(await propose(conversation, 5)).toMatchObject(HAD_ONE);
    await closeConversation(deps, aino, { conversation });
    const again = await chat("visitor-1");
    expect(await propose(again.conversation, 5)).toMatchObject(HAD_ONE);
    expect(await cards(conversation)).toEqual(["10 % open", "10 % declined"]);
    expect(await propose((await chat("visitor-2")).conversation)).toMatchObject({ ok: true });
    await tomorrow();
    expect(await propose((await chat("visitor-1")).conversation)).toMatchObject({ ok: true });
  });

  test("[OFR5] all of a day within its budget: what does not fit is refused, and something smaller to the same shopper is not", async () => {
    const { chat, propose, cards, tomorrow } = await counter({ dailyBudget: 30 });
    const [first, second, third] = [
      await chat("visitor-1"),
      await chat("visitor-2"),
      await chat("visitor-3"),
    ];
    const outcomes = await Promise.all(
      [first, second, third].map(({ conversation }) => propose(conversation)),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    const left = [first, second, third][outcomes.findIndex(({ ok }) => !ok)] ?? third;
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject(USED_UP);
    expect(await cards(left.conversation)).toEqual([]);
    expect(await propose(left.conversation, 5)).toMatchObject({ ok: true });
    const fourth = await chat("visitor-4");
    expect(await propose(fourth.conversation, 5)).toMatchObject(USED_UP);
    await tomorrow();
    expect(await propose((await chat("visitor-5")).conversation)).toMatchObject({ ok: true });
  });

  test("[OFR6] the same press again, also twice at once, is one offer with one reservation and one card", async () => {
    const { chat, propose, cards, lines } = await counter({ dailyBudget: 12 });
    const { conversation } = await chat("visitor-1");
    const press = { key: "press-again" };
    const twice = await Promise.all([
      propose(conversation, 10, press),
      propose(conversation, 10, press),
    ]);
    const again = await propose(conversation, 10, press);
    expect(again).toMatchObject({ ok: true });
    expect(twice).toEqual([again, again]);
    expect(await cards(conversation)).toEqual(["10 % open"]);
    expect(again.ok && (await lines(again.code))).toEqual(["proposed 12"]);
  });
});

describe("the shopper answers", () => {
  test("[OFR7] her own alone, in its chat: nobody else takes it, declines it or learns that it is there", async () => {
    const { deps, chat, offered, cards, lines } = await counter();
    const { shopper, conversation } = await chat("visitor-1");
    const code = await offered(conversation);
    const other = await chat("visitor-2");
    const none = { code: "not_found", message: "no such offer of yours" };
    for (const answer of ["accept", "decline"] as const) {
      for (const where of [conversation, other.conversation]) {
        const asked = { conversation: where, code, answer };
        expect(await answerOffer(deps, other.shopper, asked)).toMatchObject(none);
      }
      const elsewhere = { conversation: other.conversation, code, answer };
      expect(await answerOffer(deps, shopper, elsewhere)).toMatchObject(none);
    }
    expect(await lines(code)).toEqual(["proposed 12"]);
    expect(await deps.store.offer(code)).toMatchObject({ state: "open" });
    expect(await cards(other.conversation)).toEqual([]);
  });

  test("[OFR8] once: the same answer again changes nothing, another one is too late", async () => {
    const { deps, chat, offered, cards, lines } = await counter();
    const { shopper, conversation } = await chat("visitor-1");
    const code = await offered(conversation);
    const answer = (word: "accept" | "decline") =>
      answerOffer(deps, shopper, { conversation, code, answer: word });
    expect(await answer("accept")).toEqual({ ok: true });
    expect(await answer("accept")).toEqual({ ok: true });
    expect(await answer("decline")).toMatchObject({ code: "gone" });
    expect(await cards(conversation)).toEqual(["10 % open", "10 % accepted"]);
    expect(await lines(code)).toEqual(["proposed 12", "accepted 12"]);
  });

  test("[OFR8] until its time is over", async () => {
    const { deps, world, chat, offered, cards } = await counter({ validMs: 60_000 });
    const { shopper, conversation } = await chat("visitor-1");
    const code = await offered(conversation);
    world.now += 60_000;
    for (const answer of ["accept", "decline"] as const) {
      const late = { conversation, code, answer };
      expect(await answerOffer(deps, shopper, late)).toMatchObject({ code: "gone" });
    }
    expect(await cards(conversation)).toEqual(["10 % open"]);
  });

  test("[OFR9] declined, it is worth nothing any more, and its money can go to another shopper of the day", async () => {
    const { deps, chat, propose, offered, lines } = await counter({ dailyBudget: 12 });
    const { shopper, conversation } = await chat("visitor-1");
    const other = await chat("visitor-2");
    const code = await offered(conversation);
    expect(await propose(other.conversation)).toMatchObject(USED_UP);
    const declined = { conversation, code, answer: "decline" } as const;
    for (const _ of [1, 2]) {
      expect(await answerOffer(deps, shopper, declined)).toEqual({ ok: true });
    }
    expect(await lines(code)).toEqual(["proposed 12", "declined 12"]);
    const order = { code, order: "A-1", key: "A-1", cart: { value: 120, currency: "EUR" } };
    expect(await redeemOffer(deps, order)).toMatchObject({ code: "not_found" });
    expect(await propose(other.conversation)).toMatchObject({ ok: true });
    expect(await propose((await chat("visitor-3")).conversation)).toMatchObject(USED_UP);
  });

  test("[OFR9] not used in its time, its money comes back too, taken or not; a used one's does not", async () => {
    const { world, deps, aino, chat, propose, offered, lines } = await counter({
      dailyBudget: 36,
      validMs: 60_000,
    });
    const [used, taken, left, more] = [
      await chat("visitor-1"),
      await chat("visitor-2"),
      await chat("visitor-3"),
      await chat("visitor-4"),
    ];
    const codes = [
      await offered(used.conversation),
      await offered(taken.conversation),
      await offered(left.conversation),
    ] as const;
    const cart = { value: 120, currency: "EUR" };
    await redeemOffer(deps, { code: codes[0], order: "A-1", key: "A-1", cart });
    const accept = { conversation: taken.conversation, code: codes[1], answer: "accept" } as const;
    await answerOffer(deps, taken.shopper, accept);
    expect(await propose(more.conversation)).toMatchObject(USED_UP);
    world.now += 60_000;
    await heartbeat(deps, aino);
    await world.sweep();
    expect(await Promise.all(codes.map(lines))).toEqual([
      ["proposed 12", "redeemed 12"],
      ["proposed 12", "accepted 12", "expired 12"],
      ["proposed 12", "expired 12"],
    ]);
    for (const conversation of [more.conversation, (await chat("visitor-5")).conversation]) {
      expect(await propose(conversation)).toMatchObject({ ok: true });
    }
    expect(await propose((await chat("visitor-6")).conversation, 5)).toMatchObject(USED_UP);
  });
});
