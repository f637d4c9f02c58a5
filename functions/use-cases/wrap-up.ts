import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import { profileView } from "./card.ts";
import { releaseSlot } from "./claim.ts";
import type { Caller, Deps } from "./deps.ts";
import { drainFor } from "./drain.ts";

/** The agent is done with what comes after a chat: its slot is free for whoever waits. */
export async function endWrapUp(
  deps: Deps,
  { owner }: Caller<"agent">,
  { conversation }: { readonly conversation: string },
): Promise<Result<Acks["wrap-up:end"]>> {
  const agent = await releaseSlot(deps, owner.id, conversation, ({ kind }) => kind === "wrap-up");
  if (!agent) return failure("forbidden", "no agent of this name; an admin adds agents");
  await drainFor(deps, agent);
  return { ok: true, agent: profileView(agent, deps.clock()) };
}
