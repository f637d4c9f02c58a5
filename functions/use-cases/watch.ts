import { failure, type Result } from "../contract/result.ts";
import type { Acks, InvitationView } from "../contract/server-events.ts";
import type { SignalBatch } from "../contract/signal.ts";
import { decide, type TriggerEnv } from "../domain/trigger/decide.ts";
import { whyWith } from "../domain/trigger/explain.ts";
import { invited } from "../domain/visit/change.ts";
import { newVisit, observe } from "../domain/visit/observe.ts";
import type { Visit } from "../domain/visit/visit.ts";
import { visitExpiry } from "./change-visit.ts";
import { releaseSlot } from "./claim.ts";
import { invitationView } from "./connect.ts";
import type { Caller, Deps } from "./deps.ts";
import { follow } from "./follow.ts";
import { holdAgent } from "./hold.ts";
import { openMemo, sealVisit } from "./memo.ts";

const ATTEMPTS = 4;

/**
 * A batch of signals: folded into the visit, judged, and written with its "why" in one conditional update. The visit comes with the batch as the memo (docs/adr/0002); only a stale or missing one
 * costs a read. What the browser claims may open a chat and nothing more.
 * @returns the new memo, and the invitation when an agent is held for it
 */
export async function watch(
  deps: Deps,
  caller: Caller<"shopper">,
  batch: SignalBatch,
): Promise<Result<Acks["signals"] & { readonly invitation?: InvitationView }>> {
  const visitor = caller.owner.id;
  let visit = await openMemo(deps.tokens, visitor, batch.memo);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    visit ??= (await deps.store.visitor(visitor, deps.clock())).visit;
    const now = deps.clock();
    const observed = observe(visit ?? newVisit(visitor, now), batch, now);
    if (observed.kind === "slow_down")
      return failure("slow_down", "too many signals; wait a minute");
    if (observed.kind === "again") {
      return { ok: true, ...(visit && { memo: await sealVisit(deps.tokens, visit) }) };
    }
    const written = await judge(deps, caller, observed.visit);
    if (written) return written;
    visit = (await deps.store.visitor(visitor, deps.clock())).visit;
  }
  return failure("conflict", "too many changes at once; try again");
}

/** Decides on an observed visit and writes it. Undefined when somebody else wrote first. */
async function judge(
  deps: Deps,
  caller: Caller<"shopper">,
  visit: Visit,
): Promise<(Result<Acks["signals"]> & { readonly invitation?: InvitationView }) | undefined> {
  const now = deps.clock();
  const decision = decide(deps.rules, visit, triggerEnv(deps, now));
  if (decision.kind === "none") {
    const saved = await deps.store.saveVisit(visit, decision.why, visitExpiry(deps, visit));
    if (saved !== "done") return undefined;
    await follow(deps, visit);
    return { ok: true, memo: await sealVisit(deps.tokens, visit) };
  }
  const cartValue = visit.cart?.value;
  const held = await holdAgent(deps, decision, cartValue === undefined ? {} : { cartValue });
  if (!held) {
    const why = whyWith(decision.why, "no-agent");
    const saved = await deps.store.saveVisit(visit, why, visitExpiry(deps, visit));
    return saved === "done" ? { ok: true, memo: await sealVisit(deps.tokens, visit) } : undefined;
  }
  const { invitation, agent } = held;
  const next = { ...invited(visit, invitation, now), version: visit.version };
  const why = whyWith(decision.why, "invited");
  const [saved] = await Promise.all([
    deps.store.saveVisit(next, why, visitExpiry(deps, next)),
    deps.store.publish(agent, now, invitation.language),
  ]);
  if (saved !== "done") {
    await releaseSlot(deps, agent.id, invitation.id);
    return undefined;
  }
  const { id, until } = invitation;
  await Promise.all([
    deps.timers.arm(
      { kind: "invitation", invitation: id, visitor: caller.owner.id, agent: agent.id },
      until,
    ),
    deps.bus.publish({
      type: "invitation.shown",
      detail: {
        invitation: id,
        rule: invitation.rule,
        language: invitation.language,
        agent: agent.id,
      },
    }),
  ]);
  return {
    ok: true,
    memo: await sealVisit(deps.tokens, next),
    invitation: invitationView(invitation),
  };
}

/** What the decision depends on besides rules and visit. */
function triggerEnv(deps: Deps, now: number): TriggerEnv {
  const { languages, fallbackLanguage, holdout } = deps.settings;
  return { now, languages, fallbackLanguage, holdout };
}
