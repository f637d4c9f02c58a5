import type { Body, Sender } from "../../contract/conversation.ts";
import type { GuestEntry, Head, RoutingRequest, State } from "../../domain/conversation/head.ts";
import type { Participant } from "../../ports.ts";
import { headKey } from "./keys.ts";
import { type Append, type Box, ownerTag } from "./rules.ts";
import type { Item } from "./table.ts";

/**
 * The head's item. Outboxes and participants are top-level attributes, one or two each, because one update can't both create a nested map and set a field in it:
 * `p:<outbox>` the last message, `s:<outbox>` its number in the conversation, `c:<connection>` a participant, `g:<agent>` a guest. `boxes` counts the outboxes.
 */
export const boxAttribute = (outbox: string): string => `p:${outbox}`;
export const seqAttribute = (outbox: string): string => `s:${outbox}`;
export const guestAttribute = (agent: string): string => `g:${agent}`;
export const participantAttribute = (connection: string): string => `c:${connection}`;

/**
 * What is billed with every update of the head: a text without its wrapping (`t`), any other body whole; of the sender only what `by` does not already say, for an agent the
 * name (`as`). An ordinary conversation stays below a kilobyte, and so below a second unit for each write.
 */
interface StoredBox {
  readonly n: number;
  readonly by: string;
  readonly at: number;
  readonly t?: string;
  readonly body?: Body;
  readonly as?: string;
  readonly from?: Sender;
}

/** A message as the head keeps it. */
export function storedBox({ author, from, n, at, body }: Append): StoredBox {
  const by = ownerTag(author);
  return {
    n,
    by,
    at,
    ...(isBare(body) ? { t: body.text } : { body }),
    ...signature(by, from),
  };
}

/** Is it a text and nothing else? */
function isBare(body: Body): body is { readonly kind: "text"; readonly text: string } {
  return body.kind === "text" && Object.keys(body).length === 2;
}

function signature(by: string, from: Sender): Pick<StoredBox, "as" | "from"> {
  if (from.kind === "agent") return by === `${AGENT}${from.id}` ? { as: from.name } : { from };
  return from.kind === impliedSender(by, "").kind ? {} : { from };
}

function impliedSender(by: string, name: string): Sender {
  if (by.startsWith(AGENT)) return { kind: "agent", id: by.slice(AGENT.length), name };
  return { kind: by === "s" ? "shopper" : "system" };
}

function boxOf(outbox: string, seq: number, stored: StoredBox): Box {
  const { n, by, at, t, body, as = "", from = impliedSender(by, as) } = stored;
  return { outbox, n, seq, by, at, from, body: body ?? { kind: "text", text: t ?? "" } };
}

/** As `ownerTag` begins an agent's. */
const AGENT = "a:";

/** Short names: they are billed with every update of the head. `o` only for agents. */
export interface StoredParticipant {
  readonly p: "s" | "a";
  readonly o?: string;
  readonly u: number;
}

export function storedParticipant({ party, owner, expiresAt }: Participant): StoredParticipant {
  return party === "shopper" ? { p: "s", u: expiresAt } : { p: "a", o: owner, u: expiresAt };
}

export function headItem(head: Head): Item & ReturnType<typeof headKey> {
  const { id, guests = {}, ...rest } = head;
  const beside = Object.entries(guests).map(([agent, guest]) => [guestAttribute(agent), guest]);
  return { ...headKey(id), ...rest, ...Object.fromEntries(beside), boxes: 0 };
}

export function headOf(id: string, item: Item): Head {
  const guests = Object.entries(item)
    .filter(([name]) => name.startsWith("g:"))
    .map(([name, guest]) => [name.slice(2), guest as GuestEntry] as const);
  return {
    id,
    visitor: item.visitor as string,
    state: item.state as State,
    request: item.request as RoutingRequest,
    seq: item.seq as number,
    read: item.read as Head["read"],
    startedAt: item.startedAt as number,
    activeAt: item.activeAt as number,
    ...(item.agentName !== undefined && { agentName: item.agentName as string }),
    ...(item.reason !== undefined && { reason: item.reason as NonNullable<Head["reason"]> }),
    ...(guests.length > 0 && { guests: Object.fromEntries(guests) }),
    ...(item.contact !== undefined && { contact: item.contact as NonNullable<Head["contact"]> }),
  };
}

/** The head's outboxes, by the number of their last message. */
export function boxesOf(item: Item): readonly Box[] {
  return Object.entries(item)
    .filter(([name]) => name.startsWith("p:"))
    .map(([name, value]) => {
      const outbox = name.slice(2);
      return boxOf(outbox, item[seqAttribute(outbox)] as number, value as StoredBox);
    })
    .sort((a, b) => a.seq - b.seq);
}

/** All participants of the head, the dead ones too, by connection. */
export function participantsOf(item: Item): readonly Participant[] {
  return Object.entries(item)
    .filter(([name]) => name.startsWith("c:"))
    .map(([name, value]) => {
      const { p, o, u } = value as StoredParticipant;
      return {
        connection: name.slice(2),
        party: p === "s" ? ("shopper" as const) : ("agent" as const),
        owner: o ?? (item.visitor as string),
        expiresAt: u,
      };
    })
    .sort((a, b) => (a.connection < b.connection ? -1 : 1));
}

export function liveParticipants(item: Item, now: number): readonly Participant[] {
  return participantsOf(item).filter(({ expiresAt }) => expiresAt > now);
}
