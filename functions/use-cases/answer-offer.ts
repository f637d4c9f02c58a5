import type { ShopperPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Caller, Deps } from "./deps.ts";
import { say } from "./say.ts";
import { releaseBudget } from "./settle-offer.ts";

/** The shopper takes or declines a discount. A declined one gives its money back to the day's budget. The same answer again finishes what the first may have left undone. */
export async function answerOffer(
  deps: Deps,
  caller: Caller<"shopper">,
  { conversation, code, answer }: ShopperPayload<"offer:answer">,
): Promise<Result<Acks["offer:answer"]>> {
  const now = deps.clock();
  const offer = await deps.store.offer(code);
  if (!offer || offer.visitor !== caller.owner.id || offer.conversation !== conversation) {
    return failure("not_found", "no such offer of yours");
  }
  // What it will be is not settled: an answer to it as it was read here would undo what is approved meanwhile.
  if (offer.state === "proposed") return failure("not_found", "no such offer of yours");
  const state = answer === "accept" ? "accepted" : "declined";
  if (offer.state !== state) {
    if (offer.expiresAt <= now) return failure("gone", "this offer has expired");
    const changed = await deps.store.changeOffer({ ...offer, state }, ["open"]);
    if (changed !== "done") return failure("gone", "this offer is no longer open");
  }
  await Promise.all([
    deps.store.addLedger({ code, event: state, amount: offer.reserved, at: now }),
    state === "declined" ? releaseBudget(deps, offer) : undefined,
    say(deps, conversation, `offer:${code}:${state}`, {
      kind: "offer",
      offer: { code, percent: offer.percent, expiresAt: offer.expiresAt, status: state },
    }),
  ]);
  return { ok: true };
}
