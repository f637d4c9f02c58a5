import type { Body, Message, Sender } from "../../contract/conversation.ts";
import type { Note } from "../../contract/desk.ts";
import { agentOf, type Head } from "../../domain/conversation/head.ts";
import { agentHears, agentWrites } from "../../domain/conversation/parties.ts";
import type { LedgerEntry } from "../../domain/offer/offer.ts";
import type { Agent } from "../../domain/routing/agent.ts";
import { isPresent } from "../../domain/routing/slots.ts";
import type { Participant, Store } from "../../ports.ts";

/** What both stores decide alike. No I/O; here the numbers and the readings of the contract that are nobody else's business. */

/** Outboxes a head may hold; before another one begins, the oldest give way. With 4 KB of text each the head stays far below an item's 400 KB. */
export const MAX_OUTBOXES = 32;
/** Outboxes that are left alone when others give way. */
export const KEPT_OUTBOXES = 16;
/** An outbox that has been silent for this long, by the conversation's own time, may go. */
const SILENT_MS = 60 * 60_000;
/** Live connections of one party that a head may hold. Each party has its own allowance, so that a shopper's many tabs can't crowd out the agent. */
export const MAX_PARTICIPANTS = 12;
/** Reservations one budget scope may hold: about 40 bytes each in one item. */
export const MAX_KEYS = 4000;

/** Proposals that one look at those waiting for a supervisor finds. */
export const MOST_APPROVALS = 100;

export type Append = Parameters<Store["append"]>[0];

/** An outbox as the head keeps it: its last message, perhaps not yet in the transcript. `by` names its owner: an outbox belongs to whom it began with. */
export interface Box {
  readonly outbox: string;
  readonly n: number;
  readonly seq: number;
  readonly by: string;
  readonly at: number;
  readonly from: Sender;
  readonly body: Body;
}

/** Short, since it is stored with each outbox; the shopper's id is the head's visitor. */
export function ownerTag(author: Append["author"]): string {
  return author.role === "agent" ? `a:${author.id}` : author.role === "shopper" ? "s" : "y";
}

export function messageOf(conversation: string, box: Box): Message {
  const { seq, at, from, body, outbox, n } = box;
  return { conversation, seq, at, from, body, outbox, n };
}

export type Verdict =
  | { readonly kind: "ok" | "forbidden" | "closed" | "missing" | "full" }
  | { readonly kind: "again"; readonly box: Box }
  | { readonly kind: "expected"; readonly n: number };

/**
 * What becomes of a message. A repeat is answered before anything else is asked, since its first delivery was allowed: the conversation may have been closed or handed
 * over in between.
 */
export function appendVerdict(
  head: Head | undefined,
  boxes: readonly Box[],
  { author, outbox, n }: Append,
): Verdict {
  if (!head) return { kind: "missing" };
  if (author.role === "shopper" && author.id !== head.visitor) return { kind: "forbidden" };
  const box = boxes.find((other) => other.outbox === outbox);
  if (box && box.by !== ownerTag(author)) return { kind: "forbidden" };
  if (box?.n === n) return { kind: "again", box };
  const refused = refusal(head, author);
  if (refused) return { kind: refused };
  const next = (box?.n ?? 0) + 1;
  if (n !== next) return { kind: "expected", n: next };
  return { kind: !box && boxes.length >= MAX_OUTBOXES ? "full" : "ok" };
}

function refusal(head: Head, author: Append["author"]): "forbidden" | "closed" | undefined {
  if (author.role === "system") return undefined;
  const closed = head.state.kind === "closed";
  if (author.role === "shopper") return closed ? "closed" : undefined;
  if (agentWrites(head, author.id)) return undefined;
  return closed && agentHears(head, author.id) ? "closed" : "forbidden";
}

/** Outboxes that may be forgotten once their messages are in the transcript: nothing while there are few, then those long silent. */
export function silentBoxes(boxes: readonly Box[], activeAt: number): readonly Box[] {
  if (boxes.length <= KEPT_OUTBOXES) return [];
  return boxes.filter(({ at }) => at < activeAt - SILENT_MS);
}

