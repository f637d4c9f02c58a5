import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryStore } from "../../functions/adapters/memory-store/index.ts";
import { createState, type State } from "../../functions/adapters/memory-store/state.ts";
import type { Store } from "../../functions/ports.ts";
import { answerOffer } from "../../functions/use-cases/answer-offer.ts";
import { acceptRing } from "../../functions/use-cases/answer-ring.ts";
import { answerApproval, approvalTimeOut } from "../../functions/use-cases/approve-offer.ts";
import { closeConversation } from "../../functions/use-cases/close.ts";
import { acceptInvitation } from "../../functions/use-cases/invitation.ts";
import { proposeOffer } from "../../functions/use-cases/propose-offer.ts";
import { World } from "./world.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

class Crash extends Error {}

/** Delays every request by as many turns as the tape says, and kills its caller before or after it where the tape says so. */
function shaken(store: Store, tape: readonly number[], calm: () => boolean): Store {
  let at = 0;
  const turns = async (count: number) => {
    for (let turn = 0; turn < count; turn++) await null;
  };
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        if (calm()) return method.apply(target, args);
        const fate = tape[at++ % tape.length] ?? 0;
        await turns(fate);
        if (fate === 38) throw new Crash();
        const result = await method.apply(target, args);
        if (fate >= 39) throw new Crash();
        return result;
      };
    },
  });
}

/** What the budgets hold, and what the ledgers say they should: the last word on an offer's amount, unless it came back. */
function accounts(state: State): { readonly held: number; readonly owed: number } {
  const held = [...state.budgets]
    .filter(([scope]) => scope.startsWith("day:"))
    .reduce((sum, [, { total }]) => sum + total, 0);
  const back = new Set(["declined", "expired", "revoked"]);
  const owed = [...state.ledger.values()].reduce((sum, lines) => {
    const amount = (lines.get("approved") ?? lines.get("proposed"))?.amount ?? 0;
    return sum + ([...lines.keys()].some((event) => back.has(event)) ? 0 : amount);
  }, 0);
  return { held, owed: Math.round(owed * 10_000) };
}

const ACTS = [
  "propose",
  "approve",
  "lower",
  "refuse",
  "time out",
  "close",
  "accept",
  "decline",
] as const;

test("[APR8] whatever interleaves and wherever a crash strikes, the ledger's sums are the budget's, and nothing stays open", async () => {
  const ends = new Map<string, number>();
  const act = fc.record({ what: fc.constantFrom(...ACTS), after: fc.nat(60) });
  const script = fc.array(act, { minLength: 1, maxLength: 6 });
  const tape = fc.array(fc.nat(40), { minLength: 5, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(script, tape, async (acts, fates) => {
      const state = createState();
      let calm = true;
      const world = new World(
        {},
        shaken(createMemoryStore(state), fates, () => calm),
      );
      const aino = await world.agent("aino", { fi: 5 });
      const shopper = await world.shopper("visitor-1");
      const conversation = (await world.invite(shopper))?.id ?? "";
      await acceptInvitation(world.deps, shopper, { invitation: conversation });
      await acceptRing(world.deps, aino, { conversation, round: 1 });
      const leads = await Promise.all(
        ["maria", "olga"].map((id) => world.agent(id, { en: 4 }, { role: "supervisor" })),
      );
      const [maria, olga] = leads;
      if (!maria || !olga) throw new Error("nobody supervises");
      const code = await world.deps.tokens.offerCode(`${conversation}:press-0001`);
      const propose = () =>
        proposeOffer(world.deps, aino, { conversation, key: "press-0001", percent: 20 });
      const does: Record<(typeof ACTS)[number], () => Promise<unknown>> = {
        propose,
        approve: () => answerApproval(world.deps, maria, { code, answer: "approve" }),
        lower: () => answerApproval(world.deps, olga, { code, answer: "approve", percent: 7 }),
        refuse: () => answerApproval(world.deps, olga, { code, answer: "refuse" }),
        "time out": async () => {
          const made = state.offers.get(code);
          // No function lives from one to the other, so there is no time-out of what is not made yet.
          if (!made) return;
          world.now = Math.max(world.now, made.createdAt + 2 * MINUTE);
          await approvalTimeOut(world.deps, code);
        },
        close: () => closeConversation(world.deps, aino, { conversation }),
        accept: () => answerOffer(world.deps, shopper, { conversation, code, answer: "accept" }),
        decline: () => answerOffer(world.deps, shopper, { conversation, code, answer: "decline" }),
      };
      calm = false;
      const survives = async (run: () => Promise<unknown>, after: number) => {
        for (let turn = 0; turn < 8 * after; turn++) await null;
        await run().catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
        });
      };
      await Promise.all([
        survives(propose, 0),
        ...acts.map(({ what, after }) => survives(does[what], after)),
      ]);
      calm = true;
      for (let minute = 0; minute < 8; minute++) {
        await world.advance(MINUTE);
        await world.sweep();
      }
      const offer = state.offers.get(code);
      expect(offer?.state).not.toBe("proposed");
      expect(state.approvals.size).toBe(0);
      // One that died before it was proposed has no line; what a crash left of a shopper's "no" is given back at the offer's end.
      if (state.ledger.get(code) && offer?.state !== "declined") {
        const { held, owed } = accounts(state);
        expect(held).toBe(owed);
      }
      const end = `${offer?.approval?.kind}`;
      ends.set(end, (ends.get(end) ?? 0) + 1);
      world.now += 3 * DAY;
      await world.sweep();
      expect(accounts(state)).toEqual({ held: 0, owed: 0 });
    }),
    { numRuns: 400 },
  );
  expect([...ends.keys()].sort()).toEqual(
    expect.arrayContaining(["approved", "refused", "timed-out", "withdrawn"]),
  );
}, 60_000);
