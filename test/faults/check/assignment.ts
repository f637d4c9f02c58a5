import type { State } from "../../../functions/domain/conversation/head.ts";
import type { Agent } from "../../../functions/domain/routing/agent.ts";
import type { History, Violation } from "./history.ts";

/** Who has what: never more than an agent can carry, never two agents for one conversation, and only moves that follow from where it stood. */
export function checkAssignment(history: History): readonly Violation[] {
  return [
    ...capacity(history),
    ...losses(history),
    ...moves(history),
    ...authors(history),
    ...answers(history),
  ];
}

/** Slots in use, with the holds that nobody's clock takes for expired. */
export function surelyHeld({ slots }: Pick<Agent, "slots">, now: number, skewMs: number): number {
  return Object.values(slots).filter((slot) => slot.kind === "active" || slot.until > now + skewMs)
    .length;
}

function* capacity({ happenings, skewMs }: History): Iterable<Violation> {
  const chats = new Map<string, string>();
  const capacities = new Map<string, number>();
  for (const event of happenings) {
    if (event.kind === "agent") {
      const { id, capacity: most } = event.agent;
      capacities.set(id, most);
      const held = surelyHeld(event.agent, event.at, skewMs);
      if (held > most)
        yield { rule: "capacity", what: `${id} holds ${held} slots of ${most} at ${event.at}` };
    }
    if (event.kind !== "state") continue;
    const { conversation, state } = event;
    if (state.kind !== "active") {
      chats.delete(conversation);
      continue;
    }
    chats.set(conversation, state.agent);
    const many = [...chats.values()].filter((agent) => agent === state.agent).length;
    if (many > (capacities.get(state.agent) ?? 0))
      yield { rule: "capacity", what: `${state.agent} has ${many} chats at ${event.at}` };
  }
}

/** A slot stays while the conversation is the agent's: whoever moves a conversation moves it first and frees the slot after that. */
function* losses({ happenings, skewMs }: History): Iterable<Violation> {
  const slots = new Map<string, Agent["slots"]>();
  const states = new Map<string, State>();
  for (const event of happenings) {
    if (event.kind === "state") states.set(event.conversation, event.state);
    if (event.kind !== "agent") continue;
    const { id, slots: now } = event.agent;
    for (const [key, slot] of Object.entries(slots.get(id) ?? {})) {
      if (slot.kind === "invited" || now[key]) continue;
      if (slot.kind === "ringing" && slot.until <= event.at + skewMs) continue;
      const state = states.get(key);
      const kind = slot.kind === "active" ? "active" : "offering";
      if (state?.kind === kind && state.agent === id && state.round === slot.round)
        yield { rule: "capacity", what: `${id} lost the slot of ${key}, which is hers` };
    }
    slots.set(id, now);
  }
}

/** Each offer is a round of its own and is taken by the agent it was made to; rounds never fall; what is closed stays closed. */
export function mayFollow(from: State | undefined, to: State): boolean {
  if (!from) return to.kind === "waiting" || (to.kind === "offering" && to.round === 1);
  switch (to.kind) {
    case "waiting":
      return from.kind !== "closed" && to.round === from.round;
    case "offering":
      return from.kind === "waiting" && to.round === from.round + 1;
    case "active":
      if (from.kind === "offering") return to.round === from.round && to.agent === from.agent;
      return from.kind === "resting" && to.round === from.round + 1 && to.agent === from.agent;
    case "resting":
      return from.kind === "active" && to.round === from.round && to.agent === from.agent;
    case "closed":
      return from.kind !== "closed" && to.round === from.round;
  }
}

function* moves({ happenings }: History): Iterable<Violation> {
  const states = new Map<string, State>();
  for (const event of happenings) {
    if (event.kind !== "state") continue;
    const { conversation, state } = event;
    const before = states.get(conversation);
    states.set(conversation, state);
    if (!mayFollow(before, state))
      yield {
        rule: "one agent",
        what: `${conversation} went from ${JSON.stringify(before)} to ${JSON.stringify(state)}`,
      };
  }
}

/** An agent's word is taken only while the conversation is hers. */
function* authors({ happenings }: History): Iterable<Violation> {
  for (const event of happenings) {
    if (event.kind !== "accepted" || event.agent === undefined) continue;
    const { state } = event;
    if (state.kind !== "active" || state.agent !== event.agent)
      yield {
        rule: "one agent",
        what: `${event.agent} wrote ${event.seq} into ${event.conversation}, ${JSON.stringify(state)}`,
      };
  }
}

/** Whoever is told that a conversation is hers has had it, in that round. */
function* answers({ happenings }: History): Iterable<Violation> {
  const had = new Set<string>();
  for (const event of happenings) {
    if (event.kind === "state" && event.state.kind === "active")
      had.add(`${event.conversation} ${event.state.agent} ${event.state.round}`);
    if (event.kind !== "taken") continue;
    const { conversation, agent, round } = event;
    if (!had.has(`${conversation} ${agent} ${round}`))
      yield { rule: "one agent", what: `${agent} was given ${conversation} in round ${round}` };
  }
}
