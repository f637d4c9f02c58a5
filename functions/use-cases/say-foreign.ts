import type { Head } from "../domain/conversation/head.ts";
import type { Agent } from "../domain/routing/agent.ts";
import { DEFAULTS } from "../domain/routing/needs.ts";
import type { Deps } from "./deps.ts";
import { say } from "./say.ts";

/**
 * An agent who does not even get by in the shopper's language: both are told, once a round, whether a machine stands between them or nothing does. A language that was only guessed is
 * no ground to say so.
 */
export async function sayForeign(
  deps: Deps,
  { id, state, request }: Pick<Head, "id" | "state" | "request">,
  { name, languages }: Pick<Agent, "name" | "languages">,
): Promise<void> {
  const sure = request.languageConfidence >= DEFAULTS.certainLanguage;
  if (!sure || (languages[request.language] ?? 0) >= DEFAULTS.workable.level) return;
  await say(deps, id, `foreign:${state.round}`, {
    kind: "notice",
    notice: deps.translator ? "translated" : "not-translated",
    name,
  });
}
