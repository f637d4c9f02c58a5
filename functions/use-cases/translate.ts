import { MAX_TRANSLATIONS_PER_MINUTE } from "../contract/limits.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Caller, Deps } from "./deps.ts";

const MINUTE_MS = 60_000;
const NONE = failure("unavailable", "this stage has no translator");

/** What a text says in another language, so often a minute and agent as a person can read. A stage without a translator says so, and nothing is guessed. */
export async function translate(
  deps: Deps,
  { owner }: Caller<"agent">,
  { text, to }: { readonly text: string; readonly to: string },
): Promise<Result<Acks["translate"]>> {
  const { translator, store, ids } = deps;
  if (!translator) return NONE;
  const now = deps.clock();
  const scope = `translate:${owner.id}:${Math.floor(now / MINUTE_MS)}`;
  const room = await store.reserve(
    scope,
    ids.next(),
    1,
    MAX_TRANSLATIONS_PER_MINUTE,
    now + MINUTE_MS,
  );
  if (room === "exhausted") return failure("slow_down", "too many translations; wait a minute");
  const translated = await translator.translate(text, to);
  return translated === undefined ? NONE : { ok: true, text: translated };
}
