import type { Body, Message, Party, Sender } from "./contract/conversation.ts";
import type { Customer } from "./contract/customer.ts";
import type { Note, Resolution } from "./contract/desk.ts";
import type { Result } from "./contract/result.ts";
import type { ServerEvents } from "./contract/server-events.ts";
import type { Head, State } from "./domain/conversation/head.ts";
import type { Transition } from "./domain/conversation/transitions.ts";
import type { Exposure } from "./domain/experiment/counts.ts";
import type { LedgerEntry, Offer } from "./domain/offer/offer.ts";
import type { Agent } from "./domain/routing/agent.ts";
import type { RosterEntry } from "./domain/routing/roster.ts";
import type { Routed, RoutedRow } from "./domain/routing/routed.ts";
import type { Visit } from "./domain/visit/visit.ts";
import type { ApprovalStore } from "./ports/approvals.ts";
import type { DocumentStore } from "./ports/documents.ts";
import type { EndedChatStore } from "./ports/ended-chats.ts";
import type { TriggerStore } from "./ports/trigger.ts";

export type { ApprovalRow, ApprovalStore } from "./ports/approvals.ts";
export type {
  Change,
  DocumentName,
  DocumentStore,
  SettingName,
  StoredDocument,
  StoredSettings,
} from "./ports/documents.ts";
export type { EndedChatStore } from "./ports/ended-chats.ts";
export type { Files, StoredFile } from "./ports/files.ts";
export type { RuleChange, RuleSet, TriggerStore } from "./ports/trigger.ts";

/** Epoch ms. */
export type Clock = () => number;

export interface Ids {
  /** Unguessable, URL-safe, 22 characters. */
  next(): string;
}

/** Who a connection belongs to: what the authorizer put into its context. */
export type Owner =
  | { readonly role: "shopper"; readonly id: string }
  | { readonly role: "agent"; readonly id: string };

export interface Connection {
  readonly id: string;
  readonly owner: Owner;
  /** Epoch ms; later than the gateway's two hours. */
  readonly expiresAt: number;
  /** A stock Socket.IO client, which the sweeper must ping. */
  readonly stock: boolean;
}

export interface Participant {
  readonly connection: string;
  readonly party: Party;
  /** Visitor or agent id. */
  readonly owner: string;
  readonly expiresAt: number;
}

export type Outcome = "done" | "conflict" | "missing";

export type Appended =
  | {
      readonly kind: "appended";
      readonly head: Head;
      readonly message: Message;
      readonly again: boolean;
      readonly participants: readonly Participant[];
    }
  | { readonly kind: "expected"; readonly n: number }
  | { readonly kind: "forbidden" }
  | { readonly kind: "closed" }
  | { readonly kind: "missing" };

export type Joined =
  | {
      readonly kind: "joined";
      readonly head: Head;
      readonly participants: readonly Participant[];
      /** Messages accepted into the head and perhaps not yet in the transcript. */
      readonly pending: readonly Message[];
    }
  | { readonly kind: "forbidden" | "missing" };

/** A compact record of one evaluation; opaque to the store. */
export type Why = Readonly<Record<string, unknown>>;

export interface VisitRecord {
  readonly visit?: Visit;
  /** As the shop signed her in. */
  readonly customer?: Customer;
  readonly why: readonly Why[];
  readonly connections: readonly Connection[];
}

export interface QueueRow {
  readonly conversation: string;
  readonly language: string;
  readonly priority: number;
  readonly since: number;
}

/** Something of a conversation that is not part of its transcript. `at`: epoch ms. */
export type Aside =
  | {
      readonly kind: "outcome";
      readonly at: number;
      readonly by: string;
      readonly resolution?: Resolution;
      readonly cause?: string;
      readonly tags?: readonly string[];
    }
  | {
      readonly kind: "survey";
      readonly at: number;
      readonly score: number;
      readonly reasons: readonly string[];
      readonly text?: string;
    }
  /** Whoever left a message was told of an answer, having read up to this number before. */
  | { readonly kind: "answered"; readonly at: number; readonly upTo: number };

