import { endRing } from "./answer-ring.ts";
import { isAttended } from "./attended.ts";
import type { Deps } from "./deps.ts";
import { letRest } from "./rest.ts";

/** A `gone` timer: the shopper's last connection ended a while ago. If she has not come back, a ring for her is withdrawn, and after longer her chat rests. */
export async function shopperGone(deps: Deps, conversation: string): Promise<void> {
  const now = deps.clock();
  const found = await deps.store.participants(conversation, now);
  if (!found || isAttended(found.head, found.participants)) return;
  const { head } = found;
  if (head.state.kind === "offering") return endRing(deps, head, "withdrawn");
  if (head.state.kind !== "active") return;
  const last = (await deps.store.rollForward(conversation)).at(-1);
  // The agent owes her the answer.
  if (last?.from.kind === "shopper" && last.seq === head.seq) return;
  const at = head.activeAt + deps.settings.restMs.gone;
  if (at > now) await deps.timers.arm({ kind: "gone", conversation }, at);
  else await letRest(deps, head);
}
