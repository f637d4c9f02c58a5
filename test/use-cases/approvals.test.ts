import { describe, expect, test } from "vitest";
import type { ApprovalOver, ApprovalView } from "../../functions/contract/approval.ts";
import { close } from "../../functions/domain/conversation/transitions.ts";
import { acceptRing } from "../../functions/use-cases/answer-ring.ts";
import { approvals } from "../../functions/use-cases/approval-view.ts";
import { answerApproval, approvalTimeOut } from "../../functions/use-cases/approve-offer.ts";
import { closeConversation } from "../../functions/use-cases/close.ts";
import { acceptInvitation } from "../../functions/use-cases/invitation.ts";
import { proposeOffer } from "../../functions/use-cases/propose-offer.ts";
import { redeemOffer } from "../../functions/use-cases/redeem-offer.ts";
import { sync } from "../../functions/use-cases/sync.ts";
import { World } from "./world.ts";

const MINUTE = 60_000;

/** Aino talks with a shopper whose cart is worth 120 €; Maria and Olga supervise, Tanel does not. */
async function desk() {
  const world = new World();
  const aino = await world.agent("aino", { fi: 5 });
  const shopper = await world.shopper("visitor-1");
  const conversation = (await world.invite(shopper))?.id ?? "";
  await acceptInvitation(world.deps, shopper, { invitation: conversation });
  await acceptRing(world.deps, aino, { conversation, round: 1 });
  for (const who of [aino, shopper]) await sync(world.deps, who, { conversation, after: 0 });
  const maria = await world.agent("maria", { en: 4 }, { role: "supervisor" });
  const olga = await world.agent("olga", { en: 4 }, { role: "admin" });
  const tanel = await world.agent("tanel", { en: 4 });
  const propose = (percent: number, key = "press-0001") =>
    proposeOffer(world.deps, aino, { conversation, key, percent, why: "a hard day" });
  const asked = async () => {
    const proposed = await propose(20);
    if (!proposed.ok || !proposed.approval) throw new Error("nobody was asked");
    return proposed.code;
  };
  const cards = () =>
    world
      .heard(shopper.connection, "message")
      .flatMap(({ body }) => (body.kind === "offer" ? [body.offer] : []));
  const lines = async (code: string) =>
    (await world.deps.store.ledger(code)).map(({ event, amount }) => `${event} ${amount}`);
  const room = async (amount: number) => {
    const day = `day:${new Date(world.now).toISOString().slice(0, 10)}`;
    return world.deps.store.reserve(day, `probe-${amount}`, amount, 500, world.now + MINUTE);
  };
  return {
    world,
    aino,
    maria,
    olga,
    tanel,
    shopper,
    conversation,
    propose,
    asked,
    cards,
    lines,
    room,
  };
}

