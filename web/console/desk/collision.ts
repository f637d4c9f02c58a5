import type { Entry } from "../../shared/conversation-state.ts";

/** A colleague's words are news for so long, ms. */
const RECENT = 15_000;

/**
 * The colleague who wrote to the shopper a moment ago, while this agent has something begun.
 *
 * @param self this agent's id
 * @param now epoch ms by the server's clock
 * @returns her name; undefined: nobody did
 */
export function justAnswered(
  entries: readonly Entry[],
  self: string | undefined,
  now: number,
): string | undefined {
  const last = entries.findLast(
    (entry) => entry.kind === "stored" && entry.message.from.kind === "agent",
  );
  if (last?.kind !== "stored" || last.message.from.kind !== "agent") return undefined;
  const { from, at, body } = last.message;
  const others = from.id !== self && body.kind !== "notice" && now - at < RECENT;
  return others ? from.name : undefined;
}
