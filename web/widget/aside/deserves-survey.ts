import type { ConversationState } from "../../shared/conversation-state.ts";

/** Whether an ended chat deserves the question how it was: something was said, and somebody answered unless she herself ended the waiting. */
export function deservesSurvey({ view, lost, entries }: ConversationState): boolean {
  if (view?.status !== "closed" || lost !== undefined) return false;
  const stored = entries.flatMap((entry) => (entry.kind === "stored" ? [entry.message] : []));
  const said = stored.filter(({ body }) => body.kind !== "notice");
  const answered = said.some(({ from }) => from.kind === "agent");
  const idle = stored.some(({ body }) => body.kind === "notice" && body.notice === "closed-idle");
  return answered || (said.length > 0 && !idle && !view.left);
}
