import type { AgentPayload } from "../contract/client-events.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Caller, Deps } from "./deps.ts";
import { entitled, tell } from "./tell.ts";

/**
 * A message from either party. One conditional update of the head authorises, orders, de-duplicates and keeps it; the transcript and the other devices follow in parallel,
 * and the ack only when the transcript has it. A crash in between leaves no hole: the sender's retry, any `sync` and the sweeper roll it forward.
 */
export async function send(
  deps: Deps,
  caller: Caller,
  payload: AgentPayload<"message:send">,
): Promise<Result<Acks["message:send"]>> {
  const { owner, connection } = caller;
  const appended = await deps.store.append({
    conversation: payload.conversation,
    author: owner,
    from:
      owner.role === "shopper"
        ? { kind: "shopper" }
        : { kind: "agent", id: owner.id, name: caller.name ?? owner.id },
    outbox: payload.outbox,
    n: payload.n,
    body: { kind: "text", text: payload.text },
    at: deps.clock(),
  });
  switch (appended.kind) {
    case "expected":
      return failure("expected", "another number comes next", { n: appended.n });
    case "forbidden":
    case "missing":
      return failure("forbidden", "no such conversation of yours");
    case "closed":
      return failure("closed", "the conversation is closed");
    case "appended": {
      const { head, message, participants } = appended;
      const entitledToHear = entitled(head);
      await Promise.all([
        tell(
          deps,
          head.id,
          participants,
          "message",
          message,
          (participant) => participant.connection !== connection && entitledToHear(participant),
        ),
        deps.store.putMessage(message),
      ]);
      return { ok: true, seq: message.seq, at: message.at };
    }
  }
}
