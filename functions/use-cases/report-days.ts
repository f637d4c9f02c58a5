import { type Failure, failure } from "../contract/result.ts";
import { dayOf } from "../domain/experiment/counts.ts";
import type { EndedChat } from "../domain/feedback/ended-chat.ts";
import type { Store } from "../ports.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Days that a report over single chats may span, the first and the last included. */
const MOST_DAYS = 31;
const USUAL_DAYS = 7;
/** Chats that it reads: some 300 B each. */
const MOST_CHATS = 20_000;

/** YYYY-MM-DD, UTC, both included; absent: the last seven. */
export interface Days {
  readonly from?: string;
  readonly to?: string;
}

/** The days asked for, oldest first. */
export function daysOf({ from, to }: Days, now: number): readonly string[] | Failure {
  const last = Date.parse(to ?? dayOf(now));
  const first = from === undefined ? last - (USUAL_DAYS - 1) * DAY_MS : Date.parse(from);
  const count = Math.round((last - first) / DAY_MS) + 1;
  if (!(count >= 1 && count <= MOST_DAYS)) {
    return failure("bad_payload", `from: expected a day up to ${MOST_DAYS - 1} days before to`);
  }
  return Array.from({ length: count }, (_, i) => dayOf(first + i * DAY_MS));
}

/** Ended chats that began on these days, the latest days first, until there are too many. */
export async function chatsOf(
  store: Pick<Store, "endedChats">,
  days: readonly string[],
): Promise<{ readonly chats: readonly EndedChat[]; readonly partial: boolean }> {
  const chats: EndedChat[] = [];
  for (const day of [...days].reverse()) {
    const room = MOST_CHATS - chats.length;
    const found = await store.endedChats(day, room + 1);
    chats.push(...found.slice(0, room));
    if (found.length > room) return { chats, partial: true };
  }
  return { chats, partial: false };
}
