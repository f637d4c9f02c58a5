import type { QueueView } from "../contract/server-events.ts";
import type { Head } from "../domain/conversation/head.ts";
import { DEFAULTS, queueLanguages } from "../domain/routing/needs.ts";
import type { RosterEntry } from "../domain/routing/roster.ts";
import type { Participant } from "../ports.ts";
import type { Deps } from "./deps.ts";
import { siteOf } from "./site.ts";
import { tell } from "./tell.ts";

/** Rows of a queue that are looked at, and shoppers who are told. */
const LOOK_AT = 50;
const TOLD = 20;

/** Mean work of a chat: 657 s (the routing benchmark's log-normal, after a published bank call centre). */
const CHAT_MS = 657_000;

/** Tells the shoppers who wait in a language where they stand now; called when the queue moves. `only`: just this conversation's. */
export async function tellQueue(deps: Deps, language: string, only?: string): Promise<void> {
  const { clock, store } = deps;
  const rows = await store.waiting(language, LOOK_AT);
  const heads = (
    await Promise.all(rows.map(({ conversation }) => store.participants(conversation, clock())))
  ).filter((found) => found !== undefined && isIn(found.head, language));
  await Promise.all(
    heads.slice(0, TOLD).map(async (found, index) => {
      if (!found || (only !== undefined && found.head.id !== only)) return;
      await tellOne(deps, found, index + 1);
    }),
  );
}

function isIn({ state, request }: Head, language: string): boolean {
  return state.kind === "waiting" && request.language === language;
}

async function tellOne(
  deps: Deps,
  { head, participants }: { readonly head: Head; readonly participants: readonly Participant[] },
  position: number,
): Promise<void> {
  if (head.contact) return;
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
