import type { Head } from "../domain/conversation/head.ts";
import type { Visit } from "../domain/visit/visit.ts";
import type { Deps } from "./deps.ts";

/** A chat of a signed-in customer is found again on her other devices. */
export async function ofCustomer(
  { store }: Pick<Deps, "store">,
  visit: Pick<Visit, "customer"> | undefined,
  { id, startedAt }: Pick<Head, "id" | "startedAt">,
): Promise<void> {
  if (visit?.customer) await store.addCustomerChat(visit.customer.key, id, startedAt);
}
