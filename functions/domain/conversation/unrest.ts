import type { Message } from "../../contract/conversation.ts";
import { firstWords } from "../routing/first-words.ts";
import type { Head } from "./head.ts";

/** Why somebody should look at a conversation. `owedSince`: epoch ms. */
export interface Unrest {
  readonly owedSince?: number;
  readonly angry?: true;
}

/**
 * Whether a shopper waits for her agent's word, and whether she is displeased. She waits from her last message that nothing has answered; where the agent who has just come has said nothing yet, from
 * that agent's coming at the latest.
 * @param last the last message of each outbox, by seq
 */
export function unrestOf({ state, request, reason }: Head, last: readonly Message[]): Unrest {
  const words = last.filter(({ body }) => body.kind === "text");
  const hers = words.findLast(({ from }) => from.kind === "shopper");
  const theirs = words.findLast(({ from }) => from.kind === "agent");
  const asked = hers && hers.seq > (theirs?.seq ?? 0) ? hers.at : undefined;
  // The invitation's words were the first agent's: she waits for nothing before she has spoken.
  const invited = reason !== undefined && (state.round === 1 || !hers);
  const silent = state.kind === "active" && !invited && (theirs?.at ?? 0) < state.since;
  const owed = silent ? Math.min(state.since, asked ?? state.since) : asked;
  const angry =
    request.priority > 0 ||
    (hers?.body.kind === "text" && firstWords(hers.body.text, request.language).displeased);
  return {
    ...(state.kind === "active" && owed !== undefined && { owedSince: owed }),
    ...(angry && { angry }),
  };
}
