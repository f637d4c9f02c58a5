import type { Visit } from "../domain/visit/visit.ts";
import type { Deps } from "./deps.ts";

/** A chat of a signed-in customer is found again on her other devices. */
export async function ofCustomer(
  { store, clock }: Pick<Deps, "store" | "clock">,
  visit: Pick<Visit, "customer"> | undefined,
  conversation: string,
): Promise<void> {
  if (visit?.customer) await store.addChat(visit.customer.key, conversation, clock());
}
