import { agentEvents, shopperEvents } from "../../../functions/contract/client-events.ts";
import { decode } from "../../../functions/contract/decode.ts";
import { failure, type Result } from "../../../functions/contract/result.ts";
import { answerOffer } from "../../../functions/use-cases/answer-offer.ts";
import { acceptRing, declineRing } from "../../../functions/use-cases/answer-ring.ts";
import { answerApproval } from "../../../functions/use-cases/approve-offer.ts";
import { closeConversation } from "../../../functions/use-cases/close.ts";
import { connectAgent, connectShopper } from "../../../functions/use-cases/connect.ts";
import type { Caller, Deps } from "../../../functions/use-cases/deps.ts";
import { inbox } from "../../../functions/use-cases/inbox.ts";
import { acceptInvitation, dismissInvitation } from "../../../functions/use-cases/invitation.ts";
import { openChat } from "../../../functions/use-cases/open-chat.ts";
import { heartbeat, setPresence } from "../../../functions/use-cases/presence.ts";
import { proposeOffer } from "../../../functions/use-cases/propose-offer.ts";
import { read } from "../../../functions/use-cases/read.ts";
import { send } from "../../../functions/use-cases/send.ts";
import { sync } from "../../../functions/use-cases/sync.ts";
import { typing } from "../../../functions/use-cases/typing.ts";
import { watch } from "../../../functions/use-cases/watch.ts";
import type { Packet, Reply } from "./packets.ts";

/** What answers an event. */
export type Handle = (deps: Deps, caller: never, payload: never) => Promise<Result<object>>;
export type Handlers = Readonly<Record<"shopper" | "agent", Readonly<Record<string, Handle>>>>;

const shared = {
  "message:send": send,
  sync,
  typing,
  read,
  "conversation:close": closeConversation,
} as const;

/** The product's own, as its socket function has them. */
export const OWN_HANDLERS: Handlers = {
  shopper: {
    ...shared,
    signals: watch,
    "invitation:accept": acceptInvitation,
    "invitation:dismiss": dismissInvitation,
    "chat:open": openChat,
    "offer:answer": answerOffer,
  },
  agent: {
    ...shared,
    presence: setPresence,
    inbox,
    "ring:accept": acceptRing,
    "ring:decline": declineRing,
    "offer:propose": proposeOffer,
    "approval:answer": answerApproval,
  },
};
const SCHEMAS = { shopper: shopperEvents, agent: agentEvents };

/**
 * What the socket function does with one frame: its packets one after another, all answers in one frame. As in the deployed one, a handler that
 * fails costs its own packet an `internal` and the others nothing.
 * @param acked hears every answer to an event
 */
export async function dispatch(
  deps: Deps,
  caller: Caller,
  frame: readonly Packet[],
  handlers: Handlers,
  acked: (name: string, payload: unknown, result: Result<object>) => void,
): Promise<readonly Reply[]> {
  const replies: Reply[] = [];
  for (const packet of frame) {
    if (packet.kind === "connect") {
      const welcome = await greet(deps, caller).catch(() => undefined);
      if (!welcome) return [{ kind: "refused" }];
      replies.push({ kind: "connected" }, { kind: "event", name: "welcome", payload: welcome });
    } else if (packet.kind === "beat") {
      await heartbeat(deps, caller).catch(() => undefined);
      replies.push({ kind: "noop" });
    } else {
      const { name, payload, id } = packet;
      const result = await handle(handlers, deps, caller, name, payload).catch(() =>
        failure("internal", "something went wrong on our side"),
      );
      acked(name, payload, result);
      if (name === "signals" && result.ok && "invitation" in result) {
        const { invitation, ...ack } = result;
        if (invitation) replies.push({ kind: "event", name: "invitation", payload: invitation });
        replies.push({ kind: "ack", id, ack });
      } else replies.push({ kind: "ack", id, ack: result });
    }
  }
  return replies;
}

function greet(deps: Deps, caller: Caller): Promise<object> {
  return caller.owner.role === "shopper"
    ? connectShopper(deps, caller as Caller<"shopper">, false)
    : connectAgent(deps, caller as Caller<"agent">, false);
}

async function handle(
  handlers: Handlers,
  deps: Deps,
  caller: Caller,
  name: string,
  payload: unknown,
): Promise<Result<object>> {
  const { role } = caller.owner;
  const handler = handlers[role][name];
  const schema = Object.entries(SCHEMAS[role]).find(([event]) => event === name)?.[1];
  if (!handler || !schema) return failure("unknown_event", `${role}s have no event ${name}`);
  const decoded = decode(schema, payload);
  return decoded.ok ? handler(deps, caller as never, decoded.value as never) : decoded;
}
