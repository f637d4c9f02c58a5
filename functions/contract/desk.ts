import type { AgentCard, ConversationView } from "./conversation.ts";

/** What only the shop's own people see of a conversation. */

/** How a conversation ended, in its agent's judgement. */
export const RESOLUTIONS = ["solved", "unsolved", "no-answer", "spam"] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** What a shopper may name as the reasons of her score: words of her own go into the survey's text, and no further. */
export const SURVEY_REASONS = [
  "slow",
  "not-solved",
  "unclear",
  "unfriendly",
  "quick",
  "solved",
  "clear",
  "friendly",
] as const;
export type SurveyReason = (typeof SURVEY_REASONS)[number];

/**
 * A note beside a conversation. "hand-over": the summary of a transfer; "whisper": a supervisor's word to the agent;
 * "routing": why this agent was rung, line by line.
 */
export interface Note {
  readonly conversation: string;
  readonly key: string;
  /** Epoch ms. */
  readonly at: number;
  readonly kind: "note" | "hand-over" | "whisper" | "routing";
  /** Absent: the service itself. */
  readonly by?: { readonly id: string; readonly name: string };
  readonly text: string;
  readonly mentions?: readonly string[];
}

/** A chat that this shopper had before, on this device or, where she is signed in, on any. Times epoch ms. */
export interface EarlierChat {
  readonly conversation: string;
  readonly startedAt: number;
  readonly language: string;
  readonly agent?: string;
  readonly closedAt?: number;
  readonly resolution?: Resolution;
  readonly cause?: string;
  readonly tags?: readonly string[];
  /** 1…5, as she answered the survey. */
  readonly score?: number;
}

/** Somebody beside the conversation's agent. A watcher is not seen by the shopper and can't write. */
export interface Guest {
  readonly id: string;
  readonly name: string;
  readonly mode: "join" | "watch";
}

/** A colleague as others may hand over to her. */
export interface Colleague extends AgentCard {
  readonly role: "agent" | "supervisor" | "admin";
  readonly languages: Readonly<Record<string, number>>;
  readonly skills: Readonly<Record<string, number>>;
  readonly presence: "online" | "away" | "wrap-up" | "offline";
  readonly reason?: string;
  readonly capacity: number;
  readonly load: number;
}

/** An open conversation as the supervisor's desk lists it. Times epoch ms. */
export interface FloorConversation {
  readonly conversation: ConversationView;
  readonly topic?: string;
  /** When the shopper began to wait, while she waits. */
  readonly waitsSince?: number;
  /** Since when she waits for her agent's word. */
  readonly owedSince?: number;
  /** Her last words, or those with which she came, are words of displeasure. */
  readonly angry?: true;
  readonly lastAt: number;
}

/** The desk at one moment. */
export interface Floor {
  readonly at: number;
  readonly agents: readonly Colleague[];
  /** Open ones, longest waiting first; at most 200. */
  readonly conversations: readonly FloorConversation[];
}
