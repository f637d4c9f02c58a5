import type { Head } from "../domain/conversation/head.ts";
import { DEFAULTS } from "../domain/routing/needs.ts";
import type { Participant } from "../ports.ts";
import type { Deps } from "./deps.ts";
import { tell } from "./tell.ts";

/** Shorter texts say too little of their language, and need not be looked at (characters). */
const SENTENCE = 20;

/**
 * A shopper who goes on in another language: one clear sentence is enough, an unclear one changes nothing. The conversation is known by that language from now on, so that it is said once
 * and never to and fro by itself; her agent is told, and may hand over when she does not speak it.
 */
export async function noteLanguage(
  deps: Deps,
  head: Head,
  participants: readonly Participant[],
  text: string,
): Promise<void> {
  const { state, request } = head;
  if (state.kind !== "active" || text.length < SENTENCE) return;
  const detected = await deps.detector.detect(text);
  if (!detected?.reliable || detected.language === request.language) return;
  const { language } = detected;
  if (!deps.settings.languages.includes(language)) return;
  const moved = await deps.store.changeState(head.id, state, {
    state,
    request: { ...request, language, languageConfidence: 1 },
  });
  if (moved.kind !== "done") return;
  const agent = await deps.store.agent(state.agent);
  const speaks = (agent?.languages[language] ?? 0) >= DEFAULTS.fluentLevel;
  await tell(
    deps,
    head.id,
    participants,
    "spoken",
    { conversation: head.id, language, handOver: !speaks },
    ({ party, owner }) => party === "agent" && owner === state.agent,
  );
}
