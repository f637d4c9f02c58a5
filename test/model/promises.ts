import { isDeepStrictEqual } from "node:util";
import type { Head, State } from "../../functions/domain/conversation/head.ts";
import type { Agent } from "../../functions/domain/routing/agent.ts";
import { pickFor } from "../../functions/domain/routing/queue.ts";
import { NO_HISTORY } from "../../functions/domain/routing/rolling.ts";
import { rosterEntry } from "../../functions/domain/routing/roster.ts";
import { counts, free, load } from "../../functions/domain/routing/slots.ts";
import { isAttended } from "../../functions/use-cases/attended.ts";
import { SETTINGS } from "./stage.ts";
import type { Table } from "./table.ts";
import { toldState } from "./told.ts";

/** What must hold of every table at every moment (epoch ms). @returns what does not */
export function* brokenAt(table: Table, now: number): Iterable<string> {
  for (const agent of table.agents.values()) {
    const held = load(agent, now);
    if (held > agent.capacity) yield `${agent.id} holds ${held} slots of ${agent.capacity}`;
    const chats = heads(table).filter((head) => isWith(head, agent)).length;
    if (chats > agent.capacity) yield `${agent.id} has ${chats} chats, room for ${agent.capacity}`;
  }
  for (const { id, state } of heads(table)) {
    if (state.kind !== "active") continue;
    const slot = table.agents.get(state.agent)?.slots[id];
    if (slot?.kind !== "active" || slot.round !== state.round)
      yield `${state.agent} has ${id} in round ${state.round} without a slot for it`;
  }
}

/** What must hold of every step from one table to the next. @returns what does not */
export function* brokenBy(before: Table, after: Table): Iterable<string> {
  for (const { id, state } of heads(after)) {
    const was = before.conversations.get(id)?.head.state;
    if (was !== undefined && !isDeepStrictEqual(was, state) && !mayFollow(was, state))
      yield `${id} went from ${toldState(was)} to ${toldState(state)}`;
  }
}

/** What must hold when nothing is under way any more and the sweeper has had its time. @returns what does not */
export function* leftAt(table: Table, now: number): Iterable<string> {
  for (const agent of table.agents.values()) {
    for (const [key, slot] of Object.entries(agent.slots)) {
      if (slot.kind === "wrap-up" || slot.kind === "invited" || !counts(slot, now)) continue;
      const state = table.conversations.get(key)?.head.state;
      const kind = slot.kind === "active" ? "active" : "offering";
      if (state?.kind !== kind || state.agent !== agent.id || state.round !== slot.round)
        yield `${agent.id} keeps a slot (${slot.kind}, round ${slot.round}) for ${key}, which is ${state ? toldState(state) : "nowhere"}`;
    }
  }
  for (const { id, state } of heads(table))
    if (state.kind === "offering" && state.until <= now)
      yield `${id} still rings at ${state.agent}`;
}

/** Free agents, each beside a conversation that waits, is attended and which she may take. */
export function* idleAt(table: Table, now: number): Iterable<string> {
  const site = { languages: SETTINGS.languages, fallback: SETTINGS.fallbackLanguage };
  const waiting = [...table.conversations.values()].filter(
    ({ head, participants }) =>
      head.state.kind === "waiting" && isAttended(head, [...participants.values()]),
  );
  for (const agent of table.agents.values()) {
    if (free(agent, now) < 1) continue;
    const contacts = waiting.map(({ head }) => ({ ...head.request, id: head.id }));
    const pick = pickFor(rosterEntry(agent, now), contacts, now, NO_HISTORY, { site });
    if (pick) yield `${agent.id} is free while ${pick.contact.id} waits`;
  }
}

export function heads(table: Table): readonly Head[] {
  return [...table.conversations.values()].map(({ head }) => head);
}

function isWith({ state }: Head, agent: Agent): boolean {
  return state.kind === "active" && state.agent === agent.id;
}

/** Rounds never fall, each has one agent, and what is closed stays closed. */
function mayFollow(from: State, to: State): boolean {
  if (from.kind === "closed") return false;
  const same = to.round === from.round;
  const next = to.round === from.round + 1;
  const agentStays = from.kind !== "waiting" && "agent" in to && to.agent === from.agent;
  switch (to.kind) {
    case "waiting":
      return same;
    case "offering":
      return from.kind === "waiting" && next;
    case "active":
      if (from.kind === "active" && same) return agentStays;
      return from.kind === "offering" ? same && agentStays : next;
    case "resting":
      return from.kind === "active" && same && agentStays;
    case "closed":
      return same;
  }
}
