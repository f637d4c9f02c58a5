import type { QueueView } from "../contract/server-events.ts";
import { type Head, isLeft } from "../domain/conversation/head.ts";
import { DEFAULTS, queueLanguages } from "../domain/routing/needs.ts";
import type { RosterEntry } from "../domain/routing/roster.ts";
import type { Participant } from "../ports.ts";
import { isAttended } from "./attended.ts";
import type { Deps } from "./deps.ts";
import { siteOf } from "./site.ts";
import { tell } from "./tell.ts";

/** Rows of a queue in which one place is looked for, and shoppers who are told theirs when it moves. */
const LOOK_AT = 100;
const TOLD = 20;

/** Mean work of a chat: 657 s (the routing benchmark's log-normal, after a published bank call centre). */
const CHAT_MS = 657_000;

/** Tells the shoppers who wait in a language where they stand now; called when the queue moves. */
export async function tellQueue(deps: Deps, language: string): Promise<void> {
  const { clock, store } = deps;
  const rows = await store.waiting(language, TOLD);
  const found = await Promise.all(
    rows.map(({ conversation }) => store.participants(conversation, clock())),
  );
  const here = found.flatMap((seen) =>
    seen && isIn(seen.head, language) && isAttended(seen.head, seen.participants) ? [seen] : [],
  );
  await Promise.all(here.map((seen, index) => tellPlace(deps, seen, index + 1)));
}

/** Tells one shopper her place, by the rows alone. */
export async function tellOwnPlace(deps: Deps, head: Head): Promise<void> {
  const [rows, seen] = await Promise.all([
    deps.store.waiting(head.request.language, LOOK_AT),
    deps.store.participants(head.id, deps.clock()),
  ]);
  const index = rows.findIndex(({ conversation }) => conversation === head.id);
  if (seen?.head.state.kind === "waiting" && index >= 0) await tellPlace(deps, seen, index + 1);
}

function isIn({ state, request }: Head, language: string): boolean {
  return state.kind === "waiting" && request.language === language;
}

async function tellPlace(
  deps: Deps,
  { head, participants }: { readonly head: Head; readonly participants: readonly Participant[] },
  position: number,
): Promise<void> {
  if (isLeft(head)) return;
  const pools = queueLanguages(head.request, siteOf(deps));
  const view = queueView(head, position, await deps.roster.read(pools));
  const hers = ({ party }: Participant) => party === "shopper";
  await tell(deps, head.id, participants, "queue", view, hers);
}

/**
 * Where a shopper stands, and how long it may take: as many chats must end before as stand before, and all slots of those who speak the language end them.
 * @param position from 1
 */
export function queueView(
  { id, request }: Pick<Head, "id" | "request">,
  position: number,
  pool: readonly RosterEntry[],
): QueueView {
  if (pool.length === 0) return { conversation: id, position, unattended: true };
  const slots = pool
    .filter(({ languages }) => (languages[request.language] ?? 0) >= DEFAULTS.fluentLevel)
    .reduce((sum, { capacity }) => sum + capacity, 0);
  const waitMs = slots > 0 ? Math.round((position * CHAT_MS) / slots) : undefined;
  return { conversation: id, position, ...(waitMs !== undefined && { waitMs }) };
}