describe("a discount above what an agent may give alone", () => {
  test("[APR2] is asked for: supervisors are told, the budget is held, the shopper sees nothing", async () => {
    const { world, aino, maria, olga, tanel, propose, cards, lines, room } = await desk();
    const proposed = await propose(20);
    expect(proposed).toMatchObject({
      approval: {
        agent: { id: "aino" },
        percent: 20,
        cost: 24,
        cart: 120,
        currency: "EUR",
        fallback: 10,
        until: world.now + 2 * MINUTE,
        why: "a hard day",
      },
    });
    if (!proposed.ok) throw new Error(proposed.message);
    const told = (connection: string): readonly ApprovalView[] =>
      world.heard(connection, "approval");
    expect(told(maria.connection)).toEqual([proposed.approval]);
    expect(told(olga.connection)).toEqual([proposed.approval]);
    expect([...told(tanel.connection), ...told(aino.connection)]).toEqual([]);
    expect(cards()).toEqual([]);
    expect(await lines(proposed.code)).toEqual(["proposed 24"]);
    expect(await room(476.01)).toBe("exhausted");
    // The same press again asks nobody anew; and a code that is only proposed is worth nothing.
    expect(await propose(20)).toMatchObject({ ok: true, code: proposed.code });
    const cart = { value: 120, currency: "EUR" };
    const order = { code: proposed.code, order: "A-1", key: "A-1", cart };
    expect(await redeemOffer(world.deps, order)).toMatchObject({ code: "not_found" });
    // After a reload both find it again, a colleague finds nothing.
    expect(await approvals(world.deps, maria)).toMatchObject({ approvals: [proposed.approval] });
    expect(await approvals(world.deps, aino)).toMatchObject({ approvals: [proposed.approval] });
    expect(await approvals(world.deps, tanel)).toEqual({ ok: true, approvals: [] });
  });

  test("[APR3] up to the limit, and from a supervisor, needs nobody", async () => {
    const { world, maria, propose, cards } = await desk();
    expect(await propose(10)).not.toHaveProperty("approval");
    expect(cards()).toMatchObject([{ percent: 10, status: "open" }]);
    expect(world.heard(maria.connection, "approval")).toEqual([]);
    const other = await desk();
    const lead = await other.world.deps.store.agent("aino");
    if (!lead) throw new Error("no Aino");
    await other.world.deps.store.saveAgent({
      ...lead,
      role: "supervisor",
      version: lead.version + 1,
    });
    expect(await other.propose(20)).not.toHaveProperty("approval");
    expect(other.cards()).toMatchObject([{ percent: 20, status: "open" }]);
  });

  test.each([
    [undefined, 20, 24],
    [15, 15, 18],
  ])(
    "[APR4] approved with %s %%, it is made, and the budget holds what it costs",
    async (percent, made, cost) => {
      const { world, aino, maria, olga, asked, cards, lines, room } = await desk();
      const code = await asked();
      const lower = percent === undefined ? {} : { percent };
      const by = { id: "maria", name: "maria" };
      const over = { code, outcome: "approved", percent: made, by };
      const answer = { code, answer: "approve", ...lower } as const;
      expect(await answerApproval(world.deps, maria, answer)).toMatchObject({ ok: true, over });
      expect(cards()).toMatchObject([{ code, percent: made, status: "open" }]);
      expect(await lines(code)).toEqual(["proposed 24", `approved ${cost}`]);
      const told: readonly ApprovalOver[] = world.heard(aino.connection, "approval:over");
      expect(told).toMatchObject([over]);
      expect(world.heard(olga.connection, "approval:over")).toMatchObject([over]);
      // The first answer counts: the second supervisor is told so; the first one's own repeat is done.
      const late = { code, answer: "refuse" } as const;
      expect(await answerApproval(world.deps, olga, late)).toMatchObject({
        code: "conflict",
        message: "it was approved by maria before",
      });
      expect(await answerApproval(world.deps, maria, answer)).toMatchObject({ ok: true, over });
      await world.advance(3 * MINUTE);
      expect(cards()).toHaveLength(1);
      expect(world.heard(aino.connection, "approval:over")).toHaveLength(1);
      expect(await room(500 - cost + 0.01)).toBe("exhausted");
      expect(await room(500 - cost)).toBe("done");
    },
  );

  test("[APR5] refused, everything is given back, and the agent reads why and may offer less", async () => {
    const { world, aino, maria, tanel, asked, cards, lines, propose, room } = await desk();
    const code = await asked();
    const no = { code, answer: "refuse", reason: "the margin" } as const;
    expect(await answerApproval(world.deps, tanel, no)).toMatchObject({ code: "forbidden" });
    expect(await answerApproval(world.deps, maria, no)).toMatchObject({ ok: true });
    expect(world.heard(aino.connection, "approval:over")).toMatchObject([
      { outcome: "refused", reason: "the margin", by: { id: "maria" } },
    ]);
    expect(cards()).toEqual([]);
    expect(await lines(code)).toEqual(["proposed 24", "revoked 24"]);
    expect(await room(500)).toBe("done");
    await world.deps.store.unreserve(
      `day:${new Date(world.now).toISOString().slice(0, 10)}`,
      "probe-500",
    );
    expect(await propose(20)).toMatchObject({ code: "refused" });
    expect(await propose(10, "press-0002")).toMatchObject({ ok: true });
    expect(cards()).toMatchObject([{ percent: 10 }]);
  });

  test("[SEC42] what was said of it is kept no longer than somebody may need it, and never an address", async () => {
    const { world, aino, maria, conversation } = await desk();
    const why = "maija@shop.example has been ill";
    const asked = { conversation, key: "press-0001", percent: 20, why };
    const proposed = await proposeOffer(world.deps, aino, asked);
    if (!proposed.ok) throw new Error(proposed.message);
    const { code } = proposed;
    const [told] = world.heard(maria.connection, "approval");
    expect(told?.why).toBe("… has been ill");
    const no = { code, answer: "refuse", reason: "maija@shop.example again" } as const;
    expect((await answerApproval(world.deps, maria, no)).ok).toBe(true);
    expect(world.heard(aino.connection, "approval:over")).toMatchObject([{ reason: "… again" }]);
    expect(JSON.stringify(await world.deps.store.offer(code))).not.toMatch(/ill|again|maija/);
  });

  test("[APR6] answered by nobody, it is made as far as the agent may alone; early, twice and late change nothing", async () => {
    const { world, aino, maria, asked, cards, lines } = await desk();
    const code = await asked();
    expect(await approvalTimeOut(world.deps, code)).toBe(world.now + 2 * MINUTE);
    expect(cards()).toEqual([]);
    await world.advance(2 * MINUTE);
    expect(cards()).toMatchObject([{ code, percent: 10 }]);
    expect(await lines(code)).toEqual(["proposed 24", "approved 12"]);
    expect(world.heard(aino.connection, "approval:over")).toMatchObject([
      { outcome: "timed-out", percent: 10 },
    ]);
    await approvalTimeOut(world.deps, code);
    await world.sweep();
    expect(cards()).toHaveLength(1);
    expect(world.heard(aino.connection, "approval:over")).toHaveLength(1);
    const late = { code, answer: "approve" } as const;
    expect(await answerApproval(world.deps, maria, late)).toMatchObject({
      code: "conflict",
      message: "it was timed out before",
    });
  });

  test("[APR6] a lost timer is made good by the sweeper", async () => {
    const { world, asked, cards } = await desk();
    const code = await asked();
    world.armed.length = 0;
    world.now += 3 * MINUTE;
    await world.sweep();
    expect(cards()).toMatchObject([{ code, percent: 10 }]);
  });

  test("[APR7] whose conversation ends is taken back", async () => {
    const { world, aino, maria, conversation, asked, cards, lines, room } = await desk();
    const code = await asked();
    await closeConversation(world.deps, aino, { conversation });
    expect(await lines(code)).toEqual(["proposed 24", "revoked 24"]);
    expect(world.heard(maria.connection, "approval:over")).toMatchObject([
      { outcome: "withdrawn" },
    ]);
    expect(await answerApproval(world.deps, maria, { code, answer: "approve" })).toMatchObject({
      code: "conflict",
    });
    await world.advance(5 * MINUTE);
    expect(cards()).toEqual([]);
    expect(await room(500)).toBe("done");
  });

  test.each(["its timer", "a supervisor's answer"])(
    "[APR7] whose conversation ended, by one who died before saying so, is taken back at %s",
    async (comes) => {
      const { world, aino, maria, conversation, asked, cards, lines, room } = await desk();
      const { deps } = world;
      const code = await asked();
      const head = await deps.store.head(conversation);
      const closing = head && close(head, "agent", world.now);
      if (closing) await deps.store.changeState(conversation, closing.from, closing.to);
      world.now += 2 * MINUTE;
      const approve = () => answerApproval(deps, maria, { code, answer: "approve" });
      if (comes === "its timer") await approvalTimeOut(deps, code);
      else expect(await approve()).toMatchObject({ code: "closed" });
      expect(cards()).toEqual([]);
      expect(await lines(code)).toEqual(["proposed 24", "revoked 24"]);
      const told = world.heard(aino.connection, "approval:over");
      expect(told).toMatchObject([{ outcome: "withdrawn" }]);
      expect(await room(500)).toBe("done");
    },
  );
});
