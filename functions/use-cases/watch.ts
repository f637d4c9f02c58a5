import { failure, type Result } from "../contract/result.ts";
import type { Acks, InvitationView } from "../contract/server-events.ts";
import type { SignalBatch } from "../contract/signal.ts";
import { exposuresOf } from "../domain/experiment/exposures.ts";
import { type Decision, decide, type TriggerEnv } from "../domain/trigger/decide.ts";
import { whyWith } from "../domain/trigger/explain.ts";
import type { Why } from "../domain/trigger/why.ts";
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
import { noteQuiet } from "./quiet.ts";
import { triggerEnv } from "./trigger-env.ts";

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
): Promise<Judged> {
  // Beside the batch's own requests, and awaited with them: a function that has answered is frozen in the middle of whatever it still does.
  const refreshed = deps.rules.refresh();
  if (!deps.rules.known()) await refreshed;
  // What is read meanwhile is for the next batch: who is invited by one share of the holdout must not be counted by another.
  const still = { ...deps, settings: { ...deps.settings } };
  const [judged] = await Promise.all([take(still, caller, batch), refreshed]);
  return judged;
}

async function take(deps: Deps, caller: Caller<"shopper">, batch: SignalBatch): Promise<Judged> {
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

type Judged = Result<Acks["signals"] & { readonly invitation?: InvitationView }>;

/** Decides on an observed visit and writes it. Undefined when somebody else wrote first. */
async function judge(
  deps: Deps,
  caller: Caller<"shopper">,
  visit: Visit,
): Promise<Judged | undefined> {
  const now = deps.clock();
  const decision = await decideWithRoom(deps, visit, now);
  if (decision.kind === "none") return keep(deps, visit, decision.why);
  const cartValue = visit.cart?.value;
  const held = await holdAgent(deps, decision, cartValue === undefined ? {} : { cartValue });
  if (!held) return keep(deps, visit, whyWith(decision.why, "no-agent"));
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
    expose(deps, next, why),
    noteQuiet(deps, next, { kind: "invited", at: now }),
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

/** Writes a visit to which nothing is shown. */
async function keep(deps: Deps, visit: Visit, why: Why): Promise<Judged | undefined> {
  // Browsing that no rule listens to would push what is worth reading out of the bounded ring.
  const kept = why.end === "idle" ? undefined : why;
  const saved = await deps.store.saveVisit(visit, kept, visitExpiry(deps, visit));
  if (saved !== "done") return undefined;
  await Promise.all([follow(deps, visit), expose(deps, visit, why)]);
  return { ok: true, memo: await sealVisit(deps.tokens, visit) };
}

/** Tells the reports that this visitor would have been invited, and to which arm of the experiment she belongs. */
async function expose(deps: Deps, visit: Visit, { arm, rule, end }: Why): Promise<void> {
  if (arm === undefined || rule === undefined) return;
  const { visitor } = visit;
  const { holdout } = deps.settings;
  const now = deps.clock();
  const fired = deps.rules.rules().byId.get(rule)?.rule ?? { id: rule };
  const detail = { visitor, rule, arm, end, salt: holdout.salt };
  await Promise.all([
    deps.bus.publish({ type: "experiment.exposed", detail }),
    ...exposuresOf(visitor, holdout, fired, now, end === "invited").map((exposure) =>
      deps.timers.arm({ kind: "exposed", exposure }, now),
    ),
  ]);
}

/**
 * The decision; only when a rule fires is the roster's snapshot asked whether its language group has room for another invitation.
 */
async function decideWithRoom(deps: Deps, visit: Visit, now: number): Promise<Decision> {
  const { reserveShare } = deps.settings;
  const env: TriggerEnv = { now, ...triggerEnv(deps.settings) };
  const rules = deps.rules.rules();
  const decision = decide(rules, visit, env);
  if (decision.kind === "none") return decision;
  const entries = await deps.roster.read([decision.language]);
  const capacity = entries.reduce((sum, entry) => sum + entry.capacity, 0);
  const openness = {
    // Slots held by open invitations count as used in a roster row, so they are not counted again.
    freeSlots: entries.reduce((sum, { capacity: all, load }) => sum + Math.max(0, all - load), 0),
    openInvitations: 0,
    reserve: Math.floor(reserveShare * capacity),
  };
  // A group without anybody is no question of room: the search for an agent says so.
  return capacity === 0 ? decision : decide(rules, visit, { ...env, openness: () => openness });
}
