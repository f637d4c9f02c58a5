import type { Head } from "../domain/conversation/head.ts";
import type { Visit } from "../domain/visit/visit.ts";
import type { Deps } from "./deps.ts";
import { noteQuiet } from "./quiet.ts";

/** A chat of a signed-in customer is found again on her other devices, and she is left alone there. */
export async function ofCustomer(
  { store }: Pick<Deps, "store">,
  visit: Pick<Visit, "customer"> | undefined,
  { id, startedAt }: Pick<Head, "id" | "startedAt">,
): Promise<void> {
  if (!visit?.customer) return;
  await Promise.all([
    store.addCustomerChat(visit.customer.key, id, startedAt),
    noteQuiet({ store }, visit, { kind: "chatted", at: startedAt }),
  ]);
}
