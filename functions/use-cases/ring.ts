import type { RingView } from "../contract/server-events.ts";
import type { Head } from "../domain/conversation/head.ts";
import { offer, withdraw } from "../domain/conversation/transitions.ts";
import { conversationView } from "../domain/conversation/view.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { type Explanation, lines } from "../domain/routing/explain.ts";
import { shopperContext } from "../domain/visit/context.ts";
import type { VisitRecord } from "../ports.ts";
import { claimSlot } from "./claim.ts";
import type { Deps } from "./deps.ts";
import { tell, tellOwner } from "./tell.ts";

export type Rung =
  | { readonly kind: "ringing" }
  | { readonly kind: "lost" }
  | { readonly kind: "full"; readonly head: Head };

/**
 * Offers a waiting conversation to an agent: the head first (one winner among several drains), then the agent's slot, then the ring, which the shopper sees, too. A slot that can't be had puts the head back.
 * @param explanation why she is asked; @param others those it names beside her
 * @returns `ringing`, `full` (the agent has no room; the head waits again) or `lost` (somebody else moved the conversation)
 */
export async function ringAgent(
  deps: Deps,
  head: Head,
  agent: Agent,
  explanation?: Explanation,
  others: readonly Agent[] = [],
): Promise<Rung> {
  const until = deps.clock() + deps.settings.ringMs;
  const offered = offer(head, agent, until);
  if (!offered) return { kind: "lost" };
  const moved = await deps.store.changeState(head.id, offered.from, offered.to);
  if (moved.kind !== "done") return { kind: "lost" };
  const { state } = moved.head;
  const slot = {
    kind: "ringing",
    round: state.round,
    until,
    language: head.request.language,
  } as const;
  const claimed = await claimSlot(deps, agent.id, head.id, slot, agent);
  if (!claimed) {
    const back = withdraw(moved.head, state.round, false);
    const put = back && (await deps.store.changeState(head.id, back.from, back.to));
    return put?.kind === "done" ? { kind: "full", head: put.head } : { kind: "lost" };
  }
  const why = explanation && named(lines(explanation), [agent, ...others]);
  await Promise.all([
    announceRing(deps, moved.head, until, why),
    why && explain(deps, moved.head, why),
    tell(
      deps,
      head.id,
      moved.participants,
      "conversation",
      conversationView(moved.head),
      ({ party }) => party === "shopper",
    ),
  ]);
  return { kind: "ringing" };
}

/** Names in the place of ids. */
function named(said: readonly string[], agents: readonly Agent[]): readonly string[] {
  return said.map((line) => agents.reduce((text, { id, name }) => text.replaceAll(id, name), line));
}

/** Keeps why this agent was rung beside the conversation. */
async function explain(deps: Deps, head: Head, why: readonly string[]): Promise<void> {
  await deps.store.addNote({
    conversation: head.id,
    key: `routing:${head.state.round}`,
    at: deps.clock(),
    kind: "routing",
    text: why.join("\n"),
  });
}

/** Rings at every device of the agent and arms the time-out. Repeating it changes nothing but rings again. */
export async function announceRing(
  deps: Deps,
  head: Head,
  until: number,
  why?: readonly string[],
): Promise<void> {
  const { state } = head;
  if (state.kind !== "offering") return;
  await Promise.all([
    deps.timers.arm({ kind: "ring", conversation: head.id, round: state.round }, until),
    deps.store.visitor(head.visitor, deps.clock()).then((record) =>
      tellOwner(deps, { role: "agent", id: state.agent }, "ring", {
        ...ringView(head, state.round, until, record),
        ...(why && { why }),
      }),
    ),
  ]);
}

/** A ring as the console shows it. */
export function ringView(
  head: Head,
  round: number,
  until: number,
  { visit, customer }: Pick<VisitRecord, "visit" | "customer">,
): RingView {
  return {
    conversation: conversationView(head),
    round,
    until,
    since: head.request.since,
    context: shopperContext(head, visit, customer),
  };
}
