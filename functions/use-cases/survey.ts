import type { ShopperPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { agentOf, type Head } from "../domain/conversation/head.ts";
import { redact } from "../domain/visit/redact.ts";
import type { Aside } from "../ports.ts";
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
  const given = {
    kind: "survey",
    at: deps.clock(),
    score,
    reasons,
    ...(text !== undefined && { text }),
  } as const;
  const kept = await deps.store.putAside(conversation, given);
  // Again, also with other answers, it changes nothing, and makes good what a crash left out.
  await rate(deps, head, kept === "done" ? given : await firstGiven(deps, conversation));
  if (kept === "done") {
    const agent = agentOf(head);
    await deps.bus.publish({
      type: "survey.answered",
      detail: { conversation, score, reasons, ...(agent !== undefined && { agent }) },
    });
  }
  return { ok: true };
}

type Survey = Extract<Aside, { readonly kind: "survey" }>;

async function firstGiven({ store }: Deps, conversation: string): Promise<Survey | undefined> {
  return (await store.asides(conversation)).find((aside) => aside.kind === "survey");
}

/** For the reports: the score, and her words as far as they go. */
async function rate(
  deps: Deps,
  { id, startedAt }: Head,
  survey: Survey | undefined,
): Promise<void> {
  if (!survey) return;
  const words = redact(survey.text ?? "")
    .trim()
    .slice(0, MOST_WORDS);
  await deps.store.rateChat(
    { conversation: id, startedAt },
    { score: survey.score, ...(words !== "" && { words }) },
  );
}
