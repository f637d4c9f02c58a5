import type { Head } from "../../../functions/domain/conversation/head.ts";
import type { Agent } from "../../../functions/domain/routing/agent.ts";
import type { Settings } from "../../../functions/use-cases/settings.ts";
import type { Happening, History, Violation } from "./history.ts";

type Times = Pick<Settings, "leaseMs" | "graceMs" | "idleMs">;

/** Nothing is left lying: whatever a crash leaves behind is put right within its bound. */
export function checkStranded(history: History, times: Times): readonly Violation[] {
  return [
    ...slots(history),
    ...conversations(history, times),
    ...presence(history, times),
    ...visits(history),
    ...idleAgents(history),
  ];
}

/** Does the head say what the agent's slot says? An invitation's slot has no conversation yet and ends by itself. */
function agrees(agent: Agent, conversation: string, head: Head | undefined): boolean {
  const slot = agent.slots[conversation];
  if (!slot || slot.kind === "invited") return true;
  const kind = slot.kind === "active" ? "active" : "offering";
  const state = head?.state;
  return state?.kind === kind && state.agent === agent.id && state.round === slot.round;
}

function* slots({ ending, happenings, bounds, skewMs }: History): Iterable<Violation> {
  const heads = new Map(ending.conversations.map(({ head }) => [head.id, head]));
  for (const agent of ending.agents) {
    for (const [key, slot] of Object.entries(agent.slots)) {
      const held = slot.kind === "active" || slot.until > ending.at + skewMs;
      if (!held || agrees(agent, key, heads.get(key))) continue;
      const since = Math.max(lastChange(happenings, agent.id, key), ending.calmSince);
      if (ending.at - since > bounds.strandedSlot)
        yield {
          rule: "stranded slot",
          what: `${agent.id} holds ${JSON.stringify(slot)} for ${key}`,
        };
    }
  }
  for (const head of heads.values()) {
    const { state } = head;
    if (state.kind !== "active") continue;
    const slot = ending.agents.find(({ id }) => id === state.agent)?.slots[head.id];
    if (slot?.kind !== "active")
      yield { rule: "capacity", what: `${state.agent} has no slot for ${head.id}, which she has` };
  }
}

/** When the conversation or the agent's slot for it last changed. */
function lastChange(happenings: readonly Happening[], agent: string, key: string): number {
  let last = 0;
  let slot: string | undefined;
  for (const event of happenings) {
    if (event.kind === "state" && event.conversation === key) last = event.at;
    if (event.kind !== "agent" || event.agent.id !== agent) continue;
    const now = JSON.stringify(event.agent.slots[key]);
    if (now !== slot) last = event.at;
    slot = now;
  }
  return last;
}

function* conversations(history: History, times: Times): Iterable<Violation> {
  const { ending, bounds } = history;
  const late = (due: number, bound: number) => ending.at - Math.max(due, ending.calmSince) > bound;
  const agents = new Map(ending.agents.map((agent) => [agent.id, agent]));
  for (const { head } of ending.conversations) {
    const { state } = head;
    if (state.kind === "closed") continue;
    if (state.kind === "offering" && late(state.until, bounds.strandedRing))
      yield { rule: "stranded ring", what: `${head.id} still rings at ${state.agent}` };
    if (state.kind === "active") {
      const over = (agents.get(state.agent)?.seenUntil ?? 0) + times.graceMs;
      if (late(Math.max(over, state.since), bounds.strandedChat))
        yield { rule: "stranded chat", what: `${head.id} is with ${state.agent}, who is gone` };
    }
    if (late(head.activeAt + times.idleMs, bounds.strandedIdle))
      yield { rule: "stranded chat", what: `${head.id} is silent and still open` };
  }
}

function* presence({ ending, bounds }: History, times: Times): Iterable<Violation> {
  for (const { id, presence: shown, seenUntil } of ending.agents) {
    if (shown === "offline") continue;
    const since = Math.max(seenUntil + times.graceMs, ending.calmSince);
    if (ending.at - since > bounds.strandedPresence)
      yield { rule: "stranded presence", what: `${id} is gone and shown as ${shown}` };
  }
}

/** A visit says "open" of a conversation that is, and a shopper has one at most. */
function* visits({ ending, bounds, happenings }: History): Iterable<Violation> {
  const heads = new Map(ending.conversations.map(({ head }) => [head.id, head]));
  for (const { visitor, conversation } of ending.visits) {
    // One that was named and never began is begun by her next wish, and forgotten with her next signal.
    const state = conversation === undefined ? undefined : heads.get(conversation)?.state;
    if (conversation !== undefined && state?.kind === "closed") {
      const closed = lastChange(happenings, "", conversation);
      if (ending.at - Math.max(closed, ending.calmSince) > bounds.strandedVisit)
        yield {
          rule: "stranded visit",
          what: `${visitor} is said to be in ${conversation}, which is over`,
        };
    }
    const open = [...heads.values()].filter(
      (head) => head.visitor === visitor && head.state.kind !== "closed",
    );
    if (open.length > 1)
      yield {
        rule: "one conversation",
        what: `${visitor} has ${open.map(({ id, state: { kind } }) => `${id} (${kind})`)}`,
      };
  }
}

/** After the faults nobody waits beside a free agent who would fit, beyond the bound. */
function* idleAgents({ happenings, bounds }: History): Iterable<Violation> {
  const since = new Map<string, number>();
  const told = new Set<string>();
  for (const event of happenings) {
    if (event.kind !== "waits") continue;
    for (const key of [...since.keys()])
      if (key.startsWith(`${event.conversation} `)) {
        const agent = key.slice(event.conversation.length + 1);
        if (!event.agents.includes(agent)) since.delete(key);
      }
    for (const agent of event.agents) {
      const key = `${event.conversation} ${agent}`;
      const from = since.get(key) ?? event.at;
      since.set(key, from);
      if (event.at - from > bounds.idleAgent && !told.has(key)) {
        told.add(key);
        yield { rule: "idle agent", what: `${agent} is free while ${event.conversation} waits` };
      }
    }
  }
}
