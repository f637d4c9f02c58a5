import type {
  AgentCard,
  ConversationView,
  Message,
  Party,
  ShopperContext,
} from "./conversation.ts";

/** First event on every connection. */
export type Welcome =
  | {
      readonly role: "shopper";
      readonly version: number;
      /** Server's clock, epoch ms. */
      readonly now: number;
      /** Proves on a later connection that this is the same visitor; keep it only after consent or in a chat. */
      readonly credential: { readonly visitor: string; readonly key: string };
      /** An open conversation to take up again. */
      readonly conversation?: ConversationView;
      /** An open invitation, shown again on the page the shopper went to. */
      readonly invitation?: InvitationView;
      readonly memo?: string;
      readonly languages: readonly string[];
    }
  | {
      readonly role: "agent";
      readonly version: number;
      readonly now: number;
      readonly agent: AgentCard;
    };

/** An invitation exists only while an agent's slot is held for it, until `until` (epoch ms). Its id becomes the conversation's when it is accepted. */
export interface InvitationView {
  readonly id: string;
  readonly agent: AgentCard;
  readonly text: string;
  readonly language: string;
  readonly until: number;
  readonly rule: string;
}

/** A conversation rings at an agent until `until` (epoch ms). */
export interface RingView {
  readonly conversation: ConversationView;
  readonly round: number;
  readonly until: number;
  /** When the shopper began to wait, epoch ms. */
  readonly since: number;
  readonly context: ShopperContext;
}

export interface AgentProfileView extends AgentCard {
  readonly role: "agent" | "supervisor" | "admin";
  readonly languages: Readonly<Record<string, number>>;
  readonly skills: Readonly<Record<string, number>>;
  readonly capacity: number;
  readonly presence: "online" | "away" | "wrap-up" | "offline";
  /** Slots in use or held now. */
  readonly load: number;
}

export interface InboxConversation {
  readonly conversation: ConversationView;
  readonly context: ShopperContext;
}

/** Every event the server may send: its payload. */
export interface ServerEvents {
  welcome: Welcome;
  invitation: InvitationView;
  "invitation:over": { readonly id: string; readonly reason: "dismissed" | "expired" | "accepted" };
  ring: RingView;
  "ring:over": {
    readonly conversation: string;
    readonly round: number;
    readonly reason: "accepted" | "declined" | "missed" | "closed" | "withdrawn";
  };
  message: Message;
  conversation: ConversationView;
  typing: { readonly conversation: string; readonly from: Party };
  read: { readonly conversation: string; readonly from: Party; readonly seq: number };
  /** The shopper of an open conversation moved on: page, cart, trail. */
  context: { readonly conversation: string; readonly context: ShopperContext };
  presence: AgentProfileView;
}

/** What an event's ack carries when it went well (`ok: true` beside it). */
export interface Acks {
  "message:send": { readonly seq: number; readonly at: number };
  sync: {
    readonly conversation: ConversationView;
    readonly messages: readonly Message[];
    /** More than one page: ask again after the last. */
    readonly more: boolean;
    readonly context?: ShopperContext;
  };
  typing: object;
  read: object;
  "conversation:close": { readonly conversation: ConversationView };
  signals: { readonly memo?: string };
  "invitation:accept": { readonly conversation: ConversationView; readonly memo?: string };
  "invitation:dismiss": { readonly memo?: string };
  "chat:open": { readonly conversation: ConversationView };
  consent: { readonly memo?: string };
  "offer:answer": object;
  presence: { readonly agent: AgentProfileView };
  inbox: {
    readonly agent: AgentProfileView;
    readonly rings: readonly RingView[];
    readonly conversations: readonly InboxConversation[];
  };
  "ring:accept": { readonly conversation: ConversationView; readonly context: ShopperContext };
  "ring:decline": object;
  "offer:propose": { readonly code: string; readonly expiresAt: number };
}
