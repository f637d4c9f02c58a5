import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Deps } from "./deps.ts";

/** What a text says in another language. A stage without a translator says so, and nothing is guessed. */
export async function translate(
  deps: Deps,
  { text, to }: { readonly text: string; readonly to: string },
): Promise<Result<Acks["translate"]>> {
  const translated = await deps.translator?.translate(text, to);
  return translated === undefined
    ? failure("unavailable", "this stage has no translator")
    : { ok: true, text: translated };
}