/** Something that must be looked at again. */
export type DueRef =
  | { readonly kind: "conversation"; readonly id: string }
  | { readonly kind: "agent"; readonly id: string }
  | { readonly kind: "offer"; readonly id: string }
  /** A stock client's connection, which must be pinged until it ends (epoch ms). */
  | {
      readonly kind: "connection";
      readonly id: string;
      readonly owner: Owner;
      readonly until: number;
    };

export interface Due {
  readonly at: number;
  readonly ref: DueRef;
}

/**
 * The table, as the use cases see it. Every write is one item and conditional where two can race; nothing needs a transaction. Reads filter what has
 * expired. All methods are idempotent: a repeat after a lost answer ends as the first did.
 */
export interface Store extends TriggerStore, DocumentStore, ApprovalStore, EndedChatStore {
  // — visits
  /** One query: visit, why ring (oldest first) and live connections. */
  visitor(id: string, now: number): Promise<VisitRecord>;
  /** Writes `visit` (its version being the new one) and one why record, if the stored version is `visit.version - 1` (or none is stored and it is 1). One request. */
  saveVisit(visit: Visit, why: Why | undefined, expiresAt: number): Promise<"done" | "conflict">;
  /** Keeps who the visitor is beside the visit; undefined: nobody any more. */
  putCustomer(visitor: string, customer: Customer | undefined, expiresAt: number): Promise<void>;

  // — connections
  addConnection(connection: Connection): Promise<void>;
  removeConnection(owner: Owner, connection: string): Promise<void>;
  connections(owner: Owner, now: number): Promise<readonly Connection[]>;

  // — agents
  createAgent(agent: Agent): Promise<Outcome>;
  agent(id: string): Promise<Agent | undefined>;
  agents(ids: readonly string[]): Promise<readonly Agent[]>;
  allAgents(): Promise<readonly Agent[]>;
  /** Replaces the record if its stored version is `agent.version - 1`; `leaseAfter`: and only while the stored lease ends after this time; `leaseBefore`: only while it ends before it. Never touches the lease otherwise than by writing `agent.seenUntil` when `lease` is set. */
  saveAgent(
    agent: Agent,
    options?: {
      readonly leaseAfter?: number;
      readonly leaseBefore?: number;
      readonly lease?: true;
    },
  ): Promise<"done" | "conflict">;
  /** Renews the lease if it has not run out and the agent is not offline; one write. */
  renewLease(agent: string, seenUntil: number, now: number): Promise<"done" | "gone">;
  /** Roster rows of one language. */
  roster(language: string): Promise<readonly RosterEntry[]>;
  /** Writes an agent's rows, one per language; removes those of an agent who is not online. `only`: this language's row alone. */
  publish(agent: Agent, now: number, only?: string): Promise<void>;
  addAgentConversation(agent: string, conversation: string): Promise<void>;
  removeAgentConversation(agent: string, conversation: string): Promise<void>;
  agentConversations(agent: string): Promise<readonly string[]>;

