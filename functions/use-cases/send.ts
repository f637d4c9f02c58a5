import type { AgentPayload } from "../contract/client-events.ts";
import type { Body } from "../contract/conversation.ts";
import { failure, type Result } from "../contract/result.ts";
import type { Acks } from "../contract/server-events.ts";
import type { Head } from "../domain/conversation/head.ts";
import type { Participant } from "../ports.ts";
import type { Caller, Deps } from "./deps.ts";
import { wakeUp, wokenBy } from "./rest.ts";
import { noteLanguage } from "./spoken.ts";
import { entitled, tell } from "./tell.ts";

/** A text from either party. */
export function send(
  deps: Deps,
  caller: Caller,
  { conversation, outbox, n, ...words }: AgentPayload<"message:send">,
): Promise<Result<Acks["message:send"]>> {
  return post(deps, caller, { conversation, outbox, n }, { kind: "text", ...words });
}

/** Which message it is: the outbox's `n`th in this conversation. */
export type Address = Pick<AgentPayload<"message:send">, "conversation" | "outbox" | "n">;

/**
 * A message from either party. One conditional update of the head authorises, orders, de-duplicates and keeps it; the transcript and the other devices follow in parallel,
 * and the ack only when the transcript has it. A crash in between leaves no hole: the sender's retry, any `sync` and the sweeper roll it forward.
 */
export async function post(
  deps: Deps,
  caller: Caller,
  { conversation, outbox, n }: Address,
  body: Body,
): Promise<Result<Acks["message:send"]>> {
  const { owner, connection } = caller;
  const appended = await deps.store.append({
    conversation,
    author: owner,
    from:
      owner.role === "shopper"
        ? { kind: "shopper" }
        : { kind: "agent", id: owner.id, name: caller.name ?? owner.id },
    outbox,
    n,
    body,
    at: deps.clock(),
  });
  switch (appended.kind) {
    case "expected":
      return failure("expected", "another number comes next", { n: appended.n });
    case "forbidden": {
      const woken = await wokenBy(deps, caller, await deps.store.head(conversation));
      return woken.ok ? post(deps, caller, { conversation, outbox, n }, body) : woken;
    }
    case "missing":
      return failure("forbidden", "no such conversation of yours");
    case "closed":
      return failure("closed", "the conversation is closed");
    case "appended": {
      const { head, message, participants } = appended;
      const hears = entitled(head);
      const elsewhere = (own: boolean) => (participant: Participant) =>
        hears(participant) &&
        participant.connection !== connection &&
        own === (participant.party === owner.role && participant.owner === owner.id);
      const told = (own: boolean) =>
        tell(deps, head.id, participants, "message", message, elsewhere(own));
      const woken = owner.role === "shopper" && head.state.kind === "resting";
      await Promise.all([
        told(false),
        // To the sender's other tabs, which may share this outbox, it is the word that the next number may come: that one takes the place of what is pending.
        deps.store.putMessage(message).then(() => told(true)),
        woken ? wakeUp(deps, head) : undefined,
        owner.role === "shopper" && body.kind === "text"
          ? noteLanguage(deps, head, participants, body.text)
          : undefined,
      ]);
      const unseen = !participants.some(({ party }) => party === "shopper");
      if (owner.role === "agent" && head.contact && unseen) await tellAnswered(deps, head);
      return { ok: true, seq: message.seq, at: message.at };
    }
  }
}

/** Whoever left a message is told of its answer by the shop, once until she has read on: an answer in five messages is one answer. */
async function tellAnswered(deps: Deps, { id, read }: Head): Promise<void> {
  const mark = { kind: "answered", at: deps.clock(), upTo: read.shopper } as const;
  if ((await deps.store.putAside(id, mark)) !== "done") return;
  await deps.bus.publish({ type: "message.answered", detail: { conversation: id } });
}
