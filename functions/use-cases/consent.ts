import type { Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { consented } from "../domain/visit/change.ts";
import { newVisit } from "../domain/visit/observe.ts";
import { changeVisit } from "./change-visit.ts";
import type { Caller, Deps } from "./deps.ts";
import { sealVisit } from "./memo.ts";

/** The shopper consents to be known from page to page, or no longer. */
export async function consent(
  deps: Deps,
  caller: Caller<"shopper">,
  { given }: { readonly given: boolean },
): Promise<Result<Acks["consent"]>> {
  const visit = await changeVisit(
    deps,
    caller.owner.id,
    (current) => (current.consent === given ? current : consented(current, given)),
    newVisit,
  );
  return { ok: true, ...(visit && { memo: await sealVisit(deps.tokens, visit) }) };
}
