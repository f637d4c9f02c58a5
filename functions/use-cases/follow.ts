import { shopperContext } from "../domain/visit/context.ts";
import type { Visit } from "../domain/visit/visit.ts";
import type { Deps } from "./deps.ts";
import { entitled, tell } from "./tell.ts";

/** The agent of an open conversation sees where the shopper is now. Costs nothing while there is no conversation. */
export async function follow(deps: Deps, visit: Visit): Promise<void> {
  if (visit.conversation === undefined) return;
  const found = await deps.store.participants(visit.conversation, deps.clock());
  if (!found || found.head.state.kind === "closed") return;
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
