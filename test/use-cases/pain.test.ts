import { expect, test } from "vitest";
import { createMemoryStore } from "../../functions/adapters/memory-store/index.ts";
import type { Store } from "../../functions/ports.ts";
import { acceptRing } from "../../functions/use-cases/answer-ring.ts";
import { closeConversation } from "../../functions/use-cases/close.ts";
import { confirmOrder } from "../../functions/use-cases/confirm-order.ts";
import { readFunnel } from "../../functions/use-cases/funnel.ts";
import { acceptInvitation } from "../../functions/use-cases/invitation.ts";
import { painCsv, readPain } from "../../functions/use-cases/pain.ts";
import { answerSurvey } from "../../functions/use-cases/survey.ts";
import { watch } from "../../functions/use-cases/watch.ts";
import { World } from "./world.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function chatting(store?: Store) {
  const world = new World({}, store);
  const aino = await world.agent("aino", { fi: 5 });
  const shopper = await world.shopper("visitor-1");
  const conversation = (await world.invite(shopper))?.id ?? "";
  await acceptInvitation(world.deps, shopper, { invitation: conversation });
  await acceptRing(world.deps, aino, { conversation, round: 1 });
  const outcome = { conversation, resolution: "solved", cause: "delivery date" } as const;
  const pain = async () => {
    const report = await readPain(world.deps, {});
    if (!report.ok) throw new Error(report.message);
    return report;
  };
  return { world, aino, shopper, conversation, outcome, pain };
}

test("[PAI5] signal, page, reason, outcome and money of a chat are in the report once it has ended, with what is learnt later", async () => {
  const { world, aino, shopper, conversation, outcome, pain } = await chatting();
  expect((await pain()).rows).toEqual([]);
  await closeConversation(world.deps, aino, outcome);
  const row = {
    day: "2026-11-23",
    language: "fi",
    signal: "cart-hesitation",
    page: "cart",
    reason: "delivery date",
    outcome: "solved",
    currency: "EUR",
    chats: 1,
    cart: 120,
    orders: 0,
    bought: 0,
    words: [],
  };
  expect((await pain()).rows).toEqual([row]);
  // Closing again with another judgement replaces the first.
  await closeConversation(world.deps, aino, { ...outcome, resolution: "unsolved" });
  expect((await pain()).rows).toEqual([{ ...row, outcome: "unsolved" }]);
  // A repeat that says nothing takes nothing back.
  await closeConversation(world.deps, shopper, { conversation });
  await closeConversation(world.deps, aino, { conversation });
  expect((await pain()).rows).toEqual([{ ...row, outcome: "unsolved" }]);
  const text = "=SUM(A1) write to maija@example.com, card 4111 1111 1111 1111";
  const survey = { conversation, score: 2, reasons: ["slow"] as const, text };
  await answerSurvey(world.deps, shopper, { ...survey, reasons: ["slow"] });
  await answerSurvey(world.deps, shopper, { ...survey, reasons: [], score: 5 });
  const order = { order: "A-1", visitor: "visitor-1", value: 100, currency: "EUR", discount: 10 };
  await confirmOrder(world.deps, order);
  await confirmOrder(world.deps, order);
  await confirmOrder(world.deps, { ...order, order: "A-2" });
  const { rows } = await pain();
  expect(rows).toMatchObject([{ chats: 1, orders: 1, bought: 90, score: 2 }]);
  expect(rows[0]?.words).toEqual(["=SUM(A1) write to … card …"]);
  expect(painCsv(rows)).toBe(
    "day,language,signal,page,reason,outcome,currency,chats,cart,orders,bought,score,words\r\n" +
      "2026-11-23,fi,cart-hesitation,cart,delivery date,unsolved,EUR,1,120,1,90,2,'=SUM(A1) write to … card …\r\n",
  );
});

test("[MSG70] a survey that a crash kept from the reports is in them as it was given first, whatever is said again", async () => {
  const { world, aino, shopper, conversation, outcome, pain } = await chatting();
  await closeConversation(world.deps, aino, outcome);
  const { store } = world.deps;
  const dying = { ...store, rateChat: () => Promise.reject(new Error("gone")) };
  const said = { conversation, score: 2, reasons: [], text: "slow" };
  const first = answerSurvey({ ...world.deps, store: dying }, shopper, said);
  await expect(first).rejects.toThrow("gone");
  expect((await pain()).rows[0]).not.toHaveProperty("score");
  const other = { ...said, score: 5, text: "quick" };
  expect(await answerSurvey(world.deps, shopper, other)).toEqual({ ok: true });
  expect((await pain()).rows).toMatchObject([{ score: 2, words: ["slow"] }]);
});

