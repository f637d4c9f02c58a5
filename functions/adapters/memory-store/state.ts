import type { Message } from "../../contract/conversation.ts";
import type { Note } from "../../contract/desk.ts";
import type { Head } from "../../domain/conversation/head.ts";
import type { Mark, StatRow } from "../../domain/experiment/counts.ts";
import type { Order } from "../../domain/experiment/order.ts";
import type { ChatEnd, ChatOrder, ChatRating, Verdict } from "../../domain/feedback/ended-chat.ts";
import type { LedgerEntry, Offer } from "../../domain/offer/offer.ts";
import type { Agent } from "../../domain/routing/agent.ts";
import type { RosterEntry } from "../../domain/routing/roster.ts";
import type { RoutedRow } from "../../domain/routing/routed.ts";
import type { QuietMark } from "../../domain/visit/quiet.ts";
import type { Visit } from "../../domain/visit/visit.ts";
import type {
  ApprovalRow,
  Aside,
  Change,
  Connection,
  Due,
  Owner,
  Participant,
  QueueRow,
  RuleSet,
  SignedIn,
  StoredDocument,
  Why,
} from "../../ports.ts";
import type { Box } from "../dynamo/rules.ts";

export interface StoredVisit {
  readonly visit: Visit;
  /** Slot → version and record. */
  readonly ring: ReadonlyMap<number, { readonly version: number; readonly why: Why }>;
  readonly until: number;
}

export interface StoredConversation {
  head: Head;
  readonly boxes: Map<string, Box>;
  readonly participants: Map<string, Participant>;
  readonly messages: Map<number, Message>;
}

export interface StoredEnd {
  readonly startedAt: number;
  end?: ChatEnd;
  verdict?: Verdict;
  rating?: ChatRating;
  bought?: ChatOrder;
}

/** Everything a memory store knows. */
export interface State {
  readonly visits: Map<string, StoredVisit>;
  /** By visitor. `until`: epoch ms. */
  readonly customers: Map<string, SignedIn & { readonly until: number }>;
  readonly connections: Map<string, Map<string, Connection>>;
  readonly agents: Map<string, Agent>;
  readonly agentConversations: Map<string, Set<string>>;
  readonly roster: Map<string, Map<string, RosterEntry>>;
  readonly conversations: Map<string, StoredConversation>;
  /** By conversation, then by key. */
  readonly notes: Map<string, Map<string, Note>>;
  /** By conversation, then by kind. */
  readonly asides: Map<string, Map<string, Aside>>;
  /** By visitor: conversation → when it began. */
  readonly chats: Map<string, Map<string, number>>;
  readonly quiet: Map<string, Map<string, QuietMark>>;
  /** By conversation. */
  readonly ended: Map<string, StoredEnd>;
  readonly routed: Map<string, RoutedRow>;
  readonly queue: Map<string, QueueRow>;
  readonly due: Map<string, Due>;
  readonly budgets: Map<string, { total: number; readonly keys: Map<string, number> }>;
  readonly offers: Map<string, Offer>;
  readonly ledger: Map<string, Map<LedgerEntry["event"], LedgerEntry>>;
  /** Proposals that wait for a supervisor, by code. */
  readonly approvals: Map<string, ApprovalRow>;
  /** Oldest first; the last is live. */
  readonly ruleSets: RuleSet[];
  /** The live ones, by name. */
  readonly documents: Map<string, StoredDocument>;
  /** By name, then by version. */
  readonly versions: Map<string, Map<number, StoredDocument>>;
  /** By its key, which sorts by time. */
  readonly audit: Map<string, Change>;
  /** By day. */
  readonly visitors: Map<string, Set<string>>;
  readonly orders: Map<string, Order>;
  readonly marks: Map<string, Mark>;
  /** By day. */
  readonly stats: Map<string, StatRow[]>;
}

export function createState(): State {
  return {
    visits: new Map(),
    customers: new Map(),
    connections: new Map(),
    agents: new Map(),
    agentConversations: new Map(),
    roster: new Map(),
    conversations: new Map(),
    notes: new Map(),
    asides: new Map(),
    chats: new Map(),
    quiet: new Map(),
    ended: new Map(),
    routed: new Map(),
    queue: new Map(),
    due: new Map(),
    budgets: new Map(),
    offers: new Map(),
    ledger: new Map(),
    approvals: new Map(),
    ruleSets: [],
    documents: new Map(),
    versions: new Map(),
    audit: new Map(),
    visitors: new Map(),
    orders: new Map(),
    marks: new Map(),
    stats: new Map(),
  };
}

export function ownerKey({ role, id }: Owner): string {
  return `${role}#${id}`;
}

/** The value under `key`, made when it is not there. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Order of keys in a table: by their UTF-8 bytes. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
