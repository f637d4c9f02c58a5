import { chatClosed } from "../domain/visit/change.ts";
import { shopperContext } from "../domain/visit/context.ts";
import type { Visit } from "../domain/visit/visit.ts";
import { changeVisit } from "./change-visit.ts";
import type { Deps } from "./deps.ts";
import { hasNews } from "./news.ts";
import { entitled, tell } from "./tell.ts";

/** A conversation that the visit has named for so long and that is not there was lost in a crash, and is not on its way. */
const LOST_MS = 60_000;

/** The agent of an open conversation sees where the shopper is now. Costs nothing while there is no conversation. A visit that names one which has ended, or never began, forgets it. */
export async function follow(deps: Deps, visit: Visit): Promise<void> {
  if (visit.conversation === undefined) return;
  const found = await deps.store.participants(visit.conversation, deps.clock());
  if (!found || !hasNews(found.head)) {
    await forget(deps, visit);
    return;
  }
  const hears = entitled(found.head);
  await tell(
    deps,
    visit.conversation,
    found.participants,
    "context",
    { conversation: visit.conversation, context: shopperContext(found.head, visit) },
    (participant) => participant.party === "agent" && hears(participant),
  );
}

async function forget(deps: Deps, { visitor, conversation, chattedAt = 0 }: Visit): Promise<void> {
  if (chattedAt > deps.clock() - LOST_MS) return;
  await changeVisit(deps, visitor, (current, now) =>
    current.conversation === conversation ? chatClosed(current, now) : current,
  );
}
