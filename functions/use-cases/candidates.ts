import type { RoutingRequest } from "../domain/conversation/head.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { type Choice, choose } from "../domain/routing/choose.ts";
import type { Explanation } from "../domain/routing/explain.ts";
import { poolsFor } from "../domain/routing/needs.ts";
import { rosterEntry } from "../domain/routing/roster.ts";
import { isPresent } from "../domain/routing/slots.ts";
import type { Deps } from "./deps.ts";

export type Candidates =
  | {
      readonly kind: "agents";
      readonly agents: readonly Agent[];
      readonly explanation: Explanation;
    }
  | { readonly kind: "none"; readonly until?: number; readonly explanation: Explanation };

/**
 * The agents to try for a request, best first. The roster snapshot names a few; their own records, read in one request, put them in order, because a snapshot may be seconds old.
 * Requests do not grow with the number of agents.
 * @param key what the slot will be kept under
 */
export async function candidates(
  deps: Deps,
  key: string,
  request: RoutingRequest,
  proactive: boolean,
): Promise<Candidates> {
  const { clock, roster, store, settings } = deps;
  const site = { languages: settings.languages, fallback: settings.fallbackLanguage };
  const now = clock();
  const published = await roster.read(poolsFor(request, now, site));
  // A row's lease is as old as the row; being published stands for it until the record says otherwise.
  const entries = published.map((entry) => ({ ...entry, seenUntil: Number.POSITIVE_INFINITY }));
  const contact = { ...request, id: key, proactive };
  const rough = choose(contact, entries, now, deps.routerState, { site });
  if (rough.kind === "wait") return none(rough);
  const agents = (await store.agents(rough.ranked)).filter((agent) => isPresent(agent, now));
  const exact = choose(
    contact,
    agents.map((agent) => rosterEntry(agent, now)),
    now,
    deps.routerState,
    { site },
  );
  if (exact.kind === "wait") return none(exact);
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  return {
    kind: "agents",
    agents: exact.ranked.flatMap((id) => byId.get(id) ?? []),
    explanation: exact.explanation,
  };
}

function none({ until, explanation }: Extract<Choice, { kind: "wait" }>): Candidates {
  return { kind: "none", explanation, ...(until !== undefined && { until }) };
}
