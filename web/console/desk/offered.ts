import type { ConversationState } from "../../shared/conversation-state.ts";

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The percentage that the shopper was offered today; the server allows one a day, which ends at midnight UTC. @param now epoch ms by the server's clock */
export function offeredToday(
  { entries }: Pick<ConversationState, "entries">,
  now: number,
): number | undefined {
  for (const entry of entries) {
    if (entry.kind !== "stored" || entry.message.body.kind !== "offer") continue;
    if (dayOf(entry.message.at) === dayOf(now)) return entry.message.body.offer.percent;
  }
  return undefined;
}
