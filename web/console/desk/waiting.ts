import type { Message } from "../../../functions/contract/conversation.ts";
import type { ConversationState, Entry } from "../../shared/conversation-state.ts";

/** Service level, ms: an agent's first words after joining, and every later answer. */
export const TARGETS = { first: 20_000, next: 60_000 } as const;

/** A shopper who waits for an answer. */
export interface Waiting {
  readonly kind: keyof typeof TARGETS;
  /** Since when, epoch ms by the server's clock: the oldest message without an answer. */
  readonly since: number;
}

/** How a wait stands against its target: well within, past half of it, past all of it. */
export type Urgency = "calm" | "soon" | "late";

/**
 * Whether the shopper waits for the agent's words, and since when. What is on its way counts as an answer; one who left an address does not wait.
 *
 * @param invited the agent has spoken first, by the invitation: nobody waits before the shopper's own first word
 */
export function waitingOf(
  { view, entries }: ConversationState,
  invited: boolean,
): Waiting | undefined {
  if (view?.status !== "active" || view.left) return undefined;
  let oldest: number | undefined;
  for (let i = entries.length - 1; i >= 0; i -= 1) {
    const entry = entries[i];
    if (!entry || answers(entry)) return next(oldest);
    const { message } = entry as Extract<Entry, { kind: "stored" }>;
    if (message.from.kind === "shopper") oldest = message.at;
    if (isJoining(message)) {
      const owed = !invited || entries.slice(0, i).some(asks);
      const since = owed ? Math.min(message.at, oldest ?? message.at) : oldest;
      return since === undefined ? undefined : { kind: "first", since };
    }
  }
  return next(oldest);
}

const next = (since: number | undefined): Waiting | undefined =>
  since === undefined ? undefined : { kind: "next", since };

const asks = (entry: Entry): boolean =>
  entry.kind === "stored" && entry.message.from.kind === "shopper";

const answers = (entry: Entry): boolean =>
  entry.kind === "outgoing" || entry.message.from.kind === "agent";

const isJoining = ({ body }: Message): boolean =>
  body.kind === "notice" && (body.notice === "agent-joined" || body.notice === "agent-changed");

/** @param now epoch ms by the server's clock */
export function urgencyOf({ kind, since }: Waiting, now: number): Urgency {
  const share = (now - since) / TARGETS[kind];
  if (share >= 1) return "late";
  return share >= 0.5 ? "soon" : "calm";
}
