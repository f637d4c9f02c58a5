import type { Body, Message } from "../../functions/contract/conversation.ts";
import type { Head, State } from "../../functions/domain/conversation/head.ts";
import type { Offer } from "../../functions/domain/offer/offer.ts";
import { type Agent, newAgent } from "../../functions/domain/routing/agent.ts";
import { newVisit } from "../../functions/domain/visit/observe.ts";
import type { Visit } from "../../functions/domain/visit/visit.ts";
import type { Owner, Participant, Store } from "../../functions/ports.ts";

/** The present, in the tests' own time (epoch ms). */
export const NOW = 1_800_000_000_000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A store to test; `makeStore` of a suite gives a new, empty one. */
export type MakeStore = () => Promise<Store>;

export function aVisit(visitor: string, version: number, more: Partial<Visit> = {}): Visit {
  const page = { n: version, seen: 0, load: 1, since: NOW, kind: "cart" } as const;
  return {
    ...newVisit(visitor, NOW),
    visitor,
    version,
    pages: { page12345: page },
    counts: { "exit-intent": 2 },
    trail: [{ kind: "exit-intent", at: NOW, page: "cart", load: 1 }],
    ...more,
  };
}

export function anAgent(id: string, more: Partial<Agent> = {}): Agent {
  const profile = newAgent({
    id,
    name: `Name of ${id}`,
    email: `${id}@shop.example`,
    role: "agent",
    languages: { fi: 5, en: 3 },
    skills: { payment: 4 },
    capacity: 3,
  });
  return { ...profile, presence: "online", seenUntil: NOW + MINUTE, ...more };
}

export const SHOPPER: Owner = { role: "shopper", id: "visitor1" };
export const AGENT: Owner = { role: "agent", id: "agent1" };

export const active = (agent: string, round = 1): State => ({
  kind: "active",
  round,
  agent,
  since: NOW,
});

export function aHead(id: string, more: Partial<Head> = {}): Head {
  return {
    id,
    visitor: SHOPPER.id,
    state: active(AGENT.id),
    request: { language: "fi", languageConfidence: 0.9, since: NOW, priority: 0, tried: [] },
    seq: 0,
    read: { shopper: 0, agent: 0 },
    startedAt: NOW,
    activeAt: NOW,
    ...more,
  };
}

export function aParticipant(
  connection: string,
  owner: Owner,
  expiresAt = NOW + HOUR,
): Participant {
  return { connection, party: owner.role, owner: owner.id, expiresAt };
}

type Append = Parameters<Store["append"]>[0];

/** A message to append: the shopper's first, unless told otherwise. */
export function aMessage(conversation: string, more: Partial<Append> = {}): Append {
  const author = more.author ?? SHOPPER;
  return {
    conversation,
    author,
    from:
      author.role === "agent"
        ? { kind: "agent", id: author.id, name: "Anna" }
        : { kind: author.role },
    outbox: "outbox01",
    n: 1,
    body: text(`message ${more.n ?? 1}`),
    at: NOW,
    ...more,
  };
}

export const text = (content: string): Body => ({ kind: "text", text: content });

/** Appends and stores; for tests that are about something else. */
export async function say(
  store: Store,
  conversation: string,
  more: Partial<Append> = {},
): Promise<Message> {
  const appended = await store.append(aMessage(conversation, more));
  if (appended.kind !== "appended") throw new Error(`not appended: ${appended.kind}`);
  await store.putMessage(appended.message);
  return appended.message;
}

export function anOffer(code: string, more: Partial<Offer> = {}): Offer {
  return {
    code,
    visitor: SHOPPER.id,
    conversation: "conversation1",
    agent: AGENT.id,
    percent: 10,
    reserved: 12.5,
    currency: "EUR",
    createdAt: NOW,
    expiresAt: NOW + HOUR,
    state: "open",
    ...more,
  };
}

/** How often each value occurs. */
export function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
