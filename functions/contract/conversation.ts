import type { ShopCard } from "./card.ts";
import type { Customer } from "./customer.ts";
import type { FileCard } from "./file.ts";

/** An agent as shoppers see one. */
export interface AgentCard {
  readonly id: string;
  readonly name: string;
  readonly photo?: string;
}

export type Party = "shopper" | "agent";

export type Sender =
  | { readonly kind: "shopper" }
  | { readonly kind: "agent"; readonly id: string; readonly name: string }
  | { readonly kind: "system" };

/** What an offer card shows. `status` changes by later messages of the same code. */
export interface OfferCard {
  readonly code: string;
  readonly percent: number;
  /** Epoch ms. */
  readonly expiresAt: number;
  readonly status: "open" | "accepted" | "declined" | "redeemed" | "expired" | "revoked";
}

export type Notice =
  | "agent-joined"
  | "agent-changed"
  | "agent-left"
  | "handed-over"
  | "guest-joined"
  | "guest-left"
  | "waiting"
  | "left-message"
  /** The agent who joined does not speak the shopper's language: a machine translates, or nothing does. */
  | "translated"
  | "not-translated"
  | "closed-by-shopper"
  | "closed-by-agent"
  | "closed-idle";

/** What an agent's text may carry besides its words, which say it all to whoever can't show more. */
export interface TextMore {
  /** A machine put the sender's words into this language. */
  readonly translated?: true;
  /** Answers to be given with a press, while nobody has said anything since. */
  readonly choices?: readonly string[];
  readonly card?: ShopCard;
}

export type Body =
  | ({ readonly kind: "text"; readonly text: string } & TextMore)
  | { readonly kind: "offer"; readonly offer: OfferCard }
  | { readonly kind: "file"; readonly file: FileCard }
  | { readonly kind: "notice"; readonly notice: Notice; readonly name?: string };

/** A stored message. (`outbox`, `n`) name it from its sender's side; `seq` orders the conversation from 1 without holes. */
export interface Message {
  readonly conversation: string;
  readonly seq: number;
  /** Epoch ms by the server's clock. */
  readonly at: number;
  readonly from: Sender;
  readonly body: Body;
  readonly outbox: string;
  readonly n: number;
}

/** "resting": the shopper was silent for long; her next word brings the agent back. */
export type ConversationStatus = "waiting" | "ringing" | "active" | "resting" | "closed";

/** A conversation as both sides see it. */
export interface ConversationView {
  readonly id: string;
  readonly status: ConversationStatus;
  readonly round: number;
  readonly language: string;
  readonly agent?: AgentCard;
  /** Last message's number. */
  readonly seq: number;
  /** Highest number each party has read. */
  readonly read: { readonly shopper: number; readonly agent: number };
  readonly startedAt: number;
  /** The shopper does not wait: she left an address for the answer. */
  readonly left?: true;
}

/** What the agent's console shows about the shopper. */
export interface ShopperContext {
  readonly visitor: string;
  readonly name?: string;
  readonly language: string;
  readonly page?: { readonly kind: string; readonly path: string; readonly title?: string };
  readonly device?: "desktop" | "touch";
  readonly cart?: {
    readonly value: number;
    readonly currency: string;
    readonly items: number;
    readonly names?: readonly string[];
  };
  /** Latest signals, oldest first. `at`: epoch ms. */
  readonly trail: readonly {
    readonly kind: string;
    readonly at: number;
    readonly page: string;
    readonly detail?: string;
  }[];
  /** Where the answer goes when she did not wait for it. */
  readonly contact?: { readonly email: string; readonly name?: string };
  /** Signed in at the shop; null: no longer. An event `context` without it changes nothing about it. */
  readonly customer?: Customer | null;
  /** IANA name, as her browser tells it. */
  readonly timeZone?: string;
  /** Why this shopper was invited: rule id and the values that met its conditions. */
  readonly reason?: { readonly rule: string; readonly values: Readonly<Record<string, unknown>> };
}
