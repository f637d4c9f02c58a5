import type { ApprovalOver, ApprovalView, OfferLimits } from "./approval.ts";
import type {
  AgentCard,
  ConversationView,
  Message,
  Party,
  ShopperContext,
} from "./conversation.ts";
import type { Colleague, EarlierChat, Floor, Guest, Note } from "./desk.ts";
import type { FileCard, Upload } from "./file.ts";

/** How a stage wants its chat to look; each wish as `heed("theme", …)` takes it. */
export interface StageTheme {
  readonly accent?: string;
  readonly radius?: number;
  readonly side?: "start" | "end";
  readonly font?: "system" | "inherit";
  readonly scheme?: "light" | "dark" | "auto";
}

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
      /** The stage shows agents what a shopper writes before she sends it; the privacy text must say so. */
      readonly sneakPeek?: true;
      readonly theme?: StageTheme;
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
  /** Why this agent, line by line. */
  readonly why?: readonly string[];
}

/** Where a waiting shopper stands. */
export interface QueueView {
  readonly conversation: string;
  /** From 1. */
  readonly position: number;
  /** Expected wait in ms, where it can be told. */
  readonly waitMs?: number;
  /** Nobody who could answer is there: she may leave a message. */
  readonly unattended?: true;
}

export interface AgentProfileView extends AgentCard {
  readonly role: "agent" | "supervisor" | "admin";
  readonly languages: Readonly<Record<string, number>>;
  readonly skills: Readonly<Record<string, number>>;
  readonly capacity: number;
  readonly presence: "online" | "away" | "wrap-up" | "offline";
  /** Why she is away. */
  readonly reason?: string;
  /** Slots in use or held now. */
  readonly load: number;
  /** Conversations that ended, whose slots are kept for what comes after until then (epoch ms). */
  readonly wrapUps?: Readonly<Record<string, number>>;
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
  /** To a waiting shopper, whenever it changes. */
  queue: QueueView;
  /** To agents alone. */
  note: Note;
  guests: { readonly conversation: string; readonly guests: readonly Guest[] };
  /** To agents alone, where the stage allows it. */
  draft: { readonly conversation: string; readonly text: string };
  /** To supervisors: an agent asks for more than she may give alone. */
  approval: ApprovalView;
  /** To them and to the agent. */
  "approval:over": ApprovalOver;
  /** To the agent alone: the shopper now writes in another language. `handOver`: the agent does not speak it, others do. */
  spoken: {
    readonly conversation: string;
    readonly language: string;
    readonly handOver: boolean;
  };
}

/** What an event's ack carries when it went well (`ok: true` beside it). */
export interface Acks {
  "message:send": { readonly seq: number; readonly at: number };
  /** `file`: as its message will name it. */
  "file:start": { readonly file: FileCard; readonly upload: Upload };
  "file:send": { readonly seq: number; readonly at: number };
  /** `until`: epoch ms. */
  "file:open": { readonly url: string; readonly until: number };
  sync: {
    readonly conversation: ConversationView;
    readonly messages: readonly Message[];
    /** More than one page: ask again after the last. */
    readonly more: boolean;
    readonly context?: ShopperContext;
    /** For agents. */
    readonly guests?: readonly Guest[];
  };
  typing: object;
  read: object;
  "conversation:close": {
    readonly conversation: ConversationView;
    /** The agent's own profile after it, with the wrap-up. */
    readonly agent?: AgentProfileView;
  };
  signals: { readonly memo?: string };
  "invitation:accept": { readonly conversation: ConversationView; readonly memo?: string };
  "invitation:dismiss": { readonly memo?: string };
  "chat:open": { readonly conversation: ConversationView };
  consent: { readonly memo?: string };
  identify: { readonly memo?: string };
  "offer:answer": object;
  presence: { readonly agent: AgentProfileView };
  inbox: {
    readonly agent: AgentProfileView;
    readonly rings: readonly RingView[];
    readonly conversations: readonly InboxConversation[];
    readonly offers?: OfferLimits;
  };
  "ring:accept": { readonly conversation: ConversationView; readonly context: ShopperContext };
  "ring:decline": object;
  "offer:propose": {
    readonly code: string;
    readonly expiresAt: number;
    /** A supervisor is asked; the shopper sees nothing yet. */
    readonly approval?: ApprovalView;
  };
  "approval:answer": { readonly over: ApprovalOver };
  approvals: { readonly approvals: readonly ApprovalView[] };
  "message:leave": { readonly conversation: ConversationView };
  draft: object;
  survey: object;
  erase: object;
  "wrap-up:end": { readonly agent: AgentProfileView };
  "note:add": { readonly note: Note };
  notes: { readonly notes: readonly Note[] };
  history: { readonly chats: readonly EarlierChat[] };
  "history:read": { readonly messages: readonly Message[]; readonly more: boolean };
  transfer: { readonly conversation: ConversationView };
  "guest:invite": object;
  "guest:leave": object;
  floor: { readonly floor: Floor };
  watch: { readonly conversation: ConversationView };
  takeover: { readonly conversation: ConversationView; readonly context: ShopperContext };
  translate: { readonly text: string };
  colleagues: { readonly colleagues: readonly Colleague[] };
}
