import type { QuietMark } from "../domain/visit/quiet.ts";
import type { Visit } from "../domain/visit/visit.ts";
import type { Deps } from "./deps.ts";

/** Who is signed in is left alone on her other devices too. Costs nothing where nobody is. */
export async function noteQuiet(
  { store }: Pick<Deps, "store">,
  visit: Pick<Visit, "customer"> | undefined,
  mark: QuietMark,
): Promise<void> {
  if (visit?.customer) await store.addQuiet(visit.customer.key, mark);
}
