import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { filesOf } from "../domain/file/key.ts";
import { endConversation } from "./close.ts";
import type { Caller, Deps } from "./deps.ts";

/**
 * Everything kept of a shopper is deleted: visit, conversations, files, notes, survey. An open chat ends first. Offers and orders stay, by their numbers, since accounts must add up. Doing it
 * again deletes nothing more.
 */
export async function erase(
  deps: Deps,
  { owner }: Caller<"shopper">,
): Promise<Result<Acks["erase"]>> {
  const { store, clock, bus } = deps;
  const { visit } = await store.visitor(owner.id, clock());
  const open = visit?.conversation === undefined ? undefined : await store.head(visit.conversation);
  const ended = open ? await endConversation(deps, open, "shopper") : undefined;
  if (open && !ended) return failure("conflict", "the chat moved on; try again");
  await deps.files?.removeAll(filesOf(owner.id));
  await store.erase(owner.id);
  if (visit?.customer) await store.forgetQuiet(visit.customer.key);
  await bus.publish({ type: "visitor.erased", detail: { visitor: owner.id } });
  return { ok: true };
}
