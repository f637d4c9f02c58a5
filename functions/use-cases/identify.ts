import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { identified } from "../domain/visit/change.ts";
import { shopperContext } from "../domain/visit/context.ts";
import { newVisit } from "../domain/visit/observe.ts";
import { quieted } from "../domain/visit/quiet.ts";
import type { Visit } from "../domain/visit/visit.ts";
import { changeVisit } from "./change-visit.ts";
import type { Caller, Deps } from "./deps.ts";
import { sealVisit } from "./memo.ts";
import { ofCustomer } from "./of-customer.ts";
import { entitled, tell } from "./tell.ts";

/**
 * The shop says who the shopper is, by a token of its back end; without one, that she is nobody any more. The visitor stays who she was: an open chat, what she dismissed and the group she
 * is in are hers as before (docs/adr/0015). Her agent sees her name, tier and orders at once.
 */
export async function identify(
  deps: Deps,
  caller: Caller<"shopper">,
  { token }: { readonly token?: string },
): Promise<Result<Acks["identify"]>> {
  const visitor = caller.owner.id;
  if (!deps.customers) return failure("unavailable", "this stage knows no customers");
  const known = token === undefined ? undefined : await deps.customers.verify(token);
  if (known && !known.ok) return known;
  const mark = known && {
    key: known.key,
    ...(known.customer.tier !== undefined && { tier: known.customer.tier }),
    ...(known.customer.country !== undefined && { country: known.customer.country }),
  };
  // What other devices know of her: whoever said "not now" there is not asked here.
  const marks = mark ? await deps.store.quiet(mark.key, deps.clock()) : [];
  const visit = await changeVisit(
    deps,
    visitor,
    (current) => quieted(identified(current, mark), marks),
    newVisit,
  );
  if (!visit) return failure("conflict", "too many changes at once; try again");
  // Every page says it anew: nothing of her need stay for as long as a visit that consented.
  const { visitKeptMs, leftMs } = deps.settings;
  await deps.store.putCustomer(visitor, known, deps.clock() + visitKeptMs.anonymous + leftMs);
  if (visit.conversation !== undefined) await follow(deps, visit, visit.conversation);
  return { ok: true, memo: await sealVisit(deps.tokens, visit) };
}

/** The open chat is one of the customer's from now on, and its agent sees whose it is. */
async function follow(deps: Deps, marked: Visit, conversation: string): Promise<void> {
  const found = await deps.store.participants(conversation, deps.clock());
  // A chat that begins at this moment is named before it is there.
  const startedAt = found?.head.startedAt ?? marked.chattedAt ?? deps.clock();
  await ofCustomer(deps, marked, { id: conversation, startedAt });
  if (!found) return;
  const { head, participants } = found;
  const hears = entitled(head);
  const { visit, customer } = await deps.store.visitor(head.visitor, deps.clock());
  const context = { customer: null, ...shopperContext(head, visit, customer) };
  await tell(
    deps,
    head.id,
    participants,
    "context",
    { conversation: head.id, context },
    (participant) => participant.party === "agent" && hears(participant),
  );
}