/** Outboxes that give way to a new one: the oldest. */
export function oldestBoxes(boxes: readonly Box[]): readonly Box[] {
  return [...boxes].sort((a, b) => b.seq - a.seq).slice(KEPT_OUTBOXES);
}

/** May this participant's connection join? */
export function mayJoin(head: Head, { party, owner }: Participant): boolean {
  return party === "shopper" ? owner === head.visitor : agentHears(head, owner);
}

/** Connections to forget: those that have ended and, where a party has too many, guests' before the agent's, and those that end first. */
export function surplus(
  participants: readonly Participant[],
  now: number,
  agent?: string,
): readonly Participant[] {
  const live = participants.filter(({ expiresAt }) => expiresAt > now);
  const tooMany = (["shopper", "agent"] as const).flatMap((party) =>
    live
      .filter((participant) => participant.party === party)
      .sort(
        (a, b) =>
          Number(b.owner === agent) - Number(a.owner === agent) ||
          b.expiresAt - a.expiresAt ||
          (a.connection < b.connection ? -1 : 1),
      )
      .slice(MAX_PARTICIPANTS),
  );
  return [...participants.filter((participant) => !live.includes(participant)), ...tooMany];
}

/** The latest time that a head knows to be past: with no better clock at hand, a connection that ended before it is dead. */
export function knownPast({ state, activeAt, startedAt }: Head): number {
  const moved = state.kind === "active" ? state.since : state.kind === "closed" ? state.at : 0;
  return Math.max(activeAt, startedAt, moved);
}

/** Why a read mark is not raised, or undefined when it is. */
export function readRefusal(
  head: Head | undefined,
  reader: { readonly role: "shopper" | "agent"; readonly id: string },
  seq: number,
): "missing" | "forbidden" | "unchanged" | undefined {
  if (!head) return "missing";
  const { state } = head;
  if (reader.role === "shopper" ? head.visitor !== reader.id : !agentHears(head, reader.id))
    return "forbidden";
  if (reader.role === "agent") {
    // What a guest has seen, the agent has not.
    if (agentOf(head) !== reader.id) return "unchanged";
    if (state.kind === "offering") return "forbidden";
  }
  return seq > head.read[reader.role] && seq <= head.seq ? undefined : "unchanged";
}

/** Messages from the front whose JSON array stays within `bytes` of UTF-8, at least one. */
export function takeBytes(messages: readonly Message[], bytes: number): readonly Message[] {
  let size = 1;
  const fits = messages.findIndex((message) => {
    size += Buffer.byteLength(JSON.stringify(message)) + 1;
    return size > bytes;
  });
  return fits < 0 ? messages : messages.slice(0, Math.max(1, fits));
}

/** Notes that a reader gets, the latest. */
export const MAX_NOTES = 200;

/** Order of notes: by time, then by key. */
export function byNote(a: Note, b: Note): number {
  return a.at - b.at || (a.key < b.key ? -1 : 1);
}

/** An amount of money in ten-thousandths of the main unit: whole, so that sums are exact. */
export function units(amount: number): number {
  if (!(amount >= 0 && Number.isFinite(amount))) throw new RangeError(`not an amount: ${amount}`);
  return Math.round(amount * 10_000);
}

const LIFE: readonly LedgerEntry["event"][] = [
  "proposed",
  "approved",
  "accepted",
  "declined",
  "redeemed",
  "expired",
  "revoked",
];

/** Order of a ledger: by time, and in one moment by an offer's course of life. */
export function byTime(a: LedgerEntry, b: LedgerEntry): number {
  return a.at - b.at || LIFE.indexOf(a.event) - LIFE.indexOf(b.event);
}

/** Has an agent a row in a language's pool? */
export function belongs(agent: Agent, language: string, now: number): boolean {
  return (
    isPresent(agent, now) &&
    Object.hasOwn(agent.languages, language) &&
    agent.languages[language] !== 0
  );
}
