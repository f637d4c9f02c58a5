import type { Connection } from "../shared/connection.ts";
import type { HeedStorage } from "../shared/host.ts";
import type { Credential } from "../shared/proof.ts";

/** Under which visitor the server has last been told of the consent. */
const TOLD = "consent-told";

/**
 * Tells the server whether the shopper may be known from page to page, once per visitor and answer.
 *
 * @returns the server's notes, if it had any
 */
export async function tellConsent(
  link: Connection<"shopper">,
  storage: HeedStorage,
  credential: Credential | undefined,
  given: boolean,
): Promise<string | undefined> {
  const visitor = credential?.visitor;
  const known = visitor === undefined || (given && storage.get(TOLD) === visitor);
  if (known) return undefined;
  const reply = await link.request("consent", { given });
  if (!reply.ok) return undefined;
  if (given) storage.set(TOLD, visitor);
  else storage.remove(TOLD);
  return reply.memo;
}
