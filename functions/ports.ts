import type { Customer } from "./contract/customer.ts";
import type { Result } from "./contract/result.ts";
import type { ServerEvents } from "./contract/server-events.ts";
import type { Exposure } from "./domain/experiment/counts.ts";
import type { AgentStore } from "./ports/agents.ts";
import type { ApprovalStore } from "./ports/approvals.ts";
import type { AsideStore } from "./ports/asides.ts";
import type { ConversationStore } from "./ports/conversations.ts";
import type { CustomerStore } from "./ports/customers.ts";
import type { DocumentStore } from "./ports/documents.ts";
import type { EndedChatStore } from "./ports/ended-chats.ts";
import type { OfferStore } from "./ports/offers.ts";
import type { TriggerStore } from "./ports/trigger.ts";
import type { VisitStore } from "./ports/visits.ts";
import type { WaitingStore } from "./ports/waiting.ts";

export type { Outcome } from "./ports/agents.ts";
export type { ApprovalRow, ApprovalStore } from "./ports/approvals.ts";
export type { Aside } from "./ports/asides.ts";
export type { Connection, Owner, Participant } from "./ports/connections.ts";
export type { Appended, Joined } from "./ports/conversations.ts";
export type { CustomerStore } from "./ports/customers.ts";
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
export type { SignedIn, VisitRecord, Why } from "./ports/visits.ts";
export type { Due, DueRef, QueueRow } from "./ports/waiting.ts";

/** Epoch ms. */
export type Clock = () => number;

export interface Ids {
  /** Unguessable, URL-safe, 22 characters. */
  next(): string;
}

/**
 * The table, as the use cases see it. Every write is one item and conditional where two can race; nothing needs a transaction. Reads filter what has
 * expired. All methods are idempotent: a repeat after a lost answer ends as the first did.
 */
export interface Store
  extends VisitStore,
    AgentStore,
    ConversationStore,
    CustomerStore,
    AsideStore,
    WaitingStore,
    OfferStore,
    TriggerStore,
    DocumentStore,
    ApprovalStore,
    EndedChatStore {}

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
