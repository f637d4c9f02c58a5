import type { RoutingRequest } from "../domain/conversation/head.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { choose } from "../domain/routing/choose.ts";
import type { Explanation } from "../domain/routing/explain.ts";
import { DEFAULTS, type Params, poolsFor } from "../domain/routing/needs.ts";
import { poolSeen } from "../domain/routing/rolling.ts";
import { type RosterEntry, rosterEntry } from "../domain/routing/roster.ts";
import { isPresent } from "../domain/routing/slots.ts";
import type { Deps } from "./deps.ts";
import { siteOf } from "./site.ts";

export type Candidates =
  | {
      readonly kind: "agents";
      readonly agents: readonly Agent[];
      readonly explanation: Explanation;
    }
  | { readonly kind: "none"; readonly until?: number; readonly explanation: Explanation };

interface Asked {
  /** Whether Heed invited the shopper, who leaves sooner than one who came by herself. */
  readonly proactive: boolean;
  readonly params?: Params;
  /** Nobody waits: that somebody has come since the snapshot is no reason to read again. */
  readonly snapshotWillDo?: boolean;
}

/** Rounds of looking closer; more are only needed when most of a snapshot is stale. */
const ROUNDS = 3;

/**
 * The agents to try for a request, best first. The roster snapshot names a few; their own records, read in one request, take the place of the snapshot's rows, which may be seconds old, and the choice is made
 * again until it names only agents that were read. Requests do not grow with the number of agents.
 * @param key what the slot will be kept under
 */
export async function candidates(
  deps: Deps,
  key: string,
  request: RoutingRequest,
  { proactive, params = DEFAULTS, snapshotWillDo = false }: Asked,
): Promise<Candidates> {
  const { clock, roster, store } = deps;
  const site = siteOf(deps);
  const now = clock();
  const pools = poolsFor(request, now, site, params);
  const entries = new Map<string, RosterEntry>();
  const take = (rows: readonly RosterEntry[]) => {
    // A row's lease is as old as the row; being published stands for it until the record says otherwise.
    for (const row of rows) entries.set(row.agent, { ...row, seenUntil: Number.POSITIVE_INFINITY });
  };
  // Beside the reads that decide, and not waited for: prices may be of the last decision.
  const figures = deps.router.refresh();
  const snapshot = await roster.read(pools);
  take(snapshot);
  for (const language of pools) deps.router.saw(poolSeen(language, snapshot, now, params));
  const contact = { ...request, id: key, proactive };
  const read = new Map<string, Agent>();
  let fresh = snapshotWillDo;
  for (let round = 1; ; round++) {
    const choice = choose(contact, [...entries.values()], now, deps.router.state(), {
      site,
      params,
    });
    if (choice.kind === "wait" && !fresh) {
      // Somebody may have come since the snapshot: nobody is left waiting for a cache.
      fresh = true;
      take((await roster.read(pools, true)).filter(({ agent }) => !read.has(agent)));
      continue;
    }
    if (choice.kind === "wait") {
      const { until, explanation } = choice;
      return { kind: "none", explanation, ...(until !== undefined && { until }) };
    }
    const unread = choice.ranked.filter((id) => !read.has(id));
    if (unread.length === 0 || round > ROUNDS) {
      const agents = choice.ranked.flatMap((id) => read.get(id) ?? []);
      return { kind: "agents", agents, explanation: choice.explanation };
    }
    for (const id of unread) entries.delete(id);
    const [records] = await Promise.all([store.agents(unread), figures]);
    for (const agent of records) {
      const entry = rosterEntry(agent, now);
      read.set(agent.id, agent);
      roster.correct(entry);
      if (isPresent(agent, now)) entries.set(agent.id, entry);
    }
  }
}
