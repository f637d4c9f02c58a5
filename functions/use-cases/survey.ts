import type { ShopperPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { agentOf } from "../domain/conversation/head.ts";
import { redact } from "../domain/visit/redact.ts";
import type { Caller, Deps } from "./deps.ts";

/** Letters of her words that reports show. */
const MOST_WORDS = 300;

/** What the shopper thought of a chat that is over, once. Her words stay in the table; the bus has score and reasons. */
export async function answerSurvey(
  deps: Deps,
  { owner }: Caller<"shopper">,
  { conversation, score, reasons, text }: ShopperPayload<"survey">,
): Promise<Result<Acks["survey"]>> {
  const head = await deps.store.head(conversation);
  if (head?.visitor !== owner.id) return failure("forbidden", "no such conversation of yours");
  if (head.state.kind !== "closed") return failure("refused", "the chat is not over yet");
  const at = deps.clock();
  const kept = await deps.store.putAside(conversation, {
    kind: "survey",
    at,
    score,
    reasons,
    ...(text !== undefined && { text }),
  });
  // Again it changes nothing, and makes good what a crash left out.
  const words = text === undefined ? "" : redact(text).trim().slice(0, MOST_WORDS);
  await deps.store.rateChat(
    { conversation, startedAt: head.startedAt },
    { score, ...(words !== "" && { words }) },
  );
  if (kept === "done") {
    const agent = agentOf(head);
    await deps.bus.publish({
      type: "survey.answered",
      detail: { conversation, score, reasons, ...(agent !== undefined && { agent }) },
    });
  }
  return { ok: true };
}