  // — conversations
  /** With its first participant, if given, in the same write. `conflict` if one with this id exists. */
  createHead(head: Head, participant?: Participant): Promise<"done" | "conflict">;
  head(id: string): Promise<Head | undefined>;
  /** State and whatever else `to` names change together, if the stored state has `from`'s kind and round; leaves `seq`, outboxes and read marks alone. `missing`: no such conversation. */
  changeState(
    id: string,
    from: Pick<State, "kind" | "round">,
    to: Transition["to"],
  ): Promise<
    | { readonly kind: "done"; readonly head: Head; readonly participants: readonly Participant[] }
    | { readonly kind: "conflict" | "missing" }
  >;
  /**
   * One conditional update of the head: adds (or renews) the participant's connection if its owner is the head's visitor, the agent in its state or a guest
   * (domain/conversation/parties.ts), and returns what the update saw. The participants live in the head itself, one top-level attribute each, so that every later write of the head
   * returns whom to post to without another request (docs/adr/0005). At most `MAX_PARTICIPANTS` of each party: the oldest give way.
   */
  join(conversation: string, participant: Participant, now: number): Promise<Joined>;
  /** Forgets a connection; harmless when it is not there. */
  leave(conversation: string, connection: string): Promise<void>;
  /** The head with its live participants; with `eventually` at half the price, and perhaps a moment old; with `last` the last message of each outbox, by seq, at no price. */
  participants(
    conversation: string,
    now: number,
    how?: { readonly eventually?: boolean; readonly last?: boolean },
  ): Promise<
    | {
        readonly head: Head;
        readonly participants: readonly Participant[];
        readonly last?: readonly Message[];
      }
    | undefined
  >;
  /**
   * The first step of a message: one conditional update that authorises, orders, de-duplicates and keeps the message as pending. `author.role` "shopper" must be the
   * head's visitor, "agent" the active agent or a guest who may write, "system" is the service itself (allowed in a closed conversation). Its outbox's number must be the last + 1; the same number again answers with the stored seq and `again: true`.
   */
  append(message: {
    readonly conversation: string;
    readonly author: Owner | { readonly role: "system" };
    readonly from: Sender;
    readonly outbox: string;
    readonly n: number;
    readonly body: Body;
    readonly at: number;
  }): Promise<Appended>;
  /** The second step: into the transcript unless it is there. */
  putMessage(message: Message): Promise<void>;
  /** Puts every pending message of the head into the transcript and returns them, by seq. */
  rollForward(conversation: string): Promise<readonly Message[]>;
  /** After `after`, oldest first, at most `bytes` of JSON (at least one message). */
  messages(
    conversation: string,
    after: number,
    bytes: number,
  ): Promise<{ readonly messages: readonly Message[]; readonly more: boolean }>;
  /** Raises a party's read mark, never lowers it, never above `seq`; one update that returns whom to tell. */
  markRead(
    conversation: string,
    reader: Owner,
    seq: number,
    now: number,
  ): Promise<
    | { readonly kind: "done"; readonly head: Head; readonly participants: readonly Participant[] }
    | { readonly kind: "unchanged" | "forbidden" | "missing" }
  >;

  // — beside a conversation
  /** Keeps a note unless one of this key is there, and returns what is there. */
  addNote(note: Note): Promise<Note>;
  /** Oldest first; at most 200. */
  notes(conversation: string): Promise<readonly Note[]>;
  /** What is known of a conversation after its end. "outcome" may be written again, "survey" is kept as it was first given, "answered" only gives way to one of a higher number. */
  putAside(conversation: string, aside: Aside): Promise<"done" | "conflict">;
  asides(conversation: string): Promise<readonly Aside[]>;
  /** Notes that the visitor, or the customer by her key, has had this conversation. */
  addChat(visitor: string, conversation: string, startedAt: number): Promise<void>;
  /** Latest first. */
  chats(
    visitor: string,
    limit: number,
  ): Promise<readonly { readonly conversation: string; readonly startedAt: number }[]>;
  /** Deletes the visit, its connections, and all conversations with what is beside them. Offers and orders, without which accounts would not add up, stay. @param customer of whose list the visitor's conversations are taken, too */
  erase(visitor: string, customer?: string): Promise<void>;

  // — waiting
  enqueue(row: QueueRow): Promise<void>;
  dequeue(row: QueueRow): Promise<void>;
  /** Highest priority first, then oldest. */
  waiting(language: string, limit: number): Promise<readonly QueueRow[]>;

  // — what routing achieved
  /** Adds to the counters of a stretch of five minutes. */
  addRouted(key: Pick<RoutedRow, "start" | "policy" | "language">, more: Routed): Promise<void>;
  /** Counters of the stretches that began from … to (epoch ms, both included), oldest first; perhaps a moment old. */
  routed(from: number, to: number): Promise<readonly RoutedRow[]>;

  // — what is due
  addDue(due: Due): Promise<void>;
  removeDue(due: Due): Promise<void>;
  /** Everything due up to `now` that was not removed, a bounded number. The store keeps its own cursor of minutes already empty. */
  due(now: number, limit: number): Promise<readonly Due[]>;