test("[PAI5] an order of more than three days later came of no chat", async () => {
  const { world, aino, outcome } = await chatting();
  await closeConversation(world.deps, aino, outcome);
  world.now += 3 * DAY + MINUTE;
  await confirmOrder(world.deps, { order: "A-1", visitor: "visitor-1", value: 9, currency: "EUR" });
  const report = await readPain(world.deps, {});
  expect(report).toMatchObject({ rows: [{ chats: 1, orders: 0 }] });
});

test("[PAI6] days and language are chosen; too many days, or none, are refused", async () => {
  const { world, aino, outcome } = await chatting();
  await closeConversation(world.deps, aino, outcome);
  const chats = async (asked: object) => {
    const report = await readPain(world.deps, asked);
    return report.ok ? report.rows.length : report.code;
  };
  expect(await chats({ language: "fi" })).toBe(1);
  expect(await chats({ language: "sv" })).toBe(0);
  expect(await chats({ from: "2026-11-23", to: "2026-11-23" })).toBe(1);
  expect(await chats({ from: "2026-11-20", to: "2026-11-22" })).toBe(0);
  expect(await chats({ from: "2026-10-23", to: "2026-11-23" })).toBe("bad_payload");
  expect(await chats({ from: "2026-11-24", to: "2026-11-23" })).toBe("bad_payload");
});

test("[PAI7] a crash before the record was written is made good by the sweeper, the agent's judgement included", async () => {
  const store = createMemoryStore();
  let broken = false;
  const shaky: Store = {
    ...store,
    endChat: async (end) => {
      if (broken) throw new Error("gone");
      await store.endChat(end);
    },
  };
  const { world, aino, outcome, pain } = await chatting(shaky);
  broken = true;
  await expect(closeConversation(world.deps, aino, outcome)).rejects.toThrow("gone");
  broken = false;
  for (let minute = 0; minute < 6; minute++) {
    await world.advance(MINUTE);
    await world.sweep();
  }
  expect((await pain()).rows).toMatchObject([
    { chats: 1, reason: "delivery date", outcome: "solved" },
  ]);
});

test("[FUN2] the funnel follows a rule's shoppers from its moment to the order", async () => {
  const { world, aino, outcome } = await chatting();
  const quiet = await world.shopper("visitor-2");
  await watch(world.deps, quiet, world.hesitation());
  await world.advance(1000);
  const funnel = async () => {
    const report = await readFunnel(world.deps, {});
    if (!report.ok) throw new Error(report.message);
    return report.rules.map(({ days: _, ...counts }) => counts);
  };
  const counts = { rule: "cart-hesitation", eligible: 2, heldOut: 0, invited: 2 };
  // Who is still in the chat is counted when it ends.
  expect(await funnel()).toEqual([{ ...counts, accepted: 0, bought: 0 }]);
  await closeConversation(world.deps, aino, outcome);
  await confirmOrder(world.deps, { order: "A-1", visitor: "visitor-1", value: 9, currency: "EUR" });
  expect(await funnel()).toEqual([{ ...counts, accepted: 1, bought: 1 }]);
  expect(await readFunnel(world.deps, { from: "2026-01-01", to: "2026-11-23" })).toMatchObject({
    code: "bad_payload",
  });
});

test("[FUN2] an invitation for which nobody was free at first is counted when it is shown, and one held out never", async () => {
  const world = new World({ holdout: { share: 0, salt: "s" } });
  const shopper = await world.shopper("visitor-1");
  await watch(world.deps, shopper, world.hesitation(1));
  await world.advance(1000);
  const counts = async () => {
    const report = await readFunnel(world.deps, {});
    return report.ok ? report.rules : [];
  };
  expect(await counts()).toMatchObject([{ eligible: 1, invited: 0 }]);
  await world.agent("aino", { fi: 5 });
  await watch(world.deps, shopper, world.hesitation(2));
  await world.advance(1000);
  expect(await counts()).toMatchObject([{ eligible: 1, heldOut: 0, invited: 1 }]);
  const held = new World({ holdout: { share: 1, salt: "s" } });
  await held.agent("aino", { fi: 5 });
  await watch(held.deps, await held.shopper("visitor-1"), held.hesitation(1));
  await held.advance(1000);
  const report = await readFunnel(held.deps, {});
  expect(report).toMatchObject({ rules: [{ eligible: 1, heldOut: 1, invited: 0 }] });
});
