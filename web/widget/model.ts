import type { AgentCard } from "../../functions/contract/conversation.ts";
import type { SurveyReason } from "../../functions/contract/desk.ts";
import type { InvitationView, QueueView } from "../../functions/contract/server-events.ts";
import type { ConversationClient } from "../shared/conversation-client.ts";
import type { ConversationState } from "../shared/conversation-state.ts";
import type { OutgoingKey } from "../shared/outbox.ts";
import type { LinkState } from "../shared/wire.ts";
import type { Texts } from "./texts.ts";

export type PanelMode = "hidden" | "open" | "minimised";

/** Why there is no conversation though one was asked for. */
export type Problem = "no_agent" | "failed";

/**
 * What stands before the conversation just now: the question whether to end it, the form for a message to be answered later, what is kept of the
 * shopper, or that nothing is any more.
 */
export type Aside = "end" | "leave" | "data" | "erased";

/** What the shopper has written and not sent; it outlives the parts of the view that show it. */
export interface Written {
  readonly text: string;
  readonly email: string;
  readonly name: string;
}

/** `email`: the address is not one; `failed`: try again. */
export type LeaveOutcome = "left" | "email" | "failed";

export interface SurveyAnswer {
  /** 1 (very bad) to 5 (very good). */
  readonly score: number;
  readonly reasons: readonly SurveyReason[];
  readonly text: string;
}

/** How far the question after a chat has come. */
export type SurveyState = "open" | "sent" | "skipped";

/** Everything the chat's view is made of. */
export interface Model {
  readonly texts: Texts;
  readonly link: LinkState;
  readonly panel: PanelMode;
  /** The shopper opened the panel on this page, so it may take the focus. */
  readonly opened: boolean;
  readonly invitation: InvitationView | undefined;
  /** Whoever answers, or is about to. */
  readonly agent: AgentCard | undefined;
  readonly chat: ConversationState | undefined;
  /** Where she stands while she waits. */
  readonly queue: QueueView | undefined;
  readonly problem: Problem | undefined;
  readonly aside: Aside | undefined;
  readonly survey: SurveyState;
  readonly written: Written;
  /** Agents see what she writes before she sends it. */
  readonly sneakPeek: boolean;
  /** Address of the shop's privacy policy. */
  readonly policy: string | undefined;
  /** The server's clock, epoch ms. */
  readonly now: () => number;
}

/** Everything a shopper can do. */
export interface Actions {
  /** The conversation itself, for parts that are loaded on demand. */
  client(): ConversationClient | undefined;
  accept(): void;
  dismiss(): void;
  open(): void;
  minimise(): void;
  send(text: string): boolean;
  /** She writes; nothing is drawn anew. */
  write(part: Partial<Written>): void;
  retry(key: OutgoingKey): void;
  discard(key: OutgoingKey): void;
  answerOffer(code: string, answer: "accept" | "decline"): void;
  turn(aside: Aside | undefined): void;
  end(): void;
  /** Sends what is written, and the address to which the answer goes. */
  leaveMessage(): Promise<LeaveOutcome>;
  /** @returns whether the answer has arrived */
  answerSurvey(answer: SurveyAnswer): Promise<boolean>;
  skipSurvey(): void;
  /** Has everything deleted that is kept of her, here and there. @returns whether it is done */
  erase(): Promise<boolean>;
  /** Puts an ended or refused chat away. */
  leave(): void;
}
