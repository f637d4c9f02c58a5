import type { Due, DueRef } from "../ports.ts";
import type { Deps } from "./deps.ts";
import { lookAtAgent } from "./look-at-agent.ts";
import { lookAtConversation } from "./look-at-conversation.ts";
import { lookAtOffer } from "./look-at-offer.ts";
import { pingStock } from "./ping-stock.ts";

/** Rows taken at once. */
const LIMIT = 200;
/** What is left after this long is taken at the next tick; less than the function may run. */
const PATIENCE_MS = 20_000;

/**
 * Every minute: looks at everything that is due and repairs what a crash left behind. Each row is replaced before its work begins, so that a sweeper that dies finds it again.
 * Pings, of which there may be thousands, leave at once; the rest is done row by row. A row that fails keeps no other waiting, and comes again at the next tick.
 * @returns how many rows it looked at
 * @throws the first row's failure, when all have been looked at
 */
export async function sweep(deps: Deps): Promise<number> {
  const end = deps.clock() + PATIENCE_MS;
  const failures: unknown[] = [];
  const lookOnce = (row: Due) =>
    look(deps, row).catch((error: unknown) => {
      failures.push(error);
    });
  let looked = 0;
  for (;;) {
    const rows = await deps.store.due(deps.clock(), LIMIT);
    const isPing = ({ ref }: Due) => ref.kind === "connection";
    await Promise.all(rows.filter(isPing).map(lookOnce));
    for (const row of rows) if (!isPing(row)) await lookOnce(row);
    looked += rows.length;
    if (rows.length < LIMIT || deps.clock() >= end) break;
  }
  if (failures.length > 0) throw failures[0];
  return looked;
}

async function look(deps: Deps, row: Due): Promise<void> {
  const next = await lookAt(deps, row.ref);
  if (next !== undefined) await deps.store.addDue({ at: next, ref: row.ref });
  await deps.store.removeDue(row);
}

/** @returns when to look again (epoch ms), or undefined for never */
function lookAt(deps: Deps, ref: DueRef): Promise<number | undefined> {
  switch (ref.kind) {
    case "conversation":
      return lookAtConversation(deps, ref.id);
    case "agent":
      return lookAtAgent(deps, ref.id);
    case "offer":
      return lookAtOffer(deps, ref.id);
    case "connection":
      return pingStock(deps, ref);
  }
}
