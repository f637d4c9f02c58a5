import type { AgentCard } from "../../functions/contract/conversation.ts";
import type { InvitationView } from "../../functions/contract/server-events.ts";
import type { ConversationState } from "../shared/conversation-state.ts";
import type { OutgoingKey } from "../shared/outbox.ts";
import type { LinkState } from "../shared/wire.ts";
import type { Texts } from "./texts.ts";

export type PanelMode = "hidden" | "open" | "minimised";

/** Why there is no conversation though one was asked for. */
export type Problem = "no_agent" | "failed";

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
  readonly problem: Problem | undefined;
  /** The shopper is asked whether to end the chat. */
  readonly ending: boolean;
  /** The server's clock, epoch ms. */
  readonly now: () => number;
}

/** Everything a shopper can do. */
export interface Actions {
  accept(): void;
  dismiss(): void;
  open(): void;
  minimise(): void;
  send(text: string): boolean;
  typed(): void;
  retry(key: OutgoingKey): void;
  discard(key: OutgoingKey): void;
  answerOffer(code: string, answer: "accept" | "decline"): void;
  askEnd(ask: boolean): void;
  end(): void;
  /** Puts an ended or refused chat away. */
  leave(): void;
}
