import { load } from "../../../functions/domain/routing/slots.ts";
import { MOST_SKEW_MS, type Sim } from "../sim/sim.ts";
import type { Table } from "./table.ts";

/** The simulated agents speak a language well or not at all. */
const SPEAKS = 3;

/** Writes down who waits, and which free agents would do. */
export function whoWaits(sim: Sim, { state }: Table): void {
  const { now } = sim;
  for (const { head } of state.conversations.values()) {
    if (head.state.kind !== "waiting") continue;
    const { tried, language } = head.request;
    const agents = [...state.agents.values()].filter(
      (agent) =>
        agent.presence === "online" &&
        agent.seenUntil > now + MOST_SKEW_MS &&
        load(agent, now - MOST_SKEW_MS) < agent.capacity &&
        (agent.languages[language] ?? 0) >= SPEAKS &&
        !tried.includes(agent.id),
    );
    const ids = agents.map(({ id }) => id);
    sim.history.push({ at: now, kind: "waits", conversation: head.id, agents: ids });
  }
}