  // — offers
  /** Reserves `amount` in the counter `scope` unless that would pass `ceiling`; once per `key`. */
  reserve(
    scope: string,
    key: string,
    amount: number,
    ceiling: number,
    expiresAt: number,
  ): Promise<"done" | "exhausted">;
  /** Takes back what `key` reserved, once. */
  unreserve(scope: string, key: string): Promise<void>;
  /** `conflict` if the code exists. */
  createOffer(offer: Offer): Promise<"done" | "conflict">;
  offer(code: string): Promise<Offer | undefined>;
  /** If the stored state is one of `from`. */
  changeOffer(offer: Offer, from: readonly Offer["state"][]): Promise<Outcome>;
  /** Append-only; the same event of the same code once. */
  addLedger(entry: LedgerEntry): Promise<void>;
  ledger(code: string): Promise<readonly LedgerEntry[]>;
}

/** Emits events to connections. `gone`: clean it up; `busy`: gave up after backing off, `sync` will repair. */
export interface Sockets {
  emit<E extends keyof ServerEvents>(
    connection: string,
    event: E,
    payload: ServerEvents[E],
  ): Promise<"sent" | "gone" | "busy">;
  /** A heartbeat of the service's own, without which a stock Socket.IO client leaves. */
  ping(connection: string): Promise<"sent" | "gone" | "busy">;
  disconnect(connection: string): Promise<void>;
}

/** Something to do at a time. Timers may come late, early or twice; `round` makes that harmless. */
export type Timer =
  | { readonly kind: "greet"; readonly connection: string }
  | { readonly kind: "ring"; readonly conversation: string; readonly round: number }
  | {
      readonly kind: "invitation";
      readonly invitation: string;
      readonly visitor: string;
      readonly agent: string;
    }
  | { readonly kind: "route"; readonly conversation: string; readonly round: number }
  | { readonly kind: "lease"; readonly agent: string }
  /** A hold of the agent's runs out. */
  | { readonly kind: "slot"; readonly agent: string; readonly key: string }
  /** The shopper's last connection ended. */
  | { readonly kind: "gone"; readonly conversation: string }
  /** Counts that a visitor was exposed to an experiment (docs/adr/0010): off the path of the batch that did it. */
  | { readonly kind: "exposed"; readonly exposure: Exposure }
  /** A proposal has waited long enough for a supervisor. */
  | { readonly kind: "approval"; readonly code: string };

export interface Timers {
  /** `at`: epoch ms; beyond the queue's longest delay the timer is armed again on arrival. */
  arm(timer: Timer, at: number): Promise<void>;
}

/** Everything that happens, for whoever listens: `detail` holds no free text of a shopper. */
export interface Bus {
  publish(event: {
    readonly type: string;
    readonly detail: Readonly<Record<string, unknown>>;
  }): Promise<void>;
}

/** Language of a text among the site's languages; `reliable` in the detector's own judgement. */
export interface Detector {
  detect(
    text: string,
  ): Promise<
    { readonly language: string; readonly reliable: boolean; readonly score: number } | undefined
  >;
}

/** Texts in another language; undefined where it can't be done. */
export interface Translator {
  translate(text: string, to: string): Promise<string | undefined>;
}

/** Who the shop says a shopper is. */
export interface CustomerTokens {
  /** @returns the customer and her key, the same on every device; `unauthorised` for a token that is forged or too old, `bad_payload` naming the faulty claim */
  verify(token: string): Promise<Result<{ readonly customer: Customer; readonly key: string }>>;
}

/** Unforgeable strings. Times epoch ms. */
export interface Tokens {
  /** The key that a visitor proves possession of. */
  visitorKey(visitor: string): Promise<string>;
  /** Signs the server's own notes; `open` returns undefined for anything forged or of another visitor. */
  seal(visitor: string, content: string): Promise<string>;
  open(visitor: string, sealed: string): Promise<string | undefined>;
  /** A discount code that people can type and nobody can guess, the same for the same seed: upper case, no look-alikes, at least 60 bits. */
  offerCode(seed: string): Promise<string>;
}
