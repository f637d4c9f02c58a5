import type { Head } from "../domain/conversation/head.ts";
import { agentHears, agentWrites, isWatcher } from "../domain/conversation/parties.ts";
import type { Caller, Deps } from "./deps.ts";
import { isLead } from "./lead.ts";

/** May the caller add to this conversation now? An agent may go on with one of hers that rests; the message itself decides again. */
export function mayAttach(head: Head, { owner }: Caller): boolean {
  if (owner.role === "shopper") return head.visitor === owner.id && head.state.kind !== "closed";
  const { state } = head;
  return agentWrites(head, owner.id) || (state.kind === "resting" && state.agent === owner.id);
}

/** May the caller read in it? A watcher may for as long as she supervises. */
export async function mayFetch(deps: Deps, head: Head, caller: Caller): Promise<boolean> {
  const { role, id } = caller.owner;
  if (role === "shopper") return head.visitor === id;
  return agentHears(head, id) && (!isWatcher(head, id) || (await isLead(deps, caller)));
}
