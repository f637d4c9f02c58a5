import type { Agent } from "../domain/routing/agent.ts";
import { DEFAULTS, type Params } from "../domain/routing/needs.ts";
import type { Decision } from "../domain/trigger/decide.ts";
import { inviteText } from "../domain/trigger/decide.ts";
import type { OpenInvitation } from "../domain/visit/visit.ts";
import { candidates } from "./candidates.ts";
import { claimSlot } from "./claim.ts";
import type { Deps } from "./deps.ts";

type Invite = Extract<Decision, { kind: "invite" }>;

export interface Held {
  readonly invitation: OpenInvitation;
  readonly agent: Agent;
}

/** Nobody waits for an invitation, so there is no better agent to hold out for: whoever is good enough at last is good enough at once. */
const UNHURRIED: Params = {
  ...DEFAULTS,
  reservation: { ...DEFAULTS.reservation, start: DEFAULTS.reservation.floor },
};

/**
 * Holds an agent's slot for an invitation; its lifetime is the hold's, so nobody is ever invited to an agent who isn't there.
 * @returns undefined when no eligible agent has a free slot
 */
export async function holdAgent(
  deps: Deps,
  decision: Invite,
  visit: { readonly cartValue?: number },
): Promise<Held | undefined> {
  const id = deps.ids.next();
  const now = deps.clock();
  const found = await candidates(
    deps,
    id,
    {
      language: decision.language,
      languageConfidence: 1,
      ...(decision.topic !== undefined && { topic: decision.topic }),
      ...(visit.cartValue !== undefined && { cartValue: visit.cartValue }),
      since: now,
      priority: 0,
      tried: [],
    },
    { proactive: true, params: UNHURRIED, snapshotWillDo: true },
  );
  if (found.kind === "none") return undefined;
  const until = now + decision.holdSeconds * 1000;
  for (const candidate of found.agents) {
    const slot = { kind: "invited", until, language: decision.language } as const;
    const agent = await claimSlot(deps, candidate.id, id, slot, candidate);
    if (!agent) continue;
    return {
      agent,
      invitation: {
        id,
        rule: decision.rule,
        agent: agent.id,
        agentName: agent.name,
        text: inviteText(decision.text, agent.name),
        language: decision.language,
        until,
        values: decision.values,
        ...(decision.topic !== undefined && { topic: decision.topic }),
      },
    };
  }
  return undefined;
}
