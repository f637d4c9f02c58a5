import type { Usage } from "./usage.ts";

/** 0 (none) … 5 (native, expert). */
export type Level = 0 | 1 | 2 | 3 | 4 | 5;

/** "wrap-up" is never stored: it is what an agent is who is online and has nothing but wrap-ups in hand. */
export type Presence = "online" | "away" | "wrap-up" | "offline";
export type Role = "agent" | "supervisor" | "admin";

/**
 * A piece of an agent's capacity. Its key in `Agent.slots` is the id of the conversation (or of the invitation that may become one), so that a
 * claim made twice is one claim. A held slot counts until `until` (epoch ms); an active one until it is released.
 */
export type Slot =
  | { readonly kind: "invited"; readonly until: number; readonly language: string }
  | {
      readonly kind: "ringing";
      readonly round: number;
      readonly until: number;
      readonly language: string;
    }
  | {
      readonly kind: "active";
      readonly round: number;
      readonly since: number;
      readonly language: string;
    }
  /** What comes after a chat: notes, an order looked up. */
  | {
      readonly kind: "wrap-up";
      readonly round: number;
      readonly until: number;
      readonly language: string;
    };

/** An agent's whole record: profile, presence lease, slots. Every change but the lease's raises `version`. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly photo?: string;
  readonly email: string;
  readonly role: Role;
  readonly languages: Readonly<Record<string, Level>>;
  readonly skills: Readonly<Record<string, Level>>;
  /** Chats at once. */
  readonly capacity: number;
  readonly presence: Presence;
  /** Why she is away. */
  readonly reason?: string;
  /** The lease: without a heartbeat the agent is gone at this time (epoch ms). */
  readonly seenUntil: number;
  readonly slots: Readonly<Record<string, Slot>>;
  /** Rings missed in a row. */
  readonly misses: number;
  /** When the last slot became free (epoch ms); the longest idle goes first among equals. */
  readonly idleSince: number;
  /** How busy the agent was lately; absent before the first chat. */
  readonly usage?: Usage;
  readonly version: number;
  /** Raised on sign-out, role change and blocking; supervision and presence check it. */
  readonly authVersion: number;
  /** The last change of her profile, counted from 1; absent before the first. Its words are in the history, since this record is written with every slot. */
  readonly changed?: { readonly version: number; readonly at: number; readonly by: string };
}

/** A new agent, offline, from what an admin enters. */
export function newAgent(
  profile: Pick<Agent, "id" | "name" | "email" | "role" | "languages" | "skills" | "capacity"> & {
    readonly photo?: string;
  },
): Agent {
  return {
    ...profile,
    presence: "offline",
    seenUntil: 0,
    slots: {},
    misses: 0,
    idleSince: 0,
    version: 0,
    authVersion: 0,
  };
}
